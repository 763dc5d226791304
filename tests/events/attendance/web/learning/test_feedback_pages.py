"""A coordinator reads what a crowd thought, and never what somebody did."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx

from events.attendance.domain import doors
from events.attendance.domain.learning import feedback
from events.attendance.domain.learning.feedback import Opinion
from events.attendance.domain.learning.feedback_results import results
from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.database import fetch
from tests.events.attendance.arriving import SIGNER, page_of, under_way
from tests.events.attendance.questions import question
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned


async def answered(event: UUID, *said: Opinion, at: datetime | None = None) -> None:
    """These opinions, one after the other."""
    doorway = await doors.doorway_of(event)
    for opinion in said:
        await feedback.give(doorway, opinion, origin="x", at=at or now(), signer=SIGNER)


def thinks(useful: int, **known: int) -> Opinion:
    return Opinion(uuid4(), {"useful": useful}, {UUID(q): n for q, n in known.items()})


def knows(asked: UUID, answer: int) -> Opinion:
    return Opinion(uuid4(), {}, {asked: answer})


async def test_what_a_crowd_thought_is_shown_in_groups(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way(since=80)
    await page_of(event)
    await sign_in_as(visitor, cast.pinula)
    await answered(event, *(thinks(4) for _person in range(9)))
    few = await visitor.get(f"/eventos/{event}/opiniones")
    assert "Todavía no hay un grupo de respuestas" in few.text
    await answered(event, thinks(1))
    shown = await visitor.get(f"/eventos/{event}/opiniones")
    assert ("5 respuestas" in shown.text, "100 %" in shown.text) == (True, True)
    assert (await page_of(event)) + "/opinion" in shown.text


async def test_before_and_after_are_compared_once_there_are_enough_of_both(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    asked = await question()
    event = await under_way(since=60 * 25 + 50)  # it takes opinions for some minutes more
    await page_of(event)
    plan = await agenda.event(event)
    await answered(event, *(knows(asked, n % 2) for n in range(6)), at=plan.starts_at)
    await answered(event, *(knows(asked, 1) for _person in range(6)), at=plan.ends_at)
    await sign_in_as(visitor, cast.pinula)
    early = (await visitor.get(f"/eventos/{event}/opiniones")).text
    assert "Antes: " not in early
    over = await results(plan, at=datetime(2099, 1, 1, tzinfo=UTC))
    (learnt,) = over.learnt
    assert (learnt.before.counts, learnt.after.counts) == ({0: 3, 1: 3}, {1: 6})
    assert over.over


async def test_a_coordinator_reads_the_gain_when_nobody_can_answer_any_more(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    asked = await question()
    event = await under_way(since=60 * 27)
    plan = await agenda.event(event)
    await answered(event, *(knows(asked, n % 2) for n in range(6)), at=plan.starts_at)
    await answered(event, *(knows(asked, int(n > 0)) for n in range(6)), at=plan.ends_at)
    await answered(event, *(thinks(3) for n in range(4)), at=plan.ends_at)
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(f"/eventos/{event}/opiniones")).text
    said = ["Antes: 3 de 6", "Después: 5 de 6", "+33 puntos", "Correcta: Cualquiera",
            "Menos de 5 respuestas: no se muestran."]  # fmt: skip
    assert [words for words in said if words not in text] == []
    assert ("No sé" in text, "/opinion<" in text) == (True, False)


async def test_where_a_topic_is_sensitive_ten_make_a_group(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    topic = (await fetch("SELECT slug FROM topic WHERE sensitivity = 'discreet' LIMIT 1"))[0][
        "slug"
    ]
    event = await under_way(since=60 * 27, topics=(topic,))
    plan = await agenda.event(event)
    await answered(event, *(thinks(4) for _person in range(9)), at=plan.ends_at)
    await sign_in_as(visitor, cast.pinula)
    assert "Menos de 10 respuestas" in (await visitor.get(f"/eventos/{event}/opiniones")).text


async def test_before_anything_is_announced_there_is_no_address(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(published=False)
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(f"/eventos/{event}/opiniones")).text
    assert "La dirección aparece aquí cuando la actividad se publica." in text


async def test_only_who_coordinates_there_reads_opinions(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way(since=80)
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/eventos/{event}/opiniones")).status_code == 403
