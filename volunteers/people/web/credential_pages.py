"""Writing down what a helper may do, and with whom, on their page."""

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
from volunteers.people.domain import credentials, retractions
from volunteers.people.web import credential_forms
from volunteers.people.web.profile_shown import profile_page


class CredentialPages(Controller):
    """Qualifications and verified records."""

    include_in_schema = False
    path = "/personas/{volunteer:uuid}"
    guards = (may("staff"),)

    @post("/formaciones")
    async def qualify(
        self, request: Visit, volunteer: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write a qualification down."""
        try:
            held = credential_forms.qualification(form)
            await credentials.qualify(volunteer, held, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await profile_page(request, volunteer, qualification=form.refused(refusal))
        return see(request, f"/personas/{volunteer}", _("Formación anotada."))

    @post("/formaciones/{qualification:uuid}/baja")
    async def unqualify(
        self, request: Visit, volunteer: FromPath[UUID], qualification: FromPath[UUID]
    ) -> Redirect:
        """Take a qualification back."""
        await retractions.retract_qualification(
            volunteer, qualification, by=signed_in(request), at=now()
        )
        return see(request, f"/personas/{volunteer}", _("Formación quitada."))

    @post("/constancias")
    async def clear(
        self, request: Visit, volunteer: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write down that a record was verified."""
        try:
            verified = credential_forms.clearance(form)
            await credentials.clear(volunteer, verified, by=signed_in(request), at=now())
        except Invalid as refusal:
            beside = credential_forms.beside(form, refusal)
            return await profile_page(request, volunteer, clearance=beside)
        return see(request, f"/personas/{volunteer}", _("Constancia anotada."))

    @post("/constancias/{clearance:uuid}/baja")
    async def unclear(
        self, request: Visit, volunteer: FromPath[UUID], clearance: FromPath[UUID]
    ) -> Redirect:
        """Take a verification back."""
        await retractions.retract_clearance(volunteer, clearance, by=signed_in(request), at=now())
        return see(request, f"/personas/{volunteer}", _("Constancia quitada."))
