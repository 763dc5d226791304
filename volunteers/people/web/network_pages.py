"""The page that lists networks and founds new ones."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import codelists
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in
from volunteers.people.domain import networks


class NetworkPages(Controller):
    """The networks of one's municipalities."""

    include_in_schema = False
    guards = (may("staff"),)

    @get("/personas/redes")
    async def networks(self, request: Visit) -> Template:
        """All of them, and a form for another."""
        return await shown(request, Form())

    @post("/personas/redes")
    async def found(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Write a network down."""
        name, municipality = form.text("name", most=120), form.text("municipality", most=8)
        try:
            form.check()
            await networks.found(name, municipality, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, form.refused(refusal))
        except Conflict as taken:
            form.wrong("name", taken.sentence)
            return await shown(request, form)
        return see(request, "/personas/redes", _("RAC agregada."))


async def shown(request: Visit, form: Form) -> Template:
    """The page, with the form as it was filled in."""
    places = await codelists.coordinated_by(signed_in(request))
    racs = await networks.networks({place.ine for place in places})
    offered = [(place.ine, place.name) for place in places]
    return page(request, "people/networks.html", form=form, networks=racs, municipalities=offered)
