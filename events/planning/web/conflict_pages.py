"""What stands against a place and time, told while a form is still being filled in."""

from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.response import Template

from events.planning.domain import agenda, alternatives, change_preview
from events.planning.domain.change_preview import Preview
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from events.planning.web import slot_form
from events.planning.web.slot_form import Asked
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

NOTHING = Preview(conflicts=[], offers=[], consequences=[])


class ConflictPages(Controller):
    """A part of a page, for the forms of an event."""

    path = "/eventos/conflictos"
    include_in_schema = False
    guards = (may("plan"),)

    @post(status_code=200)
    async def look(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template:
        """The conflicts of the slot in the form, what is free instead, what a move would cause."""
        event = await _event(request, form.value("event"))
        zone = event.zone if event else settings_of(request).timezone
        asked = slot_form.asked(form, zone=zone, event=event.id if event else None)
        answers = asked is not None and signed_in(request).reaches(asked.slot.municipality)
        preview = await _preview(event, asked, above) if asked and answers else NOTHING
        part = Template("planning/conflicts.html", context={"preview": preview})
        part.headers["Cache-Control"] = "no-store"
        return part


async def _event(request: Visit, text: str) -> Event | None:
    try:
        event_id = UUID(text)
    except ValueError:
        return None
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return event


async def _preview(event: Event | None, asked: Asked, above: Upstairs) -> Preview:
    if event is not None:
        return await change_preview.of_a_change(event, asked.draft(event), above, at=now())
    findings = await alternatives.look(
        asked.slot, above, zone=asked.zone, at=now(), capacity=asked.capacity
    )
    return Preview(conflicts=findings.conflicts, offers=findings.offers, consequences=[])
