"""Telling work on somebody's case, which this system never holds, from open activities.

The border is whether something is *taught or announced* or *done about somebody*. Refused are
raids and rescues; the follow-up, meeting, hearing or interview of a case; accompanying, moving or
treating one person («la víctima», «una menor»); preparing a testimony; intake at a shelter; and
whatever carries a case's number or, beside words of that kind, a name or initials.

Let through is the same vocabulary in general («Ruta de denuncia y acompañamiento a víctimas»,
«Toma de testimonio»: the plural and the bare noun are topics), where something is taught («Taller:
la entrevista a la víctima», «Cómo acompañar a…»), where «caso» only means *if* («en caso de
lluvia», «por si acaso»), and «estudio de casos». A number or a name stays refused even there,
unless it is in a film, a play or an invented example.

It reads words, not minds: it makes the honest mistake impossible, not the determined one. In doubt
a definite singular is refused: rewording costs a minute, a leaked case cannot be taken back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol
from unicodedata import normalize

from events.planning.domain.casework_ideas import IDEAS
from events.planning.domain.casework_words import LESSONS, STORIES
from events.planning.domain.plain_words import plain
from server.foundation.translation import gettext as _

TAUGHT: Final = re.compile(rf"\b{LESSONS}\b")
TAUGHT_THERE: Final = re.compile(
    rf"^ ?[(:–-] ?(?:\w+ )?{LESSONS}\b"
    r"|^ (?!and |then )(?:\w+ )?(?:training|workshop|course|skills|techniques|seminar|simulation)\b"
)
A_STORY: Final = re.compile(rf"\b{STORIES}\b")
SENTENCE_ENDS: Final = re.compile(
    r"(?<!\bno)(?<!\bnum)(?<!\bnro)(?<!\b[a-z])[.;!?\n]+|\bluego\b|\bdespues\b(?! de)|\bthen\b"
)
QUOTES: Final = re.compile(r"[«»“”\"]")
SPACES: Final = re.compile(r"[^\S\n]+")
INSTITUTION: Final = re.compile(
    r"\b(?:oficina|unidad|departamento|instituto|centro|direccion|modelo|sistema)(?: [a-z]+){0,6}?"
    r" (?:atencion|asistencia|apoyo|proteccion)(?: integral)? (?:a|de) la victima\b"
)


class Written(Protocol):
    """What somebody wrote down about an event, as far as it is words."""

    @property
    def title(self) -> str: ...
    @property
    def public_title(self) -> str: ...
    @property
    def notes(self) -> str: ...
    @property
    def travel_note(self) -> str: ...
    @property
    def venue_overlap_reason(self) -> str: ...
    @property
    def details(self) -> Mapping[str, str]: ...
    @property
    def materials(self) -> Sequence["Named"]: ...


class Named(Protocol):
    """A material, as far as it is words."""

    @property
    def label(self) -> str: ...
    @property
    def version(self) -> str: ...


def refusals(draft: Written) -> dict[str, str]:
    """A sentence for each field of a draft that speaks of a case."""
    return {
        field: refusal(words)
        for field, texts in _texts(draft).items()
        if (words := next(filter(None, map(wrongly_a_case, texts)), None))
    }


def refusal(words: str) -> str:
    """The sentence that refuses these words and says why."""
    return _(
        "Convoca no guarda casos: «%(words)s» parece trabajo sobre el caso de una persona, y no"
        " debe quedar escrito aquí. Esta agenda es solo para actividades abiertas. Si es una"
        " formación, decirlo en general, por ejemplo «Taller sobre…».",
        words=words,
    )


def wrongly_a_case(text: str) -> str | None:
    """The words of `text` that speak of somebody's case; None where it is an open activity."""
    text = SPACES.sub(" ", QUOTES.sub("", normalize("NFC", text).replace("’", "'")))
    bare = INSTITUTION.sub(lambda found: " " * len(found[0]), plain(text))
    flat = bare.replace("\n", " ")
    for idea in IDEAS:
        for found in idea.pattern.finditer(flat):
            if not _excused(bare, found, named=idea.named):
                return text[found.start() : found.end()].strip()
    return None


def _excused(bare: str, found: re.Match[str], *, named: bool) -> bool:
    begins = max((end.end() for end in SENTENCE_ENDS.finditer(bare, 0, found.start())), default=0)
    before, after = bare[begins : found.end()], bare[found.end() :]
    if named or A_STORY.search(before):
        return bool(A_STORY.search(before))
    taught = TAUGHT.search(before)
    # «cómo acompañar a la víctima» begins before the words found, and ends among them.
    if taught and begins + taught.start() < found.start():
        return True
    return bool(TAUGHT_THERE.search(after))


def _texts(draft: Written) -> dict[str, Iterable[str]]:
    return {
        "title": [draft.title],
        "public_title": [draft.public_title],
        "notes": [draft.notes],
        "travel_note": [draft.travel_note],
        "venue_overlap_reason": [draft.venue_overlap_reason],
        # With the name of its question: in a film, names are a story's.
        "details": [f"{name}: {answer}" for name, answer in draft.details.items()],
        "materials": [f"{item.label} {item.version}" for item in draft.materials],
    }
