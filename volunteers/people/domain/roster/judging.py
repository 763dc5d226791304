"""What would become of each row: new, changed, same or refused, and why."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.people.domain.credentials import NewClearance, wrong_clearance
from volunteers.people.domain.description import is_name
from volunteers.people.domain.helping_limits import BOUNDS
from volunteers.people.domain.roster.known import Known
from volunteers.people.domain.roster.row import RosterRow

OUTCOMES: Final = ("new", "changed", "same", "refused")
Outcome = Literal["new", "changed", "same", "refused"]


class Judged(Struct, frozen=True, kw_only=True):
    """A row and its outcome; `changes` say in words what would be written down of who is known."""

    row: RosterRow
    outcome: Outcome
    volunteer: UUID | None = None
    changes: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def judge(
    rows: Iterable[RosterRow],
    known: Mapping[str, Known],
    by: Actor,
    *,
    at: datetime,
    before: Iterable[RosterRow] = (),
) -> list[Judged]:
    """Each row judged; of several with one address the first counts, also of those `before`."""
    judged, seen = [], {row.email for row in before}
    for row in rows:
        one = known.get(row.email)
        wrong = (*_wrong(row, one, by, again=row.email in seen), *_unclear(row, at))
        seen.add(row.email)
        judged.append(_refused(row, wrong) if wrong else _accepted(row, one))
    return judged


def clearance(row: RosterRow) -> NewClearance | None:
    """The clearance that a row tells of."""
    if row.verified_on is None:
        return None
    return NewClearance(kind="renas", verified_on=row.verified_on, valid_until=row.valid_until)


def _accepted(row: RosterRow, known: Known | None) -> Judged:
    if known is None:
        return Judged(row=row, outcome="new")
    changes = tuple(_changes(row, known))
    return Judged(
        row=row, outcome="changed" if changes else "same", volunteer=known.id, changes=changes
    )


def _refused(row: RosterRow, wrong: tuple[str, ...]) -> Judged:
    return Judged(row=row, outcome="refused", wrong=wrong)


def _wrong(row: RosterRow, known: Known | None, by: Actor, *, again: bool) -> Iterable[str]:
    yield from row.wrong.values()
    if known is None and not is_name(row.name):
        yield _("Falta el nombre.")
    if again and "email" not in row.wrong:
        yield _("Otra fila tiene la misma dirección.")
    yield from _out_of_reach(row, known, by)
    if row.valid_until and not row.verified_on:
        yield _("Falta cuándo se verificó la constancia.")


def _unclear(row: RosterRow, at: datetime) -> Iterable[str]:
    told = clearance(row)
    return wrong_clearance(told, at).values() if told else ()


def _out_of_reach(row: RosterRow, known: Known | None, by: Actor) -> Iterable[str]:
    """Nothing is told here of an account that the coordinator does not look after."""
    if known is not None and (known.gone or known.home is None or not by.reaches(known.home)):
        yield _("Esa dirección de correo ya se usa en otra cuenta.")
    elif known is None and row.home is None and "home" not in row.wrong:
        yield _("Falta el municipio.")
    elif row.home is not None and not by.reaches(row.home):
        yield _("Ese municipio no está a tu cargo.")


def _changes(row: RosterRow, known: Known) -> Iterable[str]:
    if row.home not in {None, known.home}:
        yield _("Otro municipio")
    if row.network not in {None, known.network}:
        yield _("Otra RAC")
    if row.languages and set(row.languages) != set(known.languages or ()):
        yield _("Otros idiomas")
    wanted = {(topic, "lead") for topic in row.leads} | {(it, "assistant") for it in row.assists}
    if wanted - known.held:
        yield _("Más formación")
    if row.verified_on and _clearance(row) not in known.cleared:
        yield _("Otra constancia")
    if any(getattr(row, name) not in {None, getattr(known, name)} for name in BOUNDS):
        yield _("Otros límites")


def _clearance(row: RosterRow) -> tuple[date, date]:
    told = clearance(row)
    assert told is not None, "asked only of rows with one"
    return told.verified_on, told.last_day
