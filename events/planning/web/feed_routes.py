"""The addresses that calendars subscribe to."""

from typing import Any

from litestar import Controller, HttpMethod, Response, route
from litestar.params import FromPath, FromQuery

from events.planning.domain import feeds
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from server.web import conditional
from server.web.guards import ANYBODY
from server.web.requests import Visit, settings_of

READ = [HttpMethod.GET, HttpMethod.HEAD]


class Feeds(Controller):
    """Public calendars: everything, a municipality, a project."""

    include_in_schema = False
    guards = (ANYBODY,)
    opt = {"exclude_from_csrf": True}  # noqa: RUF012 (Litestar's way to say it)

    @route("/agenda.ics", http_method=READ)
    async def everything(self, request: Visit, tipo: FromQuery[str] = "") -> Response[Any]:
        """Every public event; with `tipo`, those of a kind."""
        return await _answer(request, await feeds.of_everything(_house(request)), tipo)

    @route("/municipios/{file:str}", http_method=READ)
    async def municipality(
        self, request: Visit, file: FromPath[str], tipo: FromQuery[str] = ""
    ) -> Response[Any]:
        """The public events of `<INE code>.ics`."""
        feed = await feeds.of_municipality(_named(file), _house(request))
        return await _answer(request, feed, tipo)

    @route("/proyectos/{file:str}", http_method=READ)
    async def project(
        self, request: Visit, file: FromPath[str], tipo: FromQuery[str] = ""
    ) -> Response[Any]:
        """The public events of `<project>.ics`."""
        feed = await feeds.of_project(_named(file), _house(request))
        return await _answer(request, feed, tipo)


def _house(request: Visit) -> str:
    return settings_of(request).base_url


def _named(file: str) -> str:
    name, _dot, kind = file.rpartition(".")
    if kind != "ics":
        raise NotFound(_("Esta página no existe o ya no está."))
    return name


async def _answer(request: Visit, feed: feeds.Feed, kind: str) -> Response[Any]:
    wanted = await feeds.of_kind(feed, kind) if kind else feed
    edition = await feeds.edition(wanted, at=now())
    return await conditional.answer(
        request,
        etag=await feeds.etag(edition),
        render=lambda: feeds.render(edition),
        media_type=feeds.MEDIA_TYPE,
    )
