"""Where minors come and an adult is missing no door opens; what happened before is taken in."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from events.attendance.domain import doors, headcounts
from events.attendance.domain.door import door_batches
from events.attendance.domain.headcounts import Tally
from events.attendance.domain.noticed import Noticed, Sender
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import page_of, recorded, under_way
from tests.events.attendance.visiting import ANSWERS, fill_in
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.door_phone import link_to, opened

NEUTRAL = "La entrada todavía no está abierta"
EXACT = (
    "Con menores hacen falta dos personas adultas que hayan aceptado y tengan constancia vigente"
    " ese día, y nadie del equipo puede estar sin ella: falta 1."
)


async def one_adult_missing(event: UUID) -> None:
    """Somebody who said yes did not come."""
    await execute(
        "UPDATE assignment SET status = 'absent' WHERE event = $1 AND role = 'lead'", event
    )


async def unguarded(**changes: Any) -> UUID:
    event = await under_way(**changes)
    await one_adult_missing(event)
    return event


async def test_who_comes_reads_whom_to_tell_and_nothing_more(visitor: httpx.AsyncClient) -> None:
    event = await unguarded()
    await doors.door_of(event)
    page = await visitor.get(await page_of(event))
    assert (page.status_code, NEUTRAL in page.text, "Avisar a quien recibe." in page.text) == (
        409, True, True
    )  # fmt: skip
    assert ("menores" in page.text, "constancia" in page.text) == (False, False)
    sent = await visitor.post(await page_of(event), data={**ANSWERS, "id": uuid4().hex})
    assert (sent.status_code, await recorded(event)) == (409, [])


async def test_the_usual_answers_find_the_door_shut_too(visitor: httpx.AsyncClient) -> None:
    guarded, event = await under_way(), await unguarded()
    assert (await fill_in(visitor, await page_of(guarded))).status_code == 303
    await visitor.get(await page_of(event))  # remembered from here on
    usual = {**ANSWERS, "id": uuid4().hex, "tarjeta": "ABCD2345WXYZ"}
    assert (await visitor.post(await page_of(event), data=usual)).status_code == 409
    assert (len(await recorded(guarded)), await recorded(event)) == (1, [])


async def test_a_program_lets_nobody_in_now_but_says_who_came_before(
    visitor: httpx.AsyncClient,
) -> None:
    event = await unguarded()
    await use_token(visitor, "attend")
    people = [
        {"id": str(uuid4()), "at": (now() - timedelta(minutes=ago)).isoformat(), "source": source}
        for ago, source in ((0, "api"), (11, "api"), (11, "self"))
    ]
    answer = await visitor.post(f"/api/v1/events/{event}/check-ins", json=people)
    told = [(one["result"], one["reason"]) for one in answer.json()["results"]]
    shut = f"{NEUTRAL}. Avisar a quien recibe."
    assert told == [("refused", shut), ("recorded", None), ("refused", shut)]


async def test_who_coordinates_reads_what_is_missing_and_opens_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await unguarded()
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"/eventos/{event}/puerta")
    assert (EXACT in page.text, f'href="/eventos/{event}/equipo"' in page.text) == (True, True)
    made = await submit(visitor, f"/eventos/{event}/puerta", {"name": "Portón", "lasts": "12"})
    assert (made.status_code, f"La puerta no se abre. {EXACT}" in made.text) == (409, True)
    here = await submit(visitor, f"/eventos/{event}/puerta/aqui")
    assert (here.status_code, EXACT in here.text) == (409, True)
    assert await fetch("SELECT FROM door_phone") == []


async def test_the_screen_does_not_open_and_one_that_stands_says_why_in_general(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await unguarded()
    await doors.ask(event, "rotating", by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"/eventos/{event}/puerta/codigo")
    assert (page.status_code, EXACT in page.text) == (409, True)
    told = (await visitor.get(f"/eventos/{event}/puerta/codigo.json")).json()
    assert (told["reason"], told["detail"]) == (NEUTRAL, "Avisar a quien recibe.")


async def test_a_link_made_before_does_not_open_with_its_pin(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event = await under_way()
    link = await link_to(event, signer)
    await one_adult_missing(event)
    refused = await opened(visitor, link)
    assert (refused.status_code, EXACT in refused.text) == (422, True)
    rows = await fetch("SELECT opened_at, wrong_pins FROM door_phone")
    assert [tuple(row) for row in rows] == [(None, 0)]
    await execute("UPDATE assignment SET status = 'attended'")
    assert (await opened(visitor, link)).status_code == 303


async def test_a_phone_that_stands_there_goes_on_and_paper_is_counted(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event = await under_way()
    link = await link_to(event, signer)
    await opened(visitor, link)
    await one_adult_missing(event)
    assert (await visitor.get(f"/puerta/{link.token}")).status_code == 200
    scan = Noticed(id=uuid4(), kind="scan", at=now(), pass_code="ABCD2345WXYZ")
    sender = Sender(phone=link.phone, event=event, clock_skew=0)
    told = await door_batches.take_in([scan], sender=sender, received_at=now(), signer=signer)
    sheet = Tally(
        id=uuid4(), at=now(), received_at=now(), audience=None, sex="female", age_band="13-14",
        count=4,
    )  # fmt: skip
    counted = await headcounts.count(event, [sheet], by=SYSTEM, at=now(), way="paper")
    assert ([one.result for one in told], [one.result for one in counted]) == (
        ["recorded"], ["recorded"]
    )  # fmt: skip


async def test_afterwards_a_phone_may_be_let_in_to_send_what_it_holds(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event = await unguarded(since=300)
    assert (await opened(visitor, await link_to(event, signer))).status_code == 303


async def test_no_adult_is_asked_for_where_no_minors_come(visitor: httpx.AsyncClient) -> None:
    event = await under_way(audiences=("teachers",))
    answered = await fill_in(visitor, await page_of(event), audience="teachers")
    assert answered.status_code == 303
