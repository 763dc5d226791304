"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.planning.web.calendar_pages import CalendarPages
from events.planning.web.codelist_api import CodelistApi
from events.planning.web.event_api import EventApi
from events.planning.web.event_pages import EventPages
from events.planning.web.feed_routes import Feeds
from events.planning.web.public_pages import PublicPages
from events.planning.web.venue_pages import VenuePages

routes: list[ControllerRouterHandler] = [
    CalendarPages,
    EventPages,
    VenuePages,
    PublicPages,
    Feeds,
    EventApi,
    CodelistApi,
]
