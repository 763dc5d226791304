"""Where anybody subscribes to the public calendars."""

from collections.abc import Iterable

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from events.planning.domain import codelists, feeds, subscribing
from events.planning.domain.subscribing import Ways
from server.foundation.clock import now
from server.web.guards import ANYBODY
from server.web.pages import page
from server.web.requests import Visit, settings_of


class SubscribePages(Controller):
    """«Suscribirse al calendario»."""

    include_in_schema = False
    guards = (ANYBODY,)

    @get("/suscribirse")
    async def subscribe(self, request: Visit, municipio: FromQuery[str] = "") -> Template:
        """Every public calendar with its buttons; that of `municipio` is open."""
        house = settings_of(request).base_url
        places = await codelists.municipalities()
        projects = await feeds.projects(at=now())
        return page(
            request,
            "planning/subscribe.html",
            canonical=f"{house}/suscribirse",
            reachable=subscribing.reachable(house),
            chosen=municipio,
            everything=subscribing.ways(f"{house}/agenda.ics", "Convoca"),
            municipalities=_ways(f"{house}/municipios", ((one.ine, one.name) for one in places)),
            projects=_ways(f"{house}/proyectos", ((one.slug, one.name) for one in projects)),
        )


def _ways(folder: str, named: Iterable[tuple[str, str]]) -> list[Ways]:
    return [subscribing.ways(f"{folder}/{code}.ics", name) for code, name in named]
