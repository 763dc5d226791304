"""A part of a question's figures: which events it is about, and which people."""

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.answered import Dimension
from events.outreach.domain.asked_events import Counted
from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question
from events.planning.domain.age_atoms import UNKNOWN

OF_PEOPLE: Final[dict[Dimension, str]] = {
    "sex": "sexes",
    "age_band": "age_bands",
    "audience": "audiences",
}


class Part(Struct, frozen=True, kw_only=True):
    """One cell of a breakdown; the code of an age is that of a donor's band where there are any."""

    dimension: Dimension
    code: str
    bands: Bands | None = None


def narrowed(question: Question, part: Part) -> Question | None:
    """The question about the people of the part alone; None where it asks about others."""
    field = OF_PEOPLE.get(part.dimension)
    if field is None:
        return question
    codes = _codes(part)
    asked: tuple[str, ...] = getattr(question, field)
    kept = tuple(code for code in codes if not asked or code in asked)
    return replace(question, **{field: kept}) if kept else None


def within(events: Sequence[Counted], part: Part) -> list[Counted]:
    """The events of the part; of one that is about people, all of them."""
    if part.dimension in OF_PEOPLE:
        return list(events)
    return [event for event in events if part.code in _codes_of(event, part.dimension)]


def _codes(part: Part) -> Collection[str]:
    if part.dimension == "age_band" and part.bands is not None:
        return part.bands.get(part.code, ())
    return (part.code,)


def _codes_of(event: Counted, dimension: Dimension) -> Collection[str]:
    match dimension:
        case "municipality":
            return (event.municipality,)
        case "kind":
            return (event.kind,)
    return event.topics or (UNKNOWN,)
