"""The page that says what a change of an event would cause, which saving passes through as well."""

from collections.abc import Collection
from typing import Final

from litestar.response import Template
from msgspec import Struct

from events.planning.domain import change_preview, conflicts, venues, when
from events.planning.domain.change_preview import Preview
from events.planning.domain.draft import EventDraft
from events.planning.domain.event import Event
from events.planning.domain.grounding import check
from events.planning.domain.holding import OPEN
from events.planning.domain.upstairs import Hold, Slot, Upstairs
from events.planning.web import shown, slot_form
from events.planning.web.alternative_choice import value_of
from events.planning.web.slot_form import Asked
from server.foundation.clock import now
from server.web.forms import Form
from server.web.pages import page
from server.web.requests import Visit, signed_in

# Asked by the page itself; everything else in the form is carried on.
OURS: Final = frozenset({"_csrf_token", "alternativa", "venue_overlap_reason", "previewed"})
FILLED: Final = ("day", "starts", "last_day", "ends", "venue")  # by an alternative


class Becoming(Struct, frozen=True):
    """When and where, as it is read."""

    span: str
    place: str


async def due(form: Form, event: Event, draft: EventDraft, above: Upstairs) -> bool:
    """Whether saving has to show first what it causes: people said yes to another time or place.

    Not to whoever saw it, nor where somebody else changed the event meanwhile. Raises Invalid for
    a draft that would be refused anyway.
    """
    seen = shown.seen(form.value("seen"))
    if form.ticked("previewed") or event.status not in OPEN or seen not in {None, event.changed_at}:
        return False
    if conflicts.slot_of(draft, event.id) == conflicts.slot_of(event):
        return False
    if not (await above.holds([event.id])).get(event.id, Hold()).promised:
        return False
    await check(draft, event.id)
    return True


async def show(request: Visit, form: Form, event: Event, above: Upstairs) -> Template:
    """What the event's form, as it is filled in, would cause."""
    asked = slot_form.asked(form, zone=event.zone, event=event.id)
    if asked is not None:
        signed_in(request).need("plan", asked.slot.municipality)
    preview = await _preview(event, asked, above) if asked else None
    return page(
        request,
        "planning/change_preview.html",
        event=event,
        preview=preview,
        stands=await stands(event),
        becomes=await _becoming(asked.slot, asked.zone) if asked else None,
        carried=_carried(form, await request.form()),
        as_it_is=value_of(form),
        form=form,
    )


async def stands(event: Event) -> Becoming:
    """When and where the event is."""
    return await _becoming(conflicts.slot_of(event), event.zone)


async def _preview(event: Event, asked: Asked, above: Upstairs) -> Preview:
    return await change_preview.of_a_change(event, asked.draft(event), above, at=now())


def _carried(form: Form, sent: Collection[str]) -> list[tuple[str, str]]:
    names = dict.fromkeys([*sent, *FILLED])
    return [(name, value) for name in names if name not in OURS for value in form.values(name)]


async def _becoming(slot: Slot, zone: str) -> Becoming:
    return Becoming(when.span(slot.starts_at, slot.ends_at, zone), await venues.spoken(slot))
