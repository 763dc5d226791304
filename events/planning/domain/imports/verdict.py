"""What would become of a row, given what stands in the plan."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain import agenda, grounding
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.imports.meaning import Meaning, Revision
from events.planning.domain.imports.standing import Standing, content
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

OUTCOMES: Final = ("new", "changed", "unchanged", "left", "refused")
ONWARDS: Final = {
    "draft": {"published", "closed", "cancelled"},
    "published": {"closed", "cancelled"},
}
# What the comparison of drafts says in other words, or cannot say.
APART: Final = ("title", "public_title", "details", "venue_overlap_reason")


class Verdict(Struct, frozen=True, kw_only=True):
    """What becomes of a row; `wrong` says by field why nothing does, `left` why it is let be."""

    outcome: str
    draft: EventDraft | None = None
    event: agenda.Event | None = None
    wrong: dict[str, str] = {}
    left: str = ""


async def verdict(meaning: Meaning, stands: Standing | None, by: Actor) -> Verdict:
    """What becomes of the row when it is read in."""
    wrong = _out_of_reach(meaning, stands, by) or meaning.wrong
    if wrong:
        return Verdict(outcome="refused", wrong=wrong)
    if stands is None:
        return await _new(meaning)
    return await _standing(meaning, stands)


def onwards(event_status: str, revision: Revision, *, ours: bool) -> str:
    """The state that the file brings an event to; nothing where it stays.

    Only our own calendars publish; anybody's may call off.
    """
    wanted = revision.status if ours or revision.status == "cancelled" else ""
    return wanted if wanted in ONWARDS.get(event_status, set()) else ""


async def _new(meaning: Meaning) -> Verdict:
    if meaning.revision.status == "cancelled" and not meaning.ours:
        return Verdict(outcome="left", left=_("Está cancelada en el archivo: no entra."))
    draft = EventDraft(**meaning.given)
    try:
        await grounding.check(draft)
    except Invalid as refusal:
        return Verdict(outcome="refused", wrong=refusal.fields)
    return Verdict(outcome="new", draft=draft)


async def _standing(meaning: Meaning, stands: Standing) -> Verdict:
    event = stands.event
    draft = msgspec.structs.replace(as_draft(event), **meaning.given)
    try:
        grounded = await grounding.check(draft, event.id)
    except Invalid as refusal:
        return Verdict(outcome="refused", wrong=refusal.fields, event=event)
    moves_on = onwards(event.status, meaning.revision, ours=meaning.ours)
    new = meaning.new_venue is not None or meaning.new_project
    if not moves_on and not new and _same(event, draft, grounded):
        return Verdict(outcome="unchanged", event=event)
    obstacle = _obstacle(stands, meaning.revision.changed_at)
    if obstacle:
        return Verdict(outcome="left", left=obstacle, event=event)
    return Verdict(outcome="changed", draft=draft, event=event)


def _same(event: agenda.Event, draft: EventDraft, grounded: grounding.Grounded) -> bool:
    """Whether writing the draft would leave the event as it is."""
    written = (grounded.title, grounded.public_title, grounded.details)
    if written != (event.title, event.public_title, event.details):
        return False
    before = as_draft(event)
    names = (name for name in EventDraft.__struct_fields__ if name not in APART)
    return all(getattr(before, name) == getattr(draft, name) for name in names)


def _obstacle(stands: Standing, seen: datetime | None) -> str:
    """Why an event is not changed by a file: it is over, or somebody worked on it since."""
    if stands.event.status not in ONWARDS:
        return _("Aquí ya está cerrada o cancelada: se queda como está.")
    if stands.content == content(stands.event) or seen == stands.event.changed_at:
        return ""
    if stands.content is None:
        return _("Ya existe aquí y dice otra cosa: se queda como está.")
    return _("Alguien la cambió aquí después de importarla: se queda como está.")


def _out_of_reach(meaning: Meaning, stands: Standing | None, by: Actor) -> dict[str, str]:
    if stands is not None and not by.may("plan", stands.event.municipality):
        return {"uid": _("Es una actividad de un municipio que esta cuenta no coordina.")}
    if meaning.new_project and not by.may("administer"):
        return {"project": _("No se conoce «%(word)s».", word=meaning.new_project)}
    municipality = meaning.given.get("municipality")
    if municipality and not by.may("plan", municipality):
        return {"municipality": _("Esta cuenta no coordina ese municipio.")}
    return {}


def place_of(meaning: Meaning, ruled: Verdict) -> str:
    """The venue that the row newly takes up, be it one that is still to be written down.

    Nothing where a reason to share it was given, or where the event already is there and then.
    """
    draft, event, new = ruled.draft, ruled.event, meaning.new_venue
    if draft is None or draft.venue_overlap_reason:
        return ""
    if new is not None:
        return f"{new['municipality']} {new['name'].casefold()}"
    there = (draft.venue, draft.starts_at, draft.ends_at)
    stays = event is not None and there == (event.venue, event.starts_at, event.ends_at)
    return "" if draft.venue is None or stays else str(draft.venue)
