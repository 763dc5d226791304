"""What saving a series would do; nothing is saved here."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from events.planning.domain import grounding, recurrence, when
from events.planning.domain.event import Event
from events.planning.domain.series import checking, content
from events.planning.domain.series.pattern import Occurrence, Pattern, occurrences
from events.planning.domain.series.realignment import realigned
from events.planning.domain.series.regeneration import Existing, Step, regenerate
from events.planning.domain.series.scope import Scope
from events.planning.domain.series.taken_venues import judged
from events.planning.domain.series.times import keyed
from events.planning.domain.series.wish import Preview, Wish
from events.planning.domain.upstairs import Hold, Slot, Upstairs
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _


async def of_a_new_one(
    wish: Wish, first: Event | None, *, at: datetime, above: Upstairs
) -> Preview:
    """What starting a series would make; `first` is an event that becomes a part of it."""
    wish = _settled(wish, None)
    known = {} if first is None else {_key_of(first, wish.pattern): first}
    return await _previewed(wish, known, at=at, above=above, anew=True)


async def of_a_change(wish: Wish, scope: Scope, *, at: datetime, above: Upstairs) -> Preview:
    """What a change of a part of a series would do."""
    wish = _settled(wish, scope)
    events = {str(event.occurrence): event for event in scope.events}
    keys = realigned(events, scope.rest, wish.pattern)
    known = {keys[key] or f"~{event.id.hex}": event for key, event in events.items()}
    return await _previewed(wish, known, at=at, above=above)


async def of_an_end(scope: Scope, reason: str, *, at: datetime, above: Upstairs) -> Preview:
    """What would become of a part of a series that is given up."""
    wish = Wish(pattern=scope.rest, draft=scope.series.draft, reason=reason)
    known = {str(event.occurrence): event for event in scope.events}
    existing = await _existing(known, wish, above)
    return _fingerprinted(wish, regenerate(existing, [], at=at))


def _settled(wish: Wish, scope: Scope | None) -> Wish:
    """The wish with its times named, its ordinals going on, and beginning on its first date."""
    before = scope.rest.times if scope else ()
    used = [str(event.occurrence).partition(".")[2] for event in scope.events] if scope else []
    pattern = msgspec.structs.replace(
        wish.pattern,
        times=keyed(wish.pattern.times, before, used),
        first_ordinal=scope.rest.first_ordinal if scope else 0,
        excluded=tuple(sorted({*wish.pattern.excluded, *wish.omitted})),
        additional=_beside(wish.pattern, scope),
    )
    checking.check(pattern)
    if scope is not None and scope.before is not None:
        _check_beginning(pattern, scope.before)
    days = recurrence.dates(pattern.rule, pattern.starts_on)
    pattern = msgspec.structs.replace(pattern, starts_on=days[0] if days else pattern.starts_on)
    draft = msgspec.structs.replace(content.common(wish.draft), zone=pattern.zone)
    draft = content.occurring(draft, occurrences(pattern)[0])
    return msgspec.structs.replace(wish, pattern=pattern, draft=draft)


def _beside(pattern: Pattern, scope: Scope | None) -> tuple[date, ...]:
    """The dates beside the rule, without those that an event outside the scope already has."""
    outside = {key.partition(".")[0] for key in scope.outside} if scope else set()
    return tuple(sorted(day for day in set(pattern.additional) if f"+{day}" not in outside))


def _check_beginning(pattern: Pattern, before: Pattern) -> None:
    last = before.rule.until
    days = (pattern.starts_on, *pattern.additional)
    if last is not None and min(days) <= last:
        said = _("Lo que cambia empieza después del %(day)s.", day=when.day(last, pattern.zone))
        raise Invalid({"starts_on": said})


async def _previewed(
    wish: Wish, known: Mapping[str, Event], *, at: datetime, above: Upstairs, anew: bool = False
) -> Preview:
    wished = occurrences(wish.pattern)
    await _check_content(wish, wished[0])
    existing = await _existing(known, wish, above)
    steps = regenerate(existing, wished, at=at, anew=anew)
    events = {event.id: event for event in known.values()}
    steps = await judged(steps, wish, above, lambda step: _slot(step, wish, events))
    return _fingerprinted(wish, steps)


async def _check_content(wish: Wish, first: Occurrence) -> None:
    try:
        await grounding.check(content.occurring(wish.draft, first))
    except Invalid as refusal:
        fields = {"times" if name == "ends_at" else name: it for name, it in refusal.fields.items()}
        raise Invalid(fields) from refusal


async def _existing(known: Mapping[str, Event], wish: Wish, above: Upstairs) -> list[Existing]:
    holds = await above.holds([event.id for event in known.values()])
    return [
        Existing(
            event=event.id,
            key=key,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            status=event.status,
            same=content.follows(event, wish.draft),
            detached=event.detached_at is not None,
            shown=event.published_at is not None,
            hold=holds.get(event.id, Hold()),
        )
        for key, event in known.items()
    ]


def _slot(step: Step, wish: Wish, events: Mapping[UUID, Event]) -> Slot | None:
    """The place and time that a step needs and its event does not have already."""
    was = events[step.was.event] if step.was else None
    if step.what == "changed" and was is not None and was.venue == wish.draft.venue:
        return None
    assert step.wish is not None
    return Slot(
        event=was.id if was else None,
        municipality=wish.draft.municipality,
        venue=wish.draft.venue,
        starts_at=step.wish.starts_at,
        ends_at=step.wish.ends_at,
        virtual=wish.draft.modality == "virtual",
    )


def _key_of(event: Event, pattern: Pattern) -> str:
    """The occurrence that an event is: the one at its hour, or else the first."""
    wished = occurrences(pattern)
    return next((o.key for o in wished if o.starts_at == event.starts_at), wished[0].key)


def _fingerprinted(wish: Wish, steps: list[Step]) -> Preview:
    # What is decided about a preview does not make it another one.
    said = msgspec.json.encode([wish.undecided, steps])
    return Preview(wish=wish, steps=steps, fingerprint=sha256(said).hexdigest()[:32])
