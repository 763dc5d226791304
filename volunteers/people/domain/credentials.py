"""Writing down what somebody is qualified and cleared for."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach
from volunteers.people.domain.validity import months_later

ROLES: Final = ("lead", "assistant")
KINDS: Final = ("renas", "police", "criminal")
# One press report says so of RENAS and of the police record; no text of law was found.
USUAL_MONTHS: Final = 6
LONGEST_MONTHS: Final = 60
EASTERNMOST: Final = timedelta(hours=14)

QUALIFY = """
    INSERT INTO qualification (id, volunteer, topic, role, valid_until) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (volunteer, topic, role) DO UPDATE SET valid_until = excluded.valid_until
    RETURNING id
"""
CLEAR = """
    INSERT INTO clearance (id, volunteer, kind, verified_on, valid_until)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (volunteer, kind, verified_on) DO UPDATE SET valid_until = excluded.valid_until
    RETURNING id
"""
CLEARED = """
    SELECT FROM clearance
    WHERE volunteer = $1 AND kind = 'renas' AND $2 BETWEEN verified_on AND valid_until LIMIT 1
"""


class NewQualification(Struct, frozen=True, kw_only=True):
    """A topic that somebody may lead or assist in; no last day means it does not lapse."""

    topic: str
    role: str
    valid_until: date | None = None


class NewClearance(Struct, frozen=True, kw_only=True):
    """A record that somebody showed and that was verified; by default it holds six months."""

    kind: str
    verified_on: date
    valid_until: date | None = None

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return self.valid_until or months_later(self.verified_on, USUAL_MONTHS)


async def qualify(
    volunteer: UUID, qualification: NewQualification, *, by: Actor, at: datetime
) -> UUID:
    """Write a qualification down; one that is held already gets the new last day.

    Raises Invalid, NotFound or NotAllowed.
    """
    await reach.need_coordination(volunteer, by)
    await _check_qualification(qualification)
    topic, role, last = qualification.topic, qualification.role, qualification.valid_until
    async with reach.held(volunteer):
        rows = await fetch(QUALIFY, new_id(), volunteer, topic, role, last)
        told = {"topic": topic, "role": role, "valid_until": last}
        await audit.record(by, "volunteer.qualified", f"volunteer:{volunteer}", at=at, **told)
    return UUID(str(rows[0]["id"]))


async def clear(volunteer: UUID, clearance: NewClearance, *, by: Actor, at: datetime) -> UUID:
    """Write down that a record was verified; again for the same day corrects its last day.

    Raises Invalid, NotFound or NotAllowed.
    """
    await reach.need_coordination(volunteer, by)
    _check_clearance(clearance, at)
    kind, verified, last = clearance.kind, clearance.verified_on, clearance.last_day
    async with reach.held(volunteer):
        rows = await fetch(CLEAR, new_id(), volunteer, kind, verified, last)
        told = {"kind": kind, "verified_on": verified, "valid_until": last}
        await audit.record(by, "volunteer.cleared", f"volunteer:{volunteer}", at=at, **told)
    return UUID(str(rows[0]["id"]))


async def cleared_on(volunteer: UUID, day: date) -> bool:
    """Whether somebody's RENAS clearance holds on a day, so that they may work with minors."""
    return bool(await fetch(CLEARED, volunteer, day))


async def _check_qualification(qualification: NewQualification) -> None:
    wrong = {}
    if not await fetch("SELECT FROM topic WHERE slug = $1", qualification.topic.replace("\0", "")):
        wrong["topic"] = _("Ese tema no existe.")
    if qualification.role not in ROLES:
        wrong["role"] = _("Ese papel no existe.")
    if wrong:
        raise Invalid(wrong)


def wrong_clearance(clearance: NewClearance, at: datetime) -> dict[str, str]:
    """What cannot be written down of a verification at `at`: a sentence for each field."""
    # A day that has begun nowhere on Earth cannot have seen a verification.
    ahead = clearance.verified_on > (at + EASTERNMOST).date()
    found = {
        "kind": None if clearance.kind in KINDS else _("Ese tipo de constancia no existe."),
        "verified_on": _("La verificación no puede estar en el futuro.") if ahead else None,
        "valid_until": None if ahead else _wrong_last_day(clearance),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def _check_clearance(clearance: NewClearance, at: datetime) -> None:
    if wrong := wrong_clearance(clearance, at):
        raise Invalid(wrong)


def _wrong_last_day(clearance: NewClearance) -> str | None:
    if clearance.last_day < clearance.verified_on:
        return _("No puede vencer antes de la verificación.")
    if clearance.last_day > months_later(clearance.verified_on, LONGEST_MONTHS):
        return _("Una constancia vale cinco años como mucho.")
    return None
