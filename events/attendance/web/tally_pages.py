"""Counting by eye, with a thumb, while looking at the room."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_409_CONFLICT

from events.attendance.domain import counted_sheets, opening, summary
from events.attendance.domain.counted_sheets import SavedOtherwise
from events.attendance.domain.staff import KnowsWhoHelps, need_to_count
from events.attendance.web import shown_register, tally_form
from events.planning.domain import agenda, codelists, when
from events.planning.domain.age_atoms import UNKNOWN
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, signed_in


class TallyPages(Controller):
    """The tally of one event, for coordinators and for those who help there."""

    path = "/eventos/{event_id:uuid}/conteo"
    include_in_schema = False
    guards = (may("tally", "serve"),)

    @get()
    async def sheet(
        self, request: Visit, event_id: FromPath[UUID], who_helps: NamedDependency[KnowsWhoHelps]
    ) -> Template:
        """An empty sheet."""
        event = await _event(request, event_id, who_helps)
        audience = event.audiences[0] if event.audiences else UNKNOWN
        return await _page(request, event, Form({"id": [str(new_id())], "audience": [audience]}))

    @post()
    async def count(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        who_helps: NamedDependency[KnowsWhoHelps],
    ) -> Template | Redirect:
        """Add the sheet to the register."""
        event, at = await _event(request, event_id, who_helps), now()
        try:
            slugs = [audience.slug for audience in await codelists.audiences()]
            sheet = tally_form.filled(form, slugs, at=at)
            people = await counted_sheets.enter(
                event_id, sheet, by=signed_in(request), at=at, who_helps=who_helps
            )
        except Invalid as refusal:
            return await _page(request, event, form.refused(refusal))
        except SavedOtherwise as refusal:
            form.wrong("form", refusal.sentence)
            return await _page(request, event, form, saved=True)
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _page(request, event, form)
        said = [ngettext("Anotada %(n)s persona.", "Anotadas %(n)s personas.", people)]
        if sheet.room is not None:
            said.append(_("En la sala: %(n)s.", n=sheet.room.people))
        # The page drops what it had kept of the sheet when it sees which one was saved.
        address = f"/eventos/{event_id}/conteo?guardada={form.value('id')}"
        return see(request, address, " ".join(said))


async def _event(request: Visit, event_id: UUID, who_helps: KnowsWhoHelps) -> Event:
    by, event = signed_in(request), await agenda.event(event_id)
    await need_to_count(by, event_id, event.municipality, who_helps)
    return event


async def _page(request: Visit, event: Event, form: Form, *, saved: bool = False) -> Template:
    shut = opening.shut_for_good(event)
    audiences = await codelists.audiences()
    expected = [a for a in audiences if a.slug in event.audiences]
    others = [a for a in audiences if a.slug not in event.audiences]
    shown = page(
        request,
        "attendance/tally.html",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event.id),
        counted=shown_register.sources(await summary.totals_of(event.id)),
        audiences=[(a.slug, a.name) for a in [*expected, *others]] + [(UNKNOWN, _("Sin dato"))],
        stages=tally_form.sheet(form, minors=event.minors),
        # A sheet that was being filled in stays, to be copied or sent once it is open again.
        shut=shut.sentence if shut and not form.errors else "",
        may_register=signed_in(request).may("register", event.municipality),
        saved=saved,
        form=form,
    )
    if saved:
        shown.status_code = HTTP_409_CONFLICT
    return shown
