"""One helper's page, with the forms for what they may do."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import codelists, tongues, when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import credentials, profiles, words
from volunteers.people.domain.validity import standing
from volunteers.people.web import credential_forms
from volunteers.people.web.shown import cleared, qualified


class ProfilePages(Controller):
    """Reading a helper's page, and writing credentials down."""

    include_in_schema = False
    guards = (may("staff"),)

    @get("/personas/{volunteer:uuid}")
    async def profile(self, request: Visit, volunteer: FromPath[UUID]) -> Template:
        """Who they are and what they may do."""
        return await shown(request, volunteer)

    @post("/personas/{volunteer:uuid}/formaciones")
    async def qualify(
        self, request: Visit, volunteer: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write a qualification down."""
        try:
            held = credential_forms.qualification(form)
            await credentials.qualify(volunteer, held, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, volunteer, qualification=form.refused(refusal))
        return see(request, f"/personas/{volunteer}", _("Formación anotada."))

    @post("/personas/{volunteer:uuid}/constancias")
    async def clear(
        self, request: Visit, volunteer: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write down that a record was verified."""
        try:
            verified = credential_forms.clearance(form)
            await credentials.clear(volunteer, verified, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await shown(request, volunteer, clearance=credential_forms.beside(form, refusal))
        return see(request, f"/personas/{volunteer}", _("Constancia anotada."))


async def shown(
    request: Visit,
    volunteer: UUID,
    *,
    qualification: Form | None = None,
    clearance: Form | None = None,
) -> Template:
    """The page; a form that was refused stays as it was filled in."""
    moment = now()
    today = when.local_day(moment, settings_of(request).timezone)
    person = await profiles.profile(volunteer, by=signed_in(request), at=moment)
    fresh = Form({"role": ["lead"], "kind": ["renas"], "verified_on": [today.isoformat()]})
    return page(
        request,
        "people/profile.html",
        form=qualification or clearance or fresh,
        qualification=qualification or fresh,
        clearance=clearance or fresh,
        person=person,
        standing=standing(person.cleared_until, today),
        qualifications=qualified(person.qualifications, today),
        clearances=cleared(person.clearances, today),
        spoken=", ".join(tongues.names()[code] for code in person.languages),
        topics=[(topic.slug, topic.name) for topic in await codelists.topics()],
        roles=list(words.roles().items()),
        records=list(words.records().items()),
        today=today.isoformat(),
    )
