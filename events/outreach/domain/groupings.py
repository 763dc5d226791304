"""What figures can be broken down by: each grouping gives a line the codes of its parts."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from events.outreach.domain.counted_lines import Answer, Line
from events.planning.domain.age_atoms import UNKNOWN

Grouping = Callable[[Line], Collection[str]]


def by_answer(name: Answer) -> Grouping:
    return lambda line: (getattr(line, name),)


def by_age_bands(label_of: Mapping[str, str]) -> Grouping:
    """Group by a donor's bands, as `bands.label_by_atom` gives them."""
    return lambda line: (label_of.get(line.age_band, UNKNOWN),)


def by_event(code_of: Mapping[UUID, str]) -> Grouping:
    """Group by something that each event has one of: municipality, kind, project, programme."""
    return lambda line: (code_of[line.event],) if line.event in code_of else ()


def by_event_codes(codes_of: Mapping[UUID, Collection[str]]) -> Grouping:
    """Group by something that an event may have several of, such as topics."""
    return lambda line: codes_of.get(line.event, ())
