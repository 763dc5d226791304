"""What lapses, as the page of renewals shows it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from volunteers.people.domain import words
from volunteers.people.domain.renewing import LapsingClearance, LapsingQualification, Renewed
from volunteers.people.domain.validity import standing

# So many are named one by one after they were renewed; of more the number is told.
FEW: Final = 3


class LapsingLine(Struct, frozen=True, kw_only=True):
    """Something to be ticked: `pick` is what its box sends."""

    pick: str
    volunteer: UUID
    name: str
    home_name: str
    what: str
    standing: str
    until: str


def clearance_lines(found: Iterable[LapsingClearance], today: date) -> list[LapsingLine]:
    """Records by the day on which they lapse."""
    records = words.records()
    return [
        LapsingLine(
            pick=f"{one.volunteer}.{one.kind}", volunteer=one.volunteer, name=one.name,
            home_name=one.home_name, what=records[one.kind],
            standing=standing(one.until, today), until=words.day(one.until),
        )
        for one in found
    ]  # fmt: skip


def qualification_lines(found: Iterable[LapsingQualification], today: date) -> list[LapsingLine]:
    """Qualifications by the day on which they lapse."""
    roles = words.roles()
    return [
        LapsingLine(
            pick=str(one.id), volunteer=one.volunteer, name=one.name, home_name=one.home_name,
            what=f"{one.topic_name} · {roles[one.role]}", standing=standing(one.until, today),
            until=words.day(one.until),
        )
        for one in found
    ]  # fmt: skip


def done(renewed: Collection[Renewed], many: str) -> str:
    """What was renewed until when, or `many` where it is too much to name."""
    if len(renewed) > FEW:
        return many
    return " ".join(_sentence(one) for one in renewed)


def _sentence(one: Renewed) -> str:
    told = {"what": one.what, "name": one.name}
    if one.until is None:
        return _("%(what)s de %(name)s, sin vencimiento.", **told)
    return _("%(what)s de %(name)s, hasta el %(day)s.", **told, day=words.day(one.until))
