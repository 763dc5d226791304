"""Stating with whom a helper goes together, or never does, on their page."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.people.domain import pairings
from volunteers.people.web import saying_forms
from volunteers.people.web.profile_shown import profile_page


class PairingPages(Controller):
    """Who goes with whom."""

    include_in_schema = False
    path = "/personas/{volunteer:uuid}/parejas"
    guards = (may("staff"),)

    @post()
    async def pair(
        self, request: Visit, volunteer: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """State it of two people."""
        try:
            other, together = saying_forms.pair(form)
            await pairings.pair(
                volunteer, other, together=together, by=signed_in(request), at=now()
            )
        except Invalid as refusal:
            return await profile_page(request, volunteer, pair=form.refused(refusal))
        return see(request, f"/personas/{volunteer}#pair", _("Guardado."))

    @post("/{other:uuid}/baja")
    async def part(
        self, request: Visit, volunteer: FromPath[UUID], other: FromPath[UUID]
    ) -> Redirect:
        """State nothing of them any more."""
        await pairings.part(volunteer, other, by=signed_in(request), at=now())
        return see(request, f"/personas/{volunteer}#pair", _("Guardado."))
