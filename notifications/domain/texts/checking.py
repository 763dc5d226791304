"""Whether every short text is there and can be filled in, asked at each start."""

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from string import Formatter
from typing import Final

import msgspec

from notifications.channels import gsm
from notifications.domain.notices.kinds import KINDS
from notifications.domain.texts.phrases import FOLDER, Phrase, Phrases, phrases
from notifications.domain.texts.translations import mistranslated

BEGINNING: Final = "Convoca: "
MOST_SEGMENTS: Final = 3
# As long as they get: the longest weekday and month of the year, and a link with a token in it.
LONGEST: Final = {"when": "miércoles 30 de septiembre, 09:00", "link": "https://" + "x" * 72}
NOTHING_BETWEEN: Final = re.compile(r"\}\s*\{")
TEMPLATE: Final = re.compile(r"convoca_[a-z0-9_]+")
# It is sent in the words of another kind.
SPEAKS_FOR_OTHERS: Final = frozenset({"test_send"})


class TextsError(Exception):
    """A text is missing or cannot be filled in; the sentence says which."""


@cache
def check() -> None:
    """Raise TextsError unless everything that may have to be said can be."""
    try:
        said = phrases()
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise TextsError(f"the short texts in {FOLDER} cannot be read: {error}") from error
    wanted = {name for name, kind in KINDS.items() if kind.to == "account"} - SPEAKS_FOR_OTHERS
    found = [*faults(said, wanted), *mistranslated()]
    if found:
        raise TextsError("; ".join(found))


def faults(said: Phrases, wanted: Collection[str]) -> list[str]:
    """What is wrong with the sentences, if these kinds of notice are wanted."""
    found = []
    for (channel, language), sentences in said.items():
        where = f"templates/short/{channel}.{language}.toml"
        found += [
            f"{where} has no text for {kind}" for kind in sorted(set(wanted) - set(sentences))
        ]
        found += [
            f"{where}: there is no notice {kind}" for kind in sorted(set(sentences) - set(wanted))
        ]
        for kind, phrase in sentences.items():
            found += [f"{where}: {kind} {fault}" for fault in _faults(phrase, channel)]
    return [*found, *_renamed(said)]


def variables(text: str) -> list[str]:
    """What is to be filled in, in the order in which it stands there."""
    return [
        name for _before, name, _format, _conversion in Formatter().parse(text) if name is not None
    ]


def _faults(phrase: Phrase, channel: str) -> Iterator[str]:
    try:
        named = variables(phrase.text)
    except ValueError:
        yield "has a brace that is not closed"
        return
    unknown = sorted(set(named) - set(LONGEST))
    if unknown:
        yield f"names what nobody knows: {', '.join(unknown)}"
        return
    if not phrase.text.startswith(BEGINNING):
        yield f"does not begin with «{BEGINNING.strip()}»"
    if named.count("link") != 1:
        yield "does not say once where one goes on: {link}"
    if gsm.segments(gsm.plainer(phrase.text.format_map(LONGEST))).count > MOST_SEGMENTS:
        yield f"takes more than {MOST_SEGMENTS} messages"
    if channel == "whatsapp":
        yield from _unapprovable(phrase, named)
    elif phrase.template or phrase.parameters:
        yield "names a template, which only whatsapp has"


def _unapprovable(phrase: Phrase, named: list[str]) -> Iterator[str]:
    """What the provider would not approve, or not accept as that template."""
    if not TEMPLATE.fullmatch(phrase.template):
        yield "needs a template called convoca_…, in small letters"
    if sorted(phrase.parameters) != sorted(named):
        yield f"has the parameters {list(phrase.parameters)}, but says {named}"
    if phrase.text.endswith("}"):
        yield "ends with what is filled in"
    if NOTHING_BETWEEN.search(phrase.text):
        yield "has nothing between what is filled in"


def _renamed(said: Phrases) -> Iterator[str]:
    names: dict[str, tuple[str, tuple[str, ...]]] = {}
    for (channel, language), sentences in said.items():
        for kind, phrase in sentences.items():
            approved = phrase.template, phrase.parameters
            if channel == "whatsapp" and names.setdefault(kind, approved) != approved:
                yield f"templates/short/whatsapp.{language}.toml: {kind} is another template there"
