"""Entering a sheet of paper later, with what it leaves out shown before it is kept."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_409_CONFLICT

from events.attendance.domain import opening
from events.attendance.domain.counted_sheets import SavedOtherwise
from events.attendance.domain.paper import paper_entry, paper_gap
from events.attendance.domain.staff import KnowsWhoHelps, need_to_count
from events.attendance.web import tally_form
from events.attendance.web.paper import paper_form
from events.planning.domain import agenda, codelists, when
from events.planning.domain.age_atoms import UNKNOWN
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, signed_in


class PaperPages(Controller):
    """The paper twin of one event's tally, for coordinators and for those who help there."""

    path = "/eventos/{event_id:uuid}/papel"
    include_in_schema = False
    guards = (may("tally", "serve"),)

    @get()
    async def blank(
        self, request: Visit, event_id: FromPath[UUID], who_helps: NamedDependency[KnowsWhoHelps]
    ) -> Template:
        """An empty sheet."""
        event = await _event(request, event_id, who_helps)
        return await _page(request, event, paper_form.blank(event, now()))

    @get("/diferencia")
    async def gap(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        who_helps: NamedDependency[KnowsWhoHelps],
        sala: FromQuery[str] = "",
        hoja: FromQuery[str] = "",
    ) -> Template:
        """How the numbers typed so far compare with the register as it stands now."""
        await _event(request, event_id, who_helps)
        room, sheet = paper_form.number(sala), paper_form.number(hoja) or 0
        shown = await _compared(event_id, room=room, sheet=sheet)
        return page(request, "attendance/_paper_gap.html", **shown)

    @post()
    async def enter(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        who_helps: NamedDependency[KnowsWhoHelps],
    ) -> Template | Redirect:
        """Compare the sheet with the register, and add it when that was seen."""
        event, at = await _event(request, event_id, who_helps), now()
        try:
            slugs = [audience.slug for audience in await codelists.audiences()]
            sheet = paper_form.sheet(form, slugs, zone=event.zone, at=at)
            if form.ticked("again") or not paper_form.compared(form):
                return await _page(request, event, form, comparing=True)
            people = await paper_entry.enter(
                event_id, sheet, by=signed_in(request), at=at, who_helps=who_helps
            )
        except Invalid as refusal:
            return await _page(request, event, form.refused(refusal))
        except SavedOtherwise as refusal:
            form.wrong("form", refusal.sentence)
            return await _page(request, event, form, saved=True)
        return see(request, f"/eventos/{event_id}/papel", _told(people, len(sheet.tallies)))


async def _event(request: Visit, event_id: UUID, who_helps: KnowsWhoHelps) -> Event:
    by, event = signed_in(request), await agenda.event(event_id)
    await need_to_count(by, event_id, event.municipality, who_helps)
    return event


def _told(people: int, lines: int) -> str:
    if people:
        return ngettext(
            "Hoja guardada: anotada %(n)s persona.", "Hoja guardada: anotadas %(n)s personas.",
            people,
        )  # fmt: skip
    if lines:
        return _("Esta hoja ya estaba guardada: no se sumó a nadie otra vez.")
    return _("Guardado cuántas personas había en la sala.")


async def _compared(event_id: UUID, *, room: int | None, sheet: int) -> dict[str, Any]:
    gap = await paper_entry.gap(event_id, room=room, sheet=sheet)
    shown = sheet or room is not None
    return {"gap": gap, "sentences": paper_gap.sentences(gap) if shown else []}


async def _page(
    request: Visit, event: Event, form: Form, *, comparing: bool = False, saved: bool = False
) -> Template:
    shut = opening.shut_for_good(event)
    audiences = await codelists.audiences()
    expected = [a for a in audiences if a.slug in event.audiences]
    others = [a for a in audiences if a.slug not in event.audiences]
    answer = page(
        request,
        "attendance/paper.html",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event.id),
        may_register=signed_in(request).may("register", event.municipality),
        shut=shut.sentence if shut else "",
        audiences=[(a.slug, a.name) for a in [*expected, *others]] + [(UNKNOWN, _("Sin dato"))],
        stages=tally_form.sheet(form, minors=event.minors),
        comparing=comparing,
        comparison=paper_form.comparison(form),
        saved=saved,
        form=form,
        **await _compared(event.id, room=paper_form.room(form), sheet=paper_form.people(form)),
    )
    if saved:
        answer.status_code = HTTP_409_CONFLICT
    return answer
