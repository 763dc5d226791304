"""What the calendar page asks for while it is open."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.response import Stream
from msgspec import Struct

from events.planning.domain import venues
from events.planning.domain.calendar_events import Shown
from events.planning.domain.days_off import holiday
from events.planning.domain.upstairs import Upstairs
from events.planning.web import calendar_drawing, calendar_words
from events.planning.web.calendar_asking import Asked, asked
from events.planning.web.calendar_drawing import Drawn, Row
from server.web import conditional
from server.web.guards import may
from server.web.requests import Visit
from server.web.streams import changes


class Sheet(Struct, frozen=True, kw_only=True):
    """A view of the calendar with everything in it; `notes` are the holidays by their day."""

    title: str
    lead: str
    day: date
    first: date
    before: date
    after: date
    today: date
    notes: dict[str, str]
    rows: list[Row]
    events: list[Drawn]


class CalendarData(Controller):
    """Events as the calendar draws them, and word of every change."""

    path = "/calendario"
    include_in_schema = False
    guards = (may("plan"),)

    @get("/eventos")
    async def sheet(self, request: Visit, above: NamedDependency[Upstairs]) -> Response[bytes]:
        """The view that the address describes, in the same words as the page's own address."""
        wanted = await asked(request)
        events = await wanted.among(wanted.address.drawn)
        rows, standing = await _rows(wanted, events, above)
        return await _answer(request, _sheet(wanted, events, rows, standing))

    @get("/cambios")
    async def heed(self, request: Visit) -> Stream:
        """A line whenever something in the plan changed."""
        return changes(request, "agenda")


async def _answer(request: Visit, sheet: Sheet) -> Response[bytes]:
    body = msgspec.json.encode(sheet)

    async def made() -> bytes:
        return body

    # Not kept by the browser, which several people may share: the page itself asks again.
    return await conditional.answer(
        request,
        etag=sha256(body).hexdigest()[:32],
        render=made,
        media_type="application/json",
        cache="no-store",
    )


async def _rows(
    wanted: Asked, events: Sequence[Shown], above: Upstairs
) -> tuple[list[Row], dict[UUID, list[str]]]:
    """The timelines of a view, and in which of them each event stands."""
    view, places = wanted.address.view, wanted.chosen
    if view == "lugares":
        known = await venues.places({place.ine for place in places})
        rows = calendar_drawing.by_venue(places, known)
        return rows, {event.id: calendar_drawing.row_of_venue(event) for event in events}
    if view == "personas":
        helping = await above.helpers([event.id for event in events])
        standing = {event.id: calendar_drawing.rows_of_people(event, helping) for event in events}
        return calendar_drawing.by_person(helping), standing
    if view == "municipios":
        rows = calendar_drawing.by_municipality(places)
        return rows, {event.id: [event.municipality] for event in events}
    return [], {}


def _sheet(
    wanted: Asked, events: Sequence[Shown], rows: list[Row], standing: dict[UUID, list[str]]
) -> Sheet:
    address, zone = wanted.address, wanted.zone
    first, last = address.drawn
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return Sheet(
        title=calendar_words.title(address),
        lead=calendar_words.lead(events, address, zone),
        day=address.day,
        first=address.span[0],
        before=address.before,
        after=address.after,
        today=wanted.today,
        notes={day.isoformat(): said for day in days if (said := holiday(day))},
        rows=rows,
        events=[
            calendar_drawing.drawn(event, standing.get(event.id, []), zone=zone) for event in events
        ],
    )
