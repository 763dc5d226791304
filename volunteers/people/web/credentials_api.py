"""What helpers are qualified and cleared for, for programs."""

from datetime import date
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in
from volunteers.people.domain import credentials, profiles
from volunteers.people.domain.credentials import NewClearance, NewQualification
from volunteers.people.domain.profiles import Cleared, Qualified
from volunteers.people.web.people_api import Made


class QualificationWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic by slug, `lead` or `assistant`; without a last day it does not lapse."""

    topic: str
    role: str
    valid_until: date | None = None


class ClearanceWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record that was verified: `renas`, `police` or `criminal`; six months by default."""

    kind: str
    verified_on: date
    valid_until: date | None = None


class CredentialsApi(Controller):
    """Reading credentials and writing them down."""

    path = "/api/v1/volunteers/{volunteer:uuid}"
    tags = ("volunteers",)
    guards = (may("staff"),)

    @get("/qualifications")
    async def qualifications(self, request: Visit, volunteer: FromPath[UUID]) -> list[Qualified]:
        """What somebody may lead or assist in."""
        person = await profiles.profile(volunteer, by=signed_in(request), at=now())
        return person.qualifications

    @post("/qualifications")
    async def qualify(
        self, request: Visit, volunteer: FromPath[UUID], data: JSONBody[QualificationWritten]
    ) -> Made:
        """Write a qualification down; one that is held already gets the new last day."""
        held = NewQualification(topic=data.topic, role=data.role, valid_until=data.valid_until)
        return Made(await credentials.qualify(volunteer, held, by=signed_in(request), at=now()))

    @get("/clearances")
    async def clearances(self, request: Visit, volunteer: FromPath[UUID]) -> list[Cleared]:
        """Which records were verified, and until when that holds."""
        person = await profiles.profile(volunteer, by=signed_in(request), at=now())
        return person.clearances

    @post("/clearances")
    async def clear(
        self, request: Visit, volunteer: FromPath[UUID], data: JSONBody[ClearanceWritten]
    ) -> Made:
        """Write down that a record was verified."""
        seen = NewClearance(
            kind=data.kind, verified_on=data.verified_on, valid_until=data.valid_until
        )
        return Made(await credentials.clear(volunteer, seen, by=signed_in(request), at=now()))
