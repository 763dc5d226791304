"""The page with the form of an event, and what it says when the event is refused."""

from uuid import UUID

from litestar.response import Template

from events.planning.domain import agenda, alternatives, meanwhile, safeguards, when, zones
from events.planning.domain.alternatives import Findings
from events.planning.domain.holding import OPEN
from events.planning.domain.programme_order import PositionTaken
from events.planning.domain.upstairs import Upstairs
from events.planning.web import event_differences, event_form, shown, slot_form
from events.planning.web.event_options import Options
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in


async def show(
    request: Visit,
    form: Form,
    event: agenda.Event | None = None,
    findings: Findings | None = None,
    stale: dict[str, object] | None = None,
    *,
    unguarded: bool = False,
) -> Template:
    """The form of a new event or of one that exists.

    `findings` are what stands against its place and time, `stale` what was changed meanwhile.
    `unguarded` is whether minors would be without two adults.
    """
    home = settings_of(request).timezone
    return page(
        request,
        "planning/event_form.html",
        form=form,
        options=await event_form.options(signed_in(request), event),
        event=event,
        findings=findings,
        stale=stale,
        unguarded=unguarded,
        home=home,
        home_name=zones.name(home),
        clocks=_clocks(form, home),
        rows=event_form.material_rows(form),
    )


async def refused(
    request: Visit,
    form: Form,
    refusal: Invalid | Conflict,
    above: Upstairs,
    event_id: UUID | None = None,
) -> Template:
    """The form with what is wrong, and where the event moved on with both versions."""
    event = await agenda.event(event_id) if event_id else None
    if isinstance(refusal, Invalid):
        unguarded = isinstance(refusal.__cause__, safeguards.Unguarded)
        return await show(request, event_form.refused(form, refusal), event, unguarded=unguarded)
    stale = await _stale(request, form, event) if event else None
    field = "form" if stale else _about(refusal, form, event)
    findings = await _findings(request, form, above, event) if field == "venue" else None
    form.wrong(field, _said(refusal, findings))
    return await show(request, form, event, findings, stale)


def settled(form: Form, event: agenda.Event, offered: Options) -> Form:
    """The form that was sent, with what is saved wherever its sender said that this should stay."""
    if not form.value("zone"):
        form.put("zone", event.zone)
    if form.values("keep") and form.value("seen") == event.changed_at.isoformat():
        return event_differences.keeping(form, event_form.filled(event), offered)
    return form


def _about(refusal: Conflict, form: Form, event: agenda.Event | None) -> str:
    """The field that a conflict is about."""
    if isinstance(refusal, PositionTaken):
        return "programme_position"
    open_still = event is None or event.status in OPEN
    return "venue" if open_still and form.value("venue") else "form"


def _said(refusal: Conflict, findings: Findings | None) -> str:
    """The refusal, without what the list of conflicts in the form says anyway."""
    if findings and any(one.sentence in refusal.sentence for one in findings.conflicts):
        return _("Está ocupado a esa hora; abajo se ve por qué y qué está libre.")
    return refusal.sentence


async def _stale(request: Visit, form: Form, event: agenda.Event) -> dict[str, object] | None:
    """Both versions side by side, if the form was begun on an older one; None if it was not."""
    seen = shown.seen(form.value("seen"))
    if seen in {None, event.changed_at}:
        return None
    offered = await event_form.options(signed_in(request), event)
    others = await meanwhile.since(seen, event) if seen else None
    opened = event_form.filled(others.before) if others else None
    # Who was told, and saves again, means it.
    form.put("seen", event.changed_at.isoformat())
    return {
        "rows": event_differences.differences(form, event_form.filled(event), offered, opened),
        "who": others.who if others else "",
        "day": when.day(event.changed_at, settings_of(request).timezone),
        "hour": when.hour(event.changed_at, settings_of(request).timezone),
    }


async def _findings(
    request: Visit, form: Form, above: Upstairs, event: agenda.Event | None
) -> Findings | None:
    zone = form.value("zone") or settings_of(request).timezone
    asked = slot_form.asked(form, zone=zone, event=event.id if event else None)
    if asked is None:
        return None
    return await alternatives.look(
        asked.slot, above, zone=asked.zone, at=now(), capacity=asked.capacity
    )


def _clocks(form: Form, home: str) -> str:
    """The time that the form says on our own clocks, where it is written on others."""
    zone = form.value("zone") or home
    asked = slot_form.asked(form, zone=home)
    if zone == home or zone not in zones.known() or asked is None:
        return ""
    return when.span(asked.slot.starts_at, asked.slot.ends_at, home)
