"""A coordinator has Convoca look for somebody."""

from datetime import timedelta

import httpx

from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import new_id
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import covering, invitations
from volunteers.assignments.domain.search_reading import searches_of
from volunteers.assignments.web.cover_shown import search_face


async def test_a_coordinator_starts_and_stops_a_search(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    starts = now() + timedelta(days=9)
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())
    await helper(at=now())
    address = f"/eventos/{event}/equipo/busquedas"
    await sign_in_as(visitor, cast.pinula)
    for _twice in range(2):
        assert (await submit(visitor, address, {"role": "lead"})).status_code == 303
    assert (await submit(visitor, address, {"role": "boss"})).status_code == 303
    search = (await fetch("SELECT id FROM cover_search"))[0]["id"]
    await sign_in_as(visitor, cast.mixco)
    for other in (address, f"{address}/{search}/final"):
        assert (await submit(visitor, other, {"role": "assistant"})).status_code == 403
    await sign_in_as(visitor, cast.pinula)
    assert (await submit(visitor, f"{address}/{search}/final")).status_code == 303
    assert (await submit(visitor, f"{address}/{new_id()}/final")).status_code == 404
    assert [row["outcome"] for row in await fetch("SELECT outcome FROM cover_search")] == [
        "called_off"
    ]


async def test_a_search_is_told_in_words_wave_by_wave(cast: Cast) -> None:
    starts, at = now() + timedelta(days=9), now()
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=at)
    for name in ("Ana Ayuda", "Beto Ben"):
        await helper(name, at=at)
    search = await covering.search(event, "lead", by=cast.pinula, at=at)
    await covering.advance(at=at)
    first = (await fetch("SELECT assignment FROM offer"))[0]["assignment"]
    await invitations.answer(first, "declined", "hay examen", usual="busy", at=at)
    await covering.advance(at=at)
    face = search_face((await searches_of(event, by=cast.pinula))[0], "America/Guatemala")
    assert (face.role, face.cause) == ("Principal", "La inició Paula Pinula")
    assert (face.open, face.outcome, bool(face.next_wave)) == (True, "", True)
    assert [(wave.number, [one.status for one in wave.asked]) for wave in face.waves] == [
        (1, ["declined"]), (2, ["invited"])
    ]  # fmt: skip
    assert face.waves[0].asked[0].reason == "Tengo otro compromiso. hay examen"
    assert [bool(wave.asked[0].answer_by) for wave in face.waves] == [False, True]
    await covering.call_off(search, by=cast.pinula, at=at)
    face = search_face((await searches_of(event, by=cast.pinula))[0], "America/Guatemala")
    assert (face.open, face.next_wave, face.outcome) == (False, "", "Se dejó de buscar")


async def test_who_is_taken_back_may_be_replaced_in_the_same_breath(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    starts, at = now() + timedelta(days=9), now()
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=at)
    place = await invitations.invite(event, await helper(at=at), "lead", by=cast.pinula, at=at)
    await sign_in_as(visitor, cast.pinula)
    team = f"/eventos/{event}/equipo"
    assert "Retirar y buscar a otra persona" in (await visitor.get(team)).text
    await submit(visitor, f"{team}/retiros", {"assignment": str(place), "cover": "on"})
    assert [row["cause"] for row in await fetch("SELECT cause FROM cover_search")] == ["withdrawn"]
    assert "Buscando" in (await visitor.get(team)).text


async def test_who_searched_in_vain_is_told_so_before_searching_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    starts, at = now() + timedelta(days=9), now()
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=at)
    await covering.search(event, "lead", by=cast.pinula, at=at)
    await covering.advance(at=at)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/eventos/{event}/equipo")).text
    assert ("Buscar otra vez: Principal" in page, "Buscar a alguien: Principal" in page) == (
        True, False
    )  # fmt: skip
    assert "Ya se preguntó a todas las personas que pueden. Buscar otra vez" in page
