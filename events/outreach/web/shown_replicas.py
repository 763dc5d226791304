"""Replicas as the page lists them."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.amounts import exactly
from events.outreach.domain.beyond.indirect import Indirect
from events.outreach.domain.beyond.replica import Replica, grades, ways
from events.outreach.domain.keeping import may_keep
from events.outreach.web.shown_days import day
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class Tile(Struct, frozen=True):
    """What one grade adds up to; no number where nothing of it was recorded."""

    label: str
    number: str
    note: str


class ReplicaLine(Struct, frozen=True, kw_only=True):
    """One replica in words; `href` is empty for who may only read."""

    id: UUID
    way: str
    on: str
    reach: str
    grade: str
    grade_code: str
    municipality_ine: str
    municipality: str
    from_what: str
    audience: str
    evidence: str
    note: str
    voided: str
    href: str


def tiles(ledger: Indirect) -> list[Tile]:
    """The grades side by side."""
    notes = {
        "declared": _("lo dijo quien la hizo"),
        "evidenced": _("con algo que lo muestra"),
        "observed": _("la vio alguien del equipo"),
    }
    return [
        Tile(
            label=name,
            number=exactly(ledger.by_grade[grade]).text
            if grade in ledger.by_grade
            else _("no reportado"),
            note=notes[grade],
        )
        for grade, name in grades().items()
    ]


def lines(replicas: Sequence[Replica], *, by: Actor) -> list[ReplicaLine]:
    """The list."""
    return [_line(each, by) for each in replicas]


def _line(each: Replica, by: Actor) -> ReplicaLine:
    may_change = each.voided_at is None and may_keep(by, each.municipality)
    return ReplicaLine(
        id=each.id,
        way=ways()[each.way],
        on=day(each.held_on),
        reach=exactly(each.reach).text,
        grade=grades()[each.grade],
        grade_code=each.grade,
        municipality_ine=each.municipality or "",
        municipality=each.municipality_name or _("Varios municipios"),
        from_what=each.event_title or each.project_name,
        audience=each.audience_name or "",
        evidence=each.evidence,
        note=each.note,
        voided=each.void_reason or "",
        href=f"/alcance/replicas/{each.id}" if may_change else "",
    )
