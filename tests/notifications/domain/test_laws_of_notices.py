"""Whatever happens, and whatever people ask for: what reaches them is true, in time and welcome."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct

from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from tests.conftest import emptied
from tests.support import laws
from tests.support.events import TODAY, planned
from tests.support.histories import DEEDS, MINUTE, OF_SEATS, Step, happen, happen_to_seat
from tests.support.post_office import PostOffice
from tests.support.preferring import PREFERENCES, prefer, rights
from tests.support.rounds import invited
from tests.support.sms_house import open_sms_house
from tests.support.whatsapp_house import open_whatsapp_house
from tests.support.witness import Arrival, Witness

# Of the clock, in minutes: to the next round, into the night, to the next day and beyond.
WAITS = (-90, -3, 1, 11, 45, 3 * 60, 7 * 60, 13 * 60, 26 * 60, 50 * 60)
REPORTS = ("delivered", "failed")
MOODS = ("", "", "badly", "in doubt", "refused")
ACTS: SearchStrategy[Step] = st.one_of(
    st.builds(Step, st.sampled_from((*DEEDS, "expire", "confirm", "accept", "ask again"))),
    st.builds(Step, st.sampled_from(("give back", "take back", "hush"))),
    st.builds(Step, st.just("move"), st.sampled_from((-30, -7, -1, 1, 7, 30))),
    st.builds(Step, st.just("report"), st.integers(0, len(REPORTS) - 1)),
    st.builds(Step, st.sampled_from(("quiet", "name", "opt out", "agree")), st.integers(0, 6)),
)
# A few things happen, then comes a round, and time goes by.
MOMENTS: SearchStrategy[list[Step]] = st.builds(
    lambda acts, mood, wait: [*acts, Step("round", mood), Step("wait", wait)],
    st.lists(ACTS, max_size=3),
    st.integers(0, len(MOODS) - 1),
    st.sampled_from(WAITS),
)
# How it begins: whether the event is shown, when it is, and what the person says of themselves.
BEGINNINGS: SearchStrategy[list[Step]] = st.builds(
    lambda hours, shown, name, quiet, asked: [
        Step("move", hours), *shown, Step("name", name), Step("confirm"), Step("quiet", quiet),
        *asked,
    ],
    st.sampled_from((0, -60, -130)),
    st.sampled_from(([], [Step("publish"), Step("seat")], [Step("publish"), Step("seat")])),
    st.integers(0, 6),
    st.integers(0, 4),
    st.sampled_from(([], [Step("round"), Step("wait", 45)], [Step("round"), Step("wait", 780)])),
)  # fmt: skip
HISTORIES = st.builds(
    lambda beginning, moments: [*beginning, *(step for moment in moments for step in moment)],
    BEGINNINGS,
    st.lists(MOMENTS, min_size=1, max_size=8),
)


@pytest.fixture
async def watch(office: Office, post: PostOffice) -> AsyncIterator[Witness]:
    """An installation that sends by every channel, and who sees what arrives."""
    async with open_sms_house() as sms, open_whatsapp_house() as whatsapp:
        reachable = msgspec.structs.replace(
            office.settings, sms=sms.provider, whatsapp=whatsapp.provider
        )
        async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
            everywhere = Office(reachable, office.signer, http)
            yield Witness(everywhere, post, sms, whatsapp)


class Scene(Struct, frozen=True):
    """An event, Ana's place there, and her account; Zoe may have a seat."""

    event: UUID
    place: UUID
    account: UUID


async def begun() -> Scene:
    """A draft to which Ana is invited, and nothing else."""
    await emptied()
    event = await planned(published=False)
    place = await invited("Ana Ayuda", event=event)
    rows = await fetch("SELECT id FROM account WHERE email = 'ana@convoca.test'")
    return Scene(event, place, rows[0]["id"])


@given(history=HISTORIES)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_what_reaches_people_is_true_in_time_and_welcome(
    watch: Witness, history: list[Step]
) -> None:
    watch.forget()
    scene = await begun()
    at = await live(history, watch, scene)
    starts_at: datetime = (await fetch("SELECT starts_at FROM event"))[0][0]
    before = len(watch.seen)
    settled_at = await watch.settle(at, before=starts_at)
    await check(watch.seen[before:], scene)
    assert await laws.doubled(watch.seen) == []
    seats = [row["id"] for row in await fetch("SELECT id FROM registration")]
    for one in (scene.place, *seats):
        assert await laws.repeated(watch.seen, one) == []
    if settled_at < starts_at and not await fetch("SELECT FROM notice WHERE state = 'failed'"):
        assert await laws.ignorance(watch.seen, scene.place, settled_at) == ""
        assert [await laws.ignorance_of_seat(watch.seen, one) for one in seats] == [""] * len(seats)
        assert await watch.round("", settled_at + MINUTE) == []


async def live(history: list[Step], watch: Witness, scene: Scene) -> datetime:
    """Go through it all; what the clock shows then."""
    at = TODAY
    for step in history:
        if step.what == "wait":
            at += timedelta(minutes=step.number)
        elif step.what == "round":
            await check(await watch.round(MOODS[step.number], at), scene)
        elif step.what == "report":
            await watch.report(REPORTS[step.number], at)
        else:
            with suppress(Conflict, Invalid, NotFound, TooMany):
                await do(step, scene, at)
    return at


async def do(step: Step, scene: Scene, at: datetime) -> None:
    """Let one thing happen; raises what the domain raises where it refuses."""
    if step.what in PREFERENCES:
        await prefer(step, scene.account, at)
    elif step.what in OF_SEATS:
        await happen_to_seat(step, scene.event, at)
    else:
        await happen(step, scene.event, scene.place, at)


async def check(new: list[Arrival], scene: Scene) -> None:
    """Nothing came when it must not, as things stand; where, only Ana has a say."""
    assert laws.too_late(new) == []
    hers = [one for one in new if one.account == scene.account]
    assert laws.unwelcome(hers, await rights(scene.account)) == []
