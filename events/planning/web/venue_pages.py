"""The places where events happen."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import agenda, codelists, venues
from events.planning.web import shown
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in


class VenuePages(Controller):
    """Listing venues and writing them down."""

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

    @get("/{venue_id:uuid}")
    async def edit(self, request: Visit, venue_id: FromPath[UUID]) -> Template:
        """The form of a venue that exists, and what is planned there next."""
        venue = await venues.place(venue_id)
        signed_in(request).need("plan", venue.municipality)
        return await _form_page(request, _filled(venue), venue)

    @post("/{venue_id:uuid}")
    async def change(
        self, request: Visit, venue_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write the venue down anew."""
        actor, venue = signed_in(request), await venues.place(venue_id)
        actor.need("plan", venue.municipality)
        form.put("municipality", venue.municipality)
        try:
            written = await _venue(request, form, venue)
            await venues.change(venue_id, written, by=actor, at=now())
        except Invalid as refusal:
            return await _form_page(request, form.refused(refusal), venue)
        except Conflict as refusal:
            form.wrong("name", refusal.sentence)
            return await _form_page(request, form, venue)
        return see(request, "/lugares", _("Lugar guardado."))


async def _venue(request: Visit, form: Form, before: venues.Place | None = None) -> venues.NewVenue:
    places = await codelists.coordinated_by(signed_in(request))
    venue = venues.NewVenue(
        name=form.text("name", most=120),
        municipality=form.choice("municipality", {place.ine for place in places}),
        address=form.text("address", required=False),
        capacity=form.whole("capacity", least=1, most=100_000),
        step_free=form.ticked("step_free"),
        confidential=form.ticked("confidential"),
        latitude=before.latitude if before else None,
        longitude=before.longitude if before else None,
    )
    form.check()
    return venue


def _filled(venue: venues.Place) -> Form:
    return Form(
        {
            "name": [venue.name],
            "municipality": [venue.municipality],
            "address": [venue.address],
            "capacity": [str(venue.capacity)] if venue.capacity else [],
            "step_free": ["on"] if venue.step_free else [],
            "confidential": ["on"] if venue.confidential else [],
        }
    )


async def _form_page(request: Visit, form: Form, venue: venues.Place | None = None) -> Template:
    places = await codelists.coordinated_by(signed_in(request))
    return page(
        request,
        "planning/venue_form.html",
        form=form,
        municipalities=[(place.ine, place.name) for place in places],
        venue=venue,
        coming=[shown.line(event) for event in await _coming(venue)],
    )


async def _coming(venue: venues.Place | None) -> list[agenda.Event]:
    return await agenda.events(await venues.bookings(venue.id, at=now())) if venue else []
