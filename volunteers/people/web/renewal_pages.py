"""The page on which what lapses is renewed for many at once."""

from datetime import date

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in
from volunteers.people.domain import renewing
from volunteers.people.web import credential_forms
from volunteers.people.web.renewal_shown import clearance_lines, done, qualification_lines


class RenewalPages(Controller):
    """«Renovar»."""

    path = "/personas/renovar"
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def lapsing(self, request: Visit) -> Template:
        """What lapsed, or lapses within three months."""
        return await shown(request)

    @post("/constancias")
    async def clear(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Write a verification down for each record chosen, in its own kind."""
        try:
            chosen = credential_forms.picks(form)
            verified = credential_forms.verified(form)
            by = signed_in(request)
            renewed = await renewing.renew_clearances(chosen, verified, by=by, at=now())
        except Invalid as refusal:
            return await shown(request, clearance=credential_forms.beside(form, refusal))
        number = len(renewed)
        many = ngettext("%(n)s constancia renovada.", "%(n)s constancias renovadas.", number)
        return see(request, "/personas/renovar", done(renewed, many))

    @post("/formaciones")
    async def extend(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Let the chosen qualifications hold longer."""
        try:
            chosen = credential_forms.several(form)
            until = form.day("valid_until") if form.value("valid_until") else None
            form.check()
            by = signed_in(request)
            renewed = await renewing.extend_qualifications(chosen, until, by=by, at=now())
        except Invalid as refusal:
            return await shown(request, qualification=form.refused(refusal))
        number = len(renewed)
        many = ngettext("%(n)s formación renovada.", "%(n)s formaciones renovadas.", number)
        return see(request, "/personas/renovar", done(renewed, many))


async def shown(
    request: Visit, *, clearance: Form | None = None, qualification: Form | None = None
) -> Template:
    """The page; a form that was refused stays as it was filled in."""
    by, today = signed_in(request), _today(request)
    fresh = Form({"verified_on": [today.isoformat()]})
    return page(
        request,
        "people/renewal.html",
        form=clearance or qualification or fresh,
        clearance=clearance or fresh,
        qualification=qualification or Form(),
        clearances=clearance_lines(await renewing.clearances(by=by, today=today), today),
        qualifications=qualification_lines(
            await renewing.qualifications(by=by, today=today), today
        ),
        tabs=section_tabs(request, "people"),
    )


def _today(request: Visit) -> date:
    return when.local_day(now(), settings_of(request).timezone)
