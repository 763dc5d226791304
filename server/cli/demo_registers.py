"""The registers of what has happened: who came with a line of their own, and who was tallied."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import pseudonyms
from events.attendance.domain.register import Line
from events.attendance.tables import Headcount
from events.planning.domain.age_atoms import UNKNOWN
from server.cli.demo_chance import Chance
from server.cli.demo_crowd import Crowds, Person, sex
from server.cli.demo_material import MATERIAL
from server.cli.demo_plan import Planned
from server.cli.demo_project import Period, period
from server.foundation.signing import Signer

# The first audience that an event names is the one it is for above all.
FIRST: Final = 0.65
SILENT: Final = 0.035
SCANNED: Final = 0.45
TALLIED_AFTER: Final = timedelta(minutes=40)


class Book(Struct, frozen=True, kw_only=True):
    """What it takes to write lines: the crowds, the periods they are counted in, the secret."""

    crowds: Crowds
    periods: Sequence[Period]
    signer: Signer


def lines(chance: Chance, book: Book, event: Planned) -> Iterator[Line]:
    """The check-ins of an event; the same person may have come to others."""
    form = event.turn.format
    salt = period(book.periods, form.project, event.day).salt
    for audience, number in _spread(chance, form.audiences, form.came).items():
        crowd = book.crowds[event.turn.municipality, audience]
        for person in chance.sample(crowd, min(number, len(crowd))):
            yield _line(chance, event, audience, person, _trail(person, salt, book.signer))


def headcounts(chance: Chance, event: Planned, by: UUID | None) -> Iterator[Headcount]:
    """Who was there without a line, tallied by whoever led."""
    cells: Counter[tuple[str, str, str]] = Counter()
    form = event.turn.format
    for audience, number in _spread(chance, form.audiences, form.tallied).items():
        public = MATERIAL.publics[audience]
        for _person in range(number):
            cells[audience, sex(chance, public), chance.drawn(public.ages)] += 1
    at = event.starts_at + TALLIED_AFTER
    for (audience, told_sex, age_band), count in cells.items():
        yield Headcount(
            id=chance.id(at), event=event.id, at=at, received_at=at + chance.minutes(0, 9),
            audience=audience, sex=told_sex, age_band=age_band, count=count, entered_by=by,
        )  # fmt: skip


def _spread(chance: Chance, audiences: Sequence[str], many: tuple[int, int]) -> Counter[str]:
    """How many came of each audience."""
    others = audiences[1:] or audiences
    return Counter(
        audiences[0] if chance.happens(FIRST) else chance.choice(others)
        for _person in range(chance.randint(*many))
    )


def _trail(person: Person, salt: bytes, signer: Signer) -> bytes | None:
    if person.pass_code is None:
        return None
    return pseudonyms.pseudonym(person.pass_code, salt=salt, signer=signer)


def _line(
    chance: Chance, event: Planned, audience: str, person: Person, trail: bytes | None
) -> Line:
    at = event.starts_at + timedelta(seconds=chance.randint(-15 * 60, 25 * 60))
    scanned = trail is not None and event.site is not None and chance.happens(SCANNED)
    # Some doors have no signal: what they scanned arrives later.
    late = scanned and chance.happens(0.2)
    return Line(
        id=chance.id(at), event=event.id, source="door" if scanned else "self", at=at,
        received_at=at + chance.minutes(5, 90) if late else at, pseudonym=trail,
        sex=UNKNOWN if chance.happens(SILENT) else person.sex,
        age_band=UNKNOWN if chance.happens(SILENT) else person.age_band,
        audience=None if chance.happens(SILENT) else audience,
    )  # fmt: skip
