"""When helpers have time and when they are away, for programs."""

from datetime import date, time
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from server.accounts.domain import audit
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in
from volunteers.people.domain import absences, availability
from volunteers.people.domain.absences import NewAbsence
from volunteers.people.domain.days_away import Absence
from volunteers.people.domain.week import Window
from volunteers.people.web.people_api import Made
from volunteers.people.web.saying_pages import today_of


class WindowWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a weekday, 0 being Monday; until 00:00 is until the end of that day."""

    weekday: int
    from_time: time
    until_time: time


class AvailabilityWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All windows of a usual week; none means always."""

    windows: tuple[WindowWritten, ...]


class AvailabilityRead(Struct, frozen=True):
    """The windows of a usual week, those that touch as one; none means always."""

    windows: list[Window]


class BlackoutWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whole days away, both included."""

    first_day: date
    last_day: date


class TimeApi(Controller):
    """Reading and writing down when somebody can come."""

    path = "/api/v1/volunteers/{volunteer:uuid}"
    tags = ("volunteers",)
    guards = (may("staff"),)

    @get("/availability")
    async def availability(self, request: Visit, volunteer: FromPath[UUID]) -> AvailabilityRead:
        """When somebody has time in a usual week."""
        windows = await availability.windows_of(volunteer, by=signed_in(request))
        await audit.read(signed_in(request), "volunteer.read", f"volunteer:{volunteer}", at=now())
        return AvailabilityRead(windows)

    @post("/availability")
    async def say(
        self, request: Visit, volunteer: FromPath[UUID], data: JSONBody[AvailabilityWritten]
    ) -> AvailabilityRead:
        """Replace the whole week; answers with what is kept."""
        by = signed_in(request)
        said = [Window(one.weekday, one.from_time, one.until_time) for one in data.windows]
        await availability.say(volunteer, said, by=by, at=now())
        return AvailabilityRead(await availability.windows_of(volunteer, by=by))

    @get("/blackouts")
    async def blackouts(self, request: Visit, volunteer: FromPath[UUID]) -> list[Absence]:
        """The absences that are not over."""
        today = today_of(request)
        found = await absences.absences_of(volunteer, since=today, by=signed_in(request))
        await audit.read(signed_in(request), "volunteer.read", f"volunteer:{volunteer}", at=now())
        return found

    @post("/blackouts")
    async def tell(
        self, request: Visit, volunteer: FromPath[UUID], data: JSONBody[BlackoutWritten]
    ) -> Made:
        """Keep that somebody is away; the same days told again are the same absence."""
        away = NewAbsence(first_day=data.first_day, last_day=data.last_day)
        by, today = signed_in(request), today_of(request)
        return Made(await absences.tell(volunteer, away, by=by, at=now(), today=today))

    @delete("/blackouts/{absence:uuid}")
    async def take_back(
        self, request: Visit, volunteer: FromPath[UUID], absence: FromPath[UUID]
    ) -> None:
        """Forget an absence; one that is gone already is no mistake."""
        await absences.take_back(volunteer, [absence], by=signed_in(request), at=now())
