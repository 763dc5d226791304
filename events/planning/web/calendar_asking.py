"""Who asks for which view of the calendar, and what they may see in it."""

from datetime import date, datetime

from msgspec import Struct

from events.planning.domain import calendar_events, codelists
from events.planning.domain.calendar_events import Shown, Sifted
from events.planning.domain.codelists import Place
from events.planning.domain.when import local_day
from events.planning.web import calendar_address
from events.planning.web.calendar_address import CalendarAddress, bounds
from server.foundation.clock import now
from server.foundation.identity import Actor
from server.web.requests import Visit, settings_of, signed_in


class Asked(Struct, frozen=True, kw_only=True):
    """A view, the actor who wants it, and the municipalities that they coordinate."""

    address: CalendarAddress
    actor: Actor
    zone: str
    today: date
    places: list[Place]

    @property
    def sifted(self) -> Sifted:
        """What is looked for, within what the actor may see."""
        return self.address.sifted(self.places, self.actor)

    @property
    def chosen(self) -> list[Place]:
        """The municipalities that are looked at."""
        return [place for place in self.places if place.ine in self.sifted.municipalities]

    async def between(self, start: datetime, end: datetime) -> list[Shown]:
        """The events of [start, end) that are looked for."""
        return await calendar_events.within(start, end, self.sifted)

    async def among(self, days: tuple[date, date]) -> list[Shown]:
        """The events from the first of these days to the last."""
        return await self.between(*bounds(*days, self.zone))


async def asked(request: Visit) -> Asked:
    """What the address of the request asks for."""
    zone, actor = settings_of(request).timezone, signed_in(request)
    today = local_day(now(), zone)
    return Asked(
        address=calendar_address.read(request.query_params, today=today),
        actor=actor,
        zone=zone,
        today=today,
        places=await codelists.coordinated_by(actor),
    )
