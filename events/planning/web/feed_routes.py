"""The addresses that calendars subscribe to."""

from typing import Any

from litestar import Controller, HttpMethod, Response, route
from litestar.params import FromPath

from events.planning.domain import feeds
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web import conditional
from server.web.requests import Visit, settings_of

READ = [HttpMethod.GET, HttpMethod.HEAD]
CALENDAR = "text/calendar; charset=utf-8"


class Feeds(Controller):
    """Public calendars: everything, a municipality, a project."""

    include_in_schema = False
    opt = {"exclude_from_csrf": True}  # noqa: RUF012 (Litestar's way to say it)

    @route("/agenda.ics", http_method=READ)
    async def everything(self, request: Visit) -> Response[Any]:
        """Every public event."""
        return await _answer(request, await feeds.of_everything(settings_of(request).base_url))

    @route("/municipios/{file:str}", http_method=READ)
    async def municipality(self, request: Visit, file: FromPath[str]) -> Response[Any]:
        """The public events of `<INE code>.ics`."""
        ine = _named(file)
        return await _answer(
            request, await feeds.of_municipality(ine, settings_of(request).base_url)
        )

    @route("/proyectos/{file:str}", http_method=READ)
    async def project(self, request: Visit, file: FromPath[str]) -> Response[Any]:
        """The public events of `<project>.ics`."""
        slug = _named(file)
        return await _answer(request, await feeds.of_project(slug, settings_of(request).base_url))


def _named(file: str) -> str:
    name, _dot, kind = file.rpartition(".")
    if kind != "ics":
        raise NotFound(_("Esta página no existe o ya no está."))
    return name


async def _answer(request: Visit, feed: feeds.Feed) -> Response[Any]:
    edition = await feeds.edition(feed, at=now())
    return await conditional.answer(
        request, etag=edition.version, render=lambda: feeds.render(edition), media_type=CALENDAR
    )
