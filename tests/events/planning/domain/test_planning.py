"""Planning events: what becomes of them, who may, and what calendars are told."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, planning
from events.planning.domain.planning import CANCELLATION_REASONS, EventDraft
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

LATER = TODAY + timedelta(hours=1)
AFTERWARDS = SATURDAY + timedelta(hours=4)


def draft(**changes: Any) -> EventDraft:
    return msgspec.structs.replace(WORKSHOP, **changes)


async def acts() -> list[str]:
    return [row["act"] for row in await fetch("SELECT act FROM audit_entry ORDER BY id")]


async def test_an_event_is_written_down_as_a_draft(cast: Cast) -> None:
    written = draft(notes=" Llevar sillas \n", topics=("trafficking", "support-networks"))
    event = await agenda.event(await planning.plan(written, by=cast.pinula, at=TODAY))
    assert (event.status, event.title, event.public_title, event.notes) == (
        "draft", "Navegar con cuidado", "Taller", "Llevar sillas"
    )  # fmt: skip
    assert (event.topics, event.audiences, event.minors, event.discreet) == (
        ["support-networks", "trafficking"], ["parents-carers"], False, True
    )  # fmt: skip
    assert (event.organiser, event.created_at, event.changed_at, event.sequence) == (
        cast.pinula.account,
        TODAY,
        TODAY,
        0,
    )


async def test_two_events_never_share_a_uid(db: None) -> None:
    assert len({(await agenda.event(await planned())).uid for _ in range(3)}) == 3


async def test_the_life_of_an_event(db: None) -> None:
    event = await planned(published=False)
    told = []
    for step in ("publish", "close", "reopen", "close"):
        await attempt(step, event)
        told.append((await agenda.event(event)).status)
    assert told == ["published", "closed", "published", "closed"]
    assert (await acts())[1:] == [
        "event.published", "event.closed", "event.reopened", "event.closed",
    ]  # fmt: skip


REFUSED = [
    ("draft", "close", "La actividad es todavía un borrador."),
    ("draft", "reopen", "La actividad es todavía un borrador."),
    ("published", "publish", "La actividad ya está publicada."),
    ("published", "reopen", "La actividad ya está publicada."),
    ("closed", "publish", "El registro de esta actividad ya está cerrado."),
    ("closed", "cancel", "El registro de esta actividad ya está cerrado."),
    ("closed", "change", "El registro de esta actividad ya está cerrado."),
    ("closed", "close", "El registro de esta actividad ya está cerrado."),
    ("cancelled", "publish", "La actividad está cancelada."),
    ("cancelled", "cancel", "La actividad está cancelada."),
    ("cancelled", "change", "La actividad está cancelada."),
    ("cancelled", "close", "La actividad está cancelada."),
    ("cancelled", "reopen", "La actividad está cancelada."),
]


async def attempt(step: str, event: UUID, *, by: Any = SYSTEM) -> None:
    steps = {
        "publish": lambda: planning.publish(event, by=by, at=AFTERWARDS, above=upstairs),
        "close": lambda: planning.close(event, by=by, at=AFTERWARDS),
        "reopen": lambda: planning.reopen(event, by=by, at=AFTERWARDS),
        "cancel": lambda: planning.cancel(event, "rain", by=by, at=AFTERWARDS),
        "change": lambda: planning.change(
            event, draft(title="Otro"), by=by, at=AFTERWARDS, above=upstairs
        ),
    }
    await steps[step]()


async def in_state(status: str) -> UUID:
    event = await planned(published=status != "draft")
    if status == "closed":
        await planning.close(event, by=SYSTEM, at=AFTERWARDS)
    if status == "cancelled":
        await planning.cancel(event, "rain", by=SYSTEM, at=LATER)
    return event


@pytest.mark.parametrize(("status", "step", "sentence"), REFUSED)
async def test_what_the_state_does_not_allow_is_refused(
    db: None, status: str, step: str, sentence: str
) -> None:
    event = await in_state(status)
    before = await agenda.event(event)
    with pytest.raises(Conflict) as refusal:
        await attempt(step, event)
    assert (refusal.value.sentence, await agenda.event(event)) == (sentence, before)


@pytest.mark.parametrize("step", ["publish", "close", "reopen", "cancel", "change"])
async def test_a_coordinator_of_another_place_is_refused(cast: Cast, step: str) -> None:
    event = await in_state({"publish": "draft", "reopen": "closed"}.get(step, "published"))
    for stranger in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await attempt(step, event, by=stranger)
    await attempt(step, event, by=cast.pinula)


async def test_an_event_is_not_moved_into_another_coordinators_place(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(NotAllowed, match="no coordina ese municipio"):
        await planning.change(
            event, draft(municipality="0108"), by=cast.pinula, at=LATER, above=upstairs
        )
    with pytest.raises(NotAllowed, match="no coordina ese municipio"):
        await planning.plan(draft(municipality="0108"), by=cast.pinula, at=LATER)


@pytest.mark.parametrize("step", ["publish", "close", "reopen", "cancel", "change"])
async def test_an_event_that_does_not_exist_is_not_found(db: None, step: str) -> None:
    with pytest.raises(NotFound, match="Esta actividad no existe"):
        await attempt(step, new_id())


async def test_a_register_is_not_complete_before_the_event_begins(db: None) -> None:
    event = await planned()
    with pytest.raises(Conflict, match="aún no empieza"):
        await planning.close(event, by=SYSTEM, at=SATURDAY - timedelta(seconds=1))
    await planning.close(event, by=SYSTEM, at=SATURDAY)


MOVES = [
    ({"starts_at": SATURDAY + timedelta(minutes=5)}, 1),
    ({"ends_at": SATURDAY + timedelta(hours=4)}, 1),
    ({"zone": "America/Mexico_City"}, 1),
    ({"municipality": "0108"}, 1),
    ({"modality": "blended", "meeting_url": "https://meet.example"}, 1),
    ({"meeting_url": "https://meet.example"}, 1),
    ({}, 0),
    ({"title": "Otro"}, 0),
    ({"capacity": 20}, 0),
    ({"topics": ()}, 0),
    ({"notes": "Otra cosa"}, 0),
]


@pytest.mark.parametrize(("changes", "risen"), MOVES)
async def test_only_a_change_of_time_or_place_raises_the_sequence(
    db: None, changes: dict[str, Any], risen: int
) -> None:
    event = await planned()
    before = await agenda.event(event)
    await planning.change(event, draft(**changes), by=SYSTEM, at=LATER, above=upstairs)
    after = await agenda.event(event)
    assert (after.sequence - before.sequence, after.uid, after.changed_at, after.created_at) == (
        risen,
        before.uid,
        LATER,
        TODAY,
    )


@pytest.mark.parametrize("reason", CANCELLATION_REASONS)
async def test_calling_off_raises_the_sequence_and_keeps_the_reason(db: None, reason: str) -> None:
    event = await planned()
    await planning.cancel(event, reason, by=SYSTEM, at=LATER)
    after = await agenda.event(event)
    assert (after.status, after.cancellation_reason, after.sequence, after.changed_at) == (
        "cancelled",
        reason,
        1,
        LATER,
    )


async def test_calling_off_for_no_known_reason_is_refused(db: None) -> None:
    event = await planned()
    with pytest.raises(Invalid) as refusal:
        await planning.cancel(event, "pereza", by=SYSTEM, at=LATER)
    assert refusal.value.fields == {"reason": "Elegir por qué se cancela."}


async def test_when_it_was_first_shown_stays_known(db: None) -> None:
    event = await planned(published=False)
    assert (await agenda.event(event)).published_at is None
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    await planning.close(event, by=SYSTEM, at=AFTERWARDS)
    await planning.reopen(event, by=SYSTEM, at=AFTERWARDS)
    assert (await agenda.event(event)).published_at == TODAY


async def test_of_two_who_change_it_at_once_the_second_reads_why_not(db: None) -> None:
    event = await planned()
    seen = (await agenda.event(event)).changed_at

    async def rename(title: str, minutes: int) -> str:
        at = TODAY + timedelta(minutes=minutes)
        try:
            await planning.change(
                event, draft(title=title), by=SYSTEM, at=at, seen=seen, above=upstairs
            )
        except Refusal as refusal:
            return refusal.sentence
        return "fine"

    told = await asyncio.gather(rename("Uno", 1), rename("Dos", 2))
    assert sorted(told) == [
        "Otra persona cambió esta actividad mientras tanto. Revisar y guardar otra vez.",
        "fine",
    ]


async def test_what_is_refused_leaves_nothing_behind(db: None) -> None:
    event = await planned()
    before = await agenda.event(event), await acts()
    with pytest.raises(Invalid):
        await planning.change(event, draft(kind="party"), by=SYSTEM, at=LATER, above=upstairs)
    with pytest.raises(Invalid):
        await planning.plan(draft(kind="party"), by=SYSTEM, at=LATER)
    assert (await agenda.event(event), await acts()) == before


async def test_an_event_belongs_to_the_period_of_its_day_there(db: None) -> None:
    new_year = datetime(2027, 1, 1, 5, 30, tzinfo=UTC)  # half past eleven on the 31st, there
    event = await planned(starts_at=new_year, ends_at=new_year + timedelta(hours=1))
    rows = await fetch(
        "SELECT p.starts_on, p.ends_on FROM event e JOIN uniqueness_period p ON p.id = e.period"
        " WHERE e.id = $1",
        event,
    )
    assert [tuple(row) for row in rows] == [(date(2026, 1, 1), date(2026, 12, 31))]
