"""Whatever n phones send, in whatever order, pieces and repeats, makes the same register."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain import doors, voiding
from events.attendance.domain.door.door_batches import take_in
from events.attendance.domain.noticed import Noticed
from events.attendance.domain.opening import HasADoor
from events.attendance.domain.summary import totals_of
from server.foundation.database import transaction
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import LATER, SIGNER, moment
from tests.events.attendance.noticing import CARDS, count, door_phone, kept, scan, undo
from tests.support import register_model
from tests.support.events import SATURDAY, planned
from tests.support.register_model import World

MINUTE: Final = 60_000
SKEWS: Final = (0, -60 * MINUTE, 45 * MINUTE)
"""Of each phone, in milliseconds."""
NO_ID: Final = UUID(int=0)
NUMBERS: Final = st.integers(0, 11)


class Sending(Struct, frozen=True):
    """A batch of one phone, or, where nothing is in it, a coordinator who voids a thing."""

    phone: int
    things: list[Noticed]
    voids: UUID | None = None


class Story(Struct, frozen=True):
    """What the phones noticed, one list each, and how it was sent."""

    noticed: list[list[Noticed]]
    sendings: list[Sending]

    @property
    def voided(self) -> set[UUID]:
        """What the coordinator took out."""
        return {sending.voids for sending in self.sendings if sending.voids}


@st.composite
def things(draw: st.DrawFn) -> Noticed:
    """A scan or a count, early, in time or late, with no id yet."""
    at = moment(draw(st.sampled_from([-80, 0, 1, 150, 260])))
    said: dict[str, Any] = {
        "id": NO_ID, "at": at, "sex": draw(st.sampled_from(["female", "unknown"])),
    }  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        return count(count=draw(st.integers(1, 9)), **said)
    return scan(pass_code=draw(st.sampled_from(CARDS)), **said)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Up to three phones; everything is sent at least once, shuffled, repeated and cut at will."""
    ids = iter(draw(st.permutations(range(15))))
    phones = [
        [replace(one, id=_id(next(ids))) for one in own]
        for own in draw(
            st.lists(st.lists(things(), min_size=1, max_size=5), min_size=1, max_size=3)
        )
    ]
    everything = [one for own in phones for one in own]
    undos = iter(range(100, 200))
    noticed = [
        [*own, *(
            undo(everything[n % len(everything)], id=_id(next(undos)))
            for n in draw(st.lists(NUMBERS, max_size=2))
        )]
        for own in phones
    ]  # fmt: skip
    wrong = {everything[n % len(everything)].id for n in draw(st.lists(NUMBERS, max_size=2))}
    pieces = [
        Sending(number, batch) for number, own in enumerate(noticed) for batch in _pieces(draw, own)
    ]
    voids = [Sending(0, [], line) for line in wrong]
    return Story(noticed, draw(st.permutations([*pieces, *voids])))


def _pieces(draw: st.DrawFn, own: Sequence[Noticed]) -> list[list[Noticed]]:
    again = draw(st.lists(st.integers(0, len(own) - 1), max_size=4))
    queue = [*draw(st.permutations(own)), *(own[number] for number in again)]
    size = draw(st.integers(1, 4))
    return [queue[start : start + size] for start in range(0, len(queue), size)]


class Saturday(Struct, frozen=True):
    """An event that nothing happens to."""

    status: str = "published"
    starts_at: datetime = SATURDAY
    ends_at: datetime = SATURDAY + timedelta(hours=3)
    zone: str = "America/Guatemala"


@settings(max_examples=80)
@given(told=stories())
def test_whoever_was_noticed_in_time_and_not_taken_back_counts_exactly_once(told: Story) -> None:
    world = _world(told, Saturday())
    held = register_model.register(world)
    for card in CARDS:
        states = [held[one.id] for one in world.noticed if one.kind == "scan" and one.card == card]
        seen = "stands" in states or "repeats" in states
        assert states.count("stands") == seen
    assert register_model.register(replace(world, noticed=world.noticed[::-1])) == held


@pytest.mark.anyio
@pytest.mark.usefixtures("db")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=stories())
async def test_any_interleaving_gives_the_register_that_the_sets_give(told: Story) -> None:
    event = await planned()
    story = _anew(told)
    await _send(event, story)
    async with transaction():
        doorway = await doors.doorway_of(event)
    world = _world(story, doorway)
    expected = register_model.register(world)
    found = {thing: state for state, ids in (await kept(event)).items() for thing in ids}
    assert found == expected
    totals = await totals_of(event)
    assert totals.people == register_model.people(world)
    assert totals.repeats == list(expected.values()).count("repeats")
    assert totals.voided_lines == list(expected.values()).count("voided")


def _world(story: Story, event: HasADoor) -> World:
    return World(
        event=event,
        noticed=[one for own in story.noticed for one in own],
        skews={one.id: SKEWS[n] for n, own in enumerate(story.noticed) for one in own},
        voided=story.voided,
    )


async def _send(event: UUID, story: Story) -> None:
    """Play a story; who would void what is not there yet, or waits, tries again at the end."""
    phones = [await door_phone(event, clock_skew=skew) for skew in SKEWS]
    for sending in story.sendings:
        if sending.voids:
            await _void(sending.voids)
            continue
        told = await take_in(
            sending.things, sender=phones[sending.phone], received_at=SATURDAY + LATER,
            signer=SIGNER,
        )  # fmt: skip
        assert [one.id for one in told] == [one.id for one in sending.things]
        assert "refused" not in {one.result for one in told}
    for line in story.voided:
        await _void(line)


async def _void(line: UUID) -> None:
    for kind in ("check_in", "headcount"):
        try:
            await voiding.void(kind, line, "Error", by=SYSTEM, at=SATURDAY)
        except (NotFound, Conflict):
            continue


def _anew(told: Story) -> Story:
    """The same story with ids of its own, as an id belongs to one event."""
    salt = uuid4().int >> 8

    def own(line: UUID) -> UUID:
        return UUID(int=line.int | salt)

    def renamed(things: list[Noticed]) -> list[Noticed]:
        return [replace(one, id=own(one.id), of=one.of and own(one.of)) for one in things]

    return Story(
        [renamed(things) for things in told.noticed],
        [
            Sending(one.phone, renamed(one.things), one.voids and own(one.voids))
            for one in told.sendings
        ],
    )


def _id(place: int) -> UUID:
    """An id of which the rest is still to be filled; its place among the others stays."""
    return UUID(int=place << 120)
