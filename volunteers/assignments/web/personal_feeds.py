"""A helper's own calendar, at an address that only they know."""

from typing import Final

from litestar import Controller, HttpMethod, Response, route
from litestar.params import FromPath

from events.planning.domain.feeds import MEDIA_TYPE
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web.conditional import answer
from server.web.guards import LINK_HOLDER
from server.web.requests import Visit, settings_of
from volunteers.assignments.domain import personal_feed, subscription

SUFFIX: Final = ".ics"


class PersonalFeeds(Controller):
    """Read by calendar programs, which send no cookie and know no password."""

    include_in_schema = False
    guards = (LINK_HOLDER,)

    @route(
        "/feed/{file:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], exclude_from_csrf=True
    )
    async def feed(self, request: Visit, file: FromPath[str]) -> Response[bytes]:
        """The calendar, or 304 when the program has it already."""
        if not file.endswith(SUFFIX):
            raise NotFound(_("Este calendario ya no existe."))
        who = await subscription.subscriber(file.removesuffix(SUFFIX))
        at, base_url = now(), settings_of(request).base_url
        await subscription.note_reading(who, at=at)
        response = await answer(
            request,
            etag=await personal_feed.etag(who, base_url=base_url, at=at),
            render=lambda: personal_feed.calendar(who, base_url=base_url, at=at),
            media_type=MEDIA_TYPE,
        )
        # Whoever links to it in public by mistake shall not find it in a search engine too.
        response.headers["X-Robots-Tag"] = "noindex"
        return response
