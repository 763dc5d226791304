"""The pages that list helpers and take new ones in."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import directory, volunteers
from volunteers.people.web import volunteer_form
from volunteers.people.web.search import addressed, asked, sought
from volunteers.people.web.shown import person_line


class PeoplePages(Controller):
    """Finding helpers, and taking them in."""

    include_in_schema = False
    guards = (may("staff"),)

    @get("/personas")
    async def people(self, request: Visit) -> Template:
        """The helpers of one's municipalities, narrowed as asked."""
        form = asked(request)
        today = when.local_day(now(), settings_of(request).timezone)
        found = await directory.matching(sought(form), by=signed_in(request), today=today)
        await audit.read(signed_in(request), "volunteers.listed", "volunteers", at=now())
        return page(
            request,
            "people/people.html",
            form=form,
            tabs=section_tabs(request, "people"),
            offered=await volunteer_form.options(signed_in(request)),
            people=[person_line(person, today) for person in found.people],
            next=addressed(form, after=found.next) if found.next else None,
            first=addressed(form) if form.value("after") else None,
        )

    @get("/personas/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        offered = await volunteer_form.options(signed_in(request))
        form = Form({"languages": ["es"], "language": ["es"]})
        return page(request, "people/new.html", form=form, offered=offered)

    @post("/personas")
    async def add(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Take somebody in."""
        offered = await volunteer_form.options(signed_in(request))
        try:
            new = volunteer_form.volunteer(form, offered)
            added = await volunteers.add(new, by=signed_in(request), at=now())
        except Invalid as refusal:
            return page(request, "people/new.html", form=form.refused(refusal), offered=offered)
        except Conflict as taken:
            form.wrong("email", taken.sentence)
            return page(request, "people/new.html", form=form, offered=offered)
        return see(request, f"/personas/{added}", _("Persona agregada."))
