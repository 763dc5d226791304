"""A replica: what somebody who came to an event passed on, or what a medium carried."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _

WAYS: Final = ("cascade", "media")
GRADES: Final = ("declared", "evidenced", "observed")
MOST: Final = 10_000_000
"""More people than that nobody reaches."""


class ReplicaWritten(Struct, frozen=True, kw_only=True):
    """What is written down of a replica; nobody is named in it.

    `reach` is what was declared, never multiplied. A replica that came of an `event` belongs to its
    project. Only a medium may be of no single municipality.
    """

    way: str
    event: UUID | None
    project: UUID | None
    municipality: str | None
    held_on: date
    reach: int
    audience: str | None
    grade: str
    evidence: str
    note: str


class Replica(ReplicaWritten, frozen=True, kw_only=True):
    """A replica as it is kept, with the names of what it refers to; voided ones keep the reason."""

    id: UUID
    event_title: str | None
    project_name: str
    municipality_name: str | None
    audience_name: str | None
    entered_at: datetime
    voided_at: datetime | None
    void_reason: str | None


def ways() -> dict[str, str]:
    """How people were reached."""
    return {"cascade": _("Réplica"), "media": _("Medio de comunicación")}


def grades() -> dict[str, str]:
    """How well a reach is known, from hearsay to what our own people saw."""
    return dict(zip(GRADES, (_("Declarada"), _("Con evidencia"), _("Observada")), strict=True))


def wrong(written: ReplicaWritten, *, today: date) -> dict[str, str]:
    """A sentence for each field that cannot be so, whatever else is known."""
    found = {
        "municipality": _("Una réplica se hace en un municipio.")
        if written.way == "cascade" and written.municipality is None
        else "",
        "held_on": _("Ese día todavía no llega.") if written.held_on > today else "",
        "reach": _("Debe ser un número entero de %(least)s a %(most)s.", least=1, most=MOST)
        if not 1 <= written.reach <= MOST
        else "",
        "evidence": _("Decir qué lo muestra: una foto, una lista, quién lo vio.")
        if written.grade != "declared" and not written.evidence
        else "",
    }
    return {name: sentence for name, sentence in found.items() if sentence}
