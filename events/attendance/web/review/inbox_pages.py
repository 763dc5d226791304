"""Where coordinators put right what phones, hands and clocks got wrong."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.review import (
    inbox,
    inbox_fates,
    inbox_past,
    inbox_strays,
    margin,
    rulings,
)
from events.attendance.domain.review.rulings import Verdict
from events.attendance.web import register_live, shown_register
from events.attendance.web.review import (
    inbox_aside,
    inbox_form,
    inbox_listed,
    inbox_said,
    inbox_shown,
)
from events.attendance.web.review.inbox_words import Words
from events.planning.domain import codelists, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, section_tabs, see
from server.web.requests import Visit, signed_in


class InboxPages(Controller):
    """What waits for a word, in all registers and in one."""

    include_in_schema = False
    guards = (may("register"),)

    @get("/revision")
    async def everywhere(self, request: Visit) -> Template:
        """The events about which something waits."""
        waiting = await inbox.waiting(by=signed_in(request), at=now())
        return page(
            request,
            "attendance/inbox.html",
            events=inbox_listed.events(waiting),
            tabs=section_tabs(request, "attendance"),
        )

    @get("/eventos/{event_id:uuid}/revision")
    async def show(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """What waits about one event."""
        event = await register_live.looked_after(request, event_id)
        return await _shown(request, event, Form())

    @post("/eventos/{event_id:uuid}/revision")
    async def rule(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Settle doubts about lines of the register."""

        async def decide() -> Verdict:
            keys, said = inbox_form.doubts(form), inbox_form.judgement(form)
            return await rulings.decide(event_id, keys, said, by=signed_in(request), at=now())

        return await _decided(request, event_id, form, decide)

    @post("/eventos/{event_id:uuid}/revision/apartadas")
    async def settle(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Settle where lines belong that are in no register."""

        async def decide() -> Verdict:
            lines, said = inbox_form.lines(form), inbox_form.judgement(form)
            return await inbox_fates.settle(event_id, lines, said, by=signed_in(request), at=now())

        return await _decided(request, event_id, form, decide)


async def _decided(
    request: Visit, event_id: UUID, form: Form, decide: Callable[[], Awaitable[Verdict]]
) -> Template | Redirect:
    event = await register_live.looked_after(request, event_id)
    try:
        verdict = await decide()
    except Invalid as refusal:
        return await _shown(request, event, form.refused(refusal))
    except Conflict as refusal:
        form.wrong("form", refusal.sentence)
        return await _shown(request, event, form)
    said = inbox_said.verdict(verdict, event.zone)
    address = f"/eventos/{event_id}/revision"
    return see(request, address, said, kind="success" if verdict.done else "info")


async def _shown(request: Visit, event: Event, form: Form) -> Template:
    by = signed_in(request)
    groups = await inbox_strays.of_event(event.id)
    audiences = {audience.slug: audience.name for audience in await codelists.audiences()}
    words = Words(event.zone, await inbox_strays.phones_of(event.id), audiences)
    found = await inbox.doubts_about(event.id)
    past = await inbox_past.decided_at(event.id)
    return page(
        request,
        "attendance/inbox_event.html",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event.id),
        bundles=await inbox_aside.bundles(groups, event, words, form, by=by),
        sections=inbox_shown.sections(found, words, form),
        past=inbox_said.past(past, event.zone),
        may_close=event.status == "published" and event.starts_at <= now(),
        cautions=shown_register.cautions(await margin.margin_of(event.id), 0),
        form=form,
    )
