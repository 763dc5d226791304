"""The places where events happen."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import codelists, venues
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in


class VenuePages(Controller):
    """Listing venues and writing new ones down."""

    path = "/lugares"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """The venues of one's municipalities."""
        places = await codelists.coordinated_by(signed_in(request))
        known = await venues.places({place.ine for place in places})
        return page(request, "planning/venues.html", venues=known)

    @get("/nuevo")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _form_page(request, Form())

    @post("/nuevo")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Write a venue down."""
        actor = signed_in(request)
        try:
            await venues.add(await _venue(request, form), by=actor, at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("name", refusal.sentence)
            return await _form_page(request, form)
        return see(request, "/lugares", _("Lugar guardado."))


async def _venue(request: Visit, form: Form) -> venues.NewVenue:
    places = await codelists.coordinated_by(signed_in(request))
    venue = venues.NewVenue(
        name=form.text("name", most=120),
        municipality=form.choice("municipality", {place.ine for place in places}),
        address=form.text("address", required=False),
        capacity=form.whole("capacity", least=1, most=100_000),
        step_free=form.ticked("step_free"),
        confidential=form.ticked("confidential"),
    )
    form.check()
    return venue


async def _form_page(request: Visit, form: Form) -> Template:
    places = await codelists.coordinated_by(signed_in(request))
    options = [(place.ine, place.name) for place in places]
    return page(request, "planning/venue_form.html", form=form, municipalities=options)
