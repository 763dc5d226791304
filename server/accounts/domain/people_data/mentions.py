"""How somebody is mentioned: a name however it is spaced, a telephone however it is divided."""

import re
from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct

IN_PLACE: Final = "…"
SHORTEST_WORD: Final = 3
SHORTEST_NUMBER: Final = 7
COUNTRY: Final = "502"
DIVIDED: Final = r"[\s().-]*"
DATE: Final = r"\d{4}-\d\d-\d\d(?!\d)"


class Mention(Struct, frozen=True):
    """One way to mention somebody.

    `likely` is for the database: it finds all that `exact` does, in plain text and in JSON, and
    more. Both know capitals from small letters by themselves, whatever the database's language.
    """

    likely: str
    exact: re.Pattern[str]


def mentions(name: str, addresses: Iterable[str]) -> list[Mention]:
    """Every way to mention somebody of this name, who can be reached at these addresses."""
    by_name = [_name(name.split())] if is_distinct(name) else []
    return [*by_name, *(found for one in addresses if (found := _address(one)) is not None)]


def is_distinct(name: str) -> bool:
    """Whether a name can be looked for: one word, or short ones, stand in others and for others."""
    return sum(len(word) >= SHORTEST_WORD for word in name.split()) > 1


def number_in(value: Any, ways: Iterable[Mention]) -> int:
    """In how many of these ways a text, or a piece of JSON, mentions somebody."""
    texts = list(_texts(value))
    return sum(any(way.exact.search(text) for text in texts) for way in ways)


def without(value: Any, ways: Iterable[Mention]) -> Any:
    """The same text or JSON with three dots in the place of every mention; numbers stay."""
    if isinstance(value, str):
        for way in ways:
            value = way.exact.sub(IN_PLACE, value)
        return value
    if isinstance(value, list):
        return [without(one, ways) for one in value]
    if isinstance(value, dict):
        return {key: without(one, ways) for key, one in value.items()}
    return value


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _name(words: list[str]) -> Mention:
    exact = r"\s+".join(map(re.escape, words))
    return Mention(".{1,20}".join(map(_likely, words)), _compiled(rf"(?<!\w){exact}(?!\w)"))


def _address(address: str) -> Mention | None:
    if "@" in address:
        exact = rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)"
        return Mention(_likely(address), _compiled(exact))
    digits = re.sub(r"\D", "", address).removeprefix(COUNTRY)
    if len(digits) < SHORTEST_NUMBER:
        return None
    before = rf"(?<!\w)(?!{DATE})(?:(?:\+|00)?{COUNTRY}{DIVIDED}|\+)?"
    return Mention(r"\D{0,9}".join(digits), _compiled(rf"{before}{DIVIDED.join(digits)}(?!\w)"))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _likely(word: str) -> str:
    return "".join(map(_either, word))


def _either(letter: str) -> str:
    """A letter, large or small, for PostgreSQL; what JSON writes otherwise may be anything."""
    if letter in '"\\':
        return ".{1,2}"
    if not letter.isalnum():
        return f"[{letter}]" if letter not in "^]" else "."
    cases = {letter, letter.lower(), letter.upper()}
    return f"[{''.join(sorted(one for one in cases if len(one) == 1))}]"
