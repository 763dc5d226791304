"""The page that says what a change or a cancellation would cause, before it is made."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from msgspec import Struct

from events.planning.domain import agenda, change_preview, conflicts, venues, when
from events.planning.domain.change_preview import Preview
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Slot, Upstairs
from events.planning.web import shown, slot_form
from events.planning.web.alternative_choice import apply_alternative, value_of
from events.planning.web.slot_form import Asked
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, signed_in

# Asked by the page itself; everything else in the form is carried on.
OURS: Final = frozenset({"_csrf_token", "alternativa", "venue_overlap_reason"})
FILLED: Final = ("day", "starts", "last_day", "ends", "venue")  # by an alternative


class Becoming(Struct, frozen=True):
    """When and where, as it is read."""

    span: str
    place: str


class PreviewPages(Controller):
    """Looking before one leaps."""

    path = "/eventos/{event_id:uuid}/consecuencias"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def of_a_cancellation(
        self, request: Visit, event_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template:
        """What calling the event off would cause, with the reason to choose."""
        event = await _event(request, event_id)
        return page(
            request,
            "planning/cancellation_preview.html",
            event=event,
            preview=await change_preview.of_a_cancellation(event, above, at=now()),
            stands=await _stands(event),
            reasons=shown.cancellation_reasons(),
            form=Form(),
        )

    @post(status_code=200)
    async def of_a_change(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
    ) -> Template:
        """What the event's form, as it is filled in, would cause."""
        event = await _event(request, event_id)
        apply_alternative(form)
        asked = slot_form.asked(form, zone=event.zone, event=event.id)
        if asked is not None:
            signed_in(request).need("plan", asked.slot.municipality)
        return page(
            request,
            "planning/change_preview.html",
            event=event,
            preview=await _preview(event, asked, above) if asked else None,
            stands=await _stands(event),
            becomes=await _becoming(asked.slot, asked.zone) if asked else None,
            carried=_carried(form, await request.form()),
            as_it_is=value_of(form),
            form=form,
        )


async def _preview(event: Event, asked: Asked, above: Upstairs) -> Preview:
    return await change_preview.of_a_change(event, asked.draft(event), above, at=now())


def _carried(form: Form, sent: Collection[str]) -> list[tuple[str, str]]:
    names = dict.fromkeys([*sent, *FILLED])
    return [(name, value) for name in names if name not in OURS for value in form.values(name)]


async def _event(request: Visit, event_id: UUID) -> Event:
    event = await agenda.event(event_id)
    signed_in(request).need("plan", event.municipality)
    return event


async def _stands(event: Event) -> Becoming:
    return await _becoming(conflicts.slot_of(event), event.zone)


async def _becoming(slot: Slot, zone: str) -> Becoming:
    return Becoming(when.span(slot.starts_at, slot.ends_at, zone), await venues.spoken(slot))
