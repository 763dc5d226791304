"""What the page at a door sends and is told, also by phones that mean no good."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest
from litestar import Litestar

from events.attendance.domain.door import door_phones, sealing
from events.attendance.domain.door.door_phones import NewLink
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import PASS, recorded, under_way
from tests.support.door_phone import item, link_to, opened, results, sealed, send

LARGE, GIANT = 900_000, 1_100_000
PROBLEM = "application/problem+json"


async def standing(visitor: httpx.AsyncClient, signer: Signer) -> tuple[UUID, NewLink, str]:
    """A phone that opened the door of a workshop: the event, its link, what to seal with."""
    event = await under_way(public_title="Navegar con cuidado")
    link = await link_to(event, signer)
    await opened(visitor, link)
    return event, link, sealing.public_key(event, signer)


async def test_a_phone_learns_how_things_stand(visitor: httpx.AsyncClient, signer: Signer) -> None:
    event, link, key = await standing(visitor, signer)
    await send(visitor, link.token, [item(key, pass_=PASS), item(key, "count", count=3)])
    answer = await visitor.get(f"/puerta/{link.token}/estado")
    told = answer.json()
    assert (told["state"], told["event"]["title"]) == ("open", "Navegar con cuidado")
    assert told["counts"] == {"people": 4, "scanned": 1, "counted": 3}
    assert answer.headers["cache-control"] == "no-store"
    await door_phones.revoke(event, link.phone, by=SYSTEM, at=now())
    assert (await visitor.get(f"/puerta/{link.token}/estado")).json()["state"] == "revoked"


async def test_each_thing_is_answered_in_its_place(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, link, key = await standing(visitor, signer)
    name = uuid4()
    batch = [
        item(key, pass_=PASS, named=name, sex="female", age_band="13-14"),
        {"id": str(uuid4()), "sealed": "AAAA"},
        item(key, pass_=PASS),
        item(key, pass_="not a pass"),
    ]
    answer = await send(visitor, link.token, batch)
    assert results(answer) == ["recorded", "refused", "already", "refused"]
    told = answer.json()["results"]
    assert [one["id"] for one in told] == [one["id"] for one in batch]
    assert told[1]["reason"] == "No se pudo abrir: no es de esta actividad."
    assert {line["source"] for line in await recorded(event)} == {"door"}
    taken_back = await send(visitor, link.token, [item(key, "undo", of=str(name))])
    assert results(taken_back) == ["undone"]


async def test_a_batch_that_is_sent_again_counts_nobody_twice(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, link, key = await standing(visitor, signer)
    batch = [item(key, pass_=PASS), item(key, "count", count=2)]
    first = await send(visitor, link.token, batch)
    second = await send(visitor, link.token, batch)
    assert (results(first), results(second)) == (["recorded"] * 2, ["already"] * 2)
    assert first.json()["counts"] == second.json()["counts"]
    assert len(await recorded(event)) == 1


async def test_what_was_sealed_for_another_event_is_not_taken(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, link, key = await standing(visitor, signer)
    elsewhere = sealing.public_key(uuid4(), signer)
    moved = {**item(key, pass_=PASS), "id": str(uuid4())}
    answer = await send(visitor, link.token, [item(elsewhere, pass_=PASS), moved])
    assert (results(answer), await recorded(event)) == (["refused"] * 2, [])


async def test_a_thousand_things_are_taken_at_once_and_no_more(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    _event, link, key = await standing(visitor, signer)
    batch = [item(key, "count", count=1) for _ in range(1_000)]
    answer = await send(visitor, link.token, batch)
    assert (set(results(answer)), len(results(answer))) == ({"recorded"}, 1_000)
    assert answer.json()["counts"]["counted"] == 1_000
    assert (await send(visitor, link.token, [*batch, item(key)])).status_code == 422
    assert (await send(visitor, link.token, [])).status_code == 422


async def test_only_the_phone_that_opened_the_link_sends(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    _event, link, key = await standing(visitor, signer)
    (cookie,) = [one.value for one in visitor.cookies.jar if one.name == "puerta"]
    other = await link_to(await under_way(), signer)
    visitor.cookies.clear()
    for stranger in ("", "guess", "ñ", cookie):
        if stranger:
            visitor.headers["cookie"] = f"puerta={stranger}".encode().decode("latin-1")
        token = other.token if stranger == cookie else link.token
        answer = await send(visitor, token, [item(key, pass_=PASS)])
        assert (answer.status_code, answer.headers["content-type"]) == (401, PROBLEM)
        assert (await visitor.get(f"/puerta/{token}/estado")).status_code == 401
    unknown = await send(visitor, "nowhere", [item(key)])
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, PROBLEM)


async def test_a_phone_that_is_revoked_meanwhile_sends_nothing_more(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, link, key = await standing(visitor, signer)
    assert results(await send(visitor, link.token, [item(key, pass_=PASS)])) == ["recorded"]
    await door_phones.revoke(event, link.phone, by=SYSTEM, at=now())
    held = [item(key, pass_="WXYZ2345ABCD")]
    answer = await send(visitor, link.token, held)
    assert (answer.status_code, answer.headers["content-type"]) == (403, PROBLEM)
    assert "sigue en el teléfono" in answer.json()["detail"]
    # A new link for the same door takes what the old one no longer did.
    new = await link_to(event, signer)
    await opened(visitor, new)
    assert results(await send(visitor, new.token, held)) == ["recorded"]
    assert len(await recorded(event)) == 2


async def test_a_phone_whose_link_expired_still_sends_for_a_week(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    _event, link, key = await standing(visitor, signer)
    await execute("UPDATE door_phone SET made_at = made_at - interval '9 d', expires_at = now()")
    assert results(await send(visitor, link.token, [item(key, pass_=PASS)])) == ["recorded"]
    assert (await visitor.get(f"/puerta/{link.token}/estado")).json()["state"] == "expired"
    await execute("UPDATE door_phone SET expires_at = now() - interval '8 days'")
    answer = await send(visitor, link.token, [item(key)])
    assert (answer.status_code, "venció" in answer.json()["detail"]) == (403, True)


async def test_the_clock_of_a_phone_is_measured(visitor: httpx.AsyncClient, signer: Signer) -> None:
    event, link, key = await standing(visitor, signer)
    behind = now() - timedelta(hours=1)
    late = item(key, pass_=PASS, at=behind.isoformat())
    answer = await send(visitor, link.token, [late], sent_at=behind)
    assert results(answer) == ["recorded"]
    assert round(answer.json()["clock_skew"] / 60_000) == 60
    (line,) = await recorded(event)
    assert (line["at"], round(line["clock_skew"] / 60_000)) == (behind, 60)
    right = await send(visitor, link.token, [late], sent_at=now() - timedelta(seconds=1))
    assert right.json()["clock_skew"] == 0


@pytest.mark.parametrize(
    "sent_at",
    [
        datetime(4200, 1, 1, tzinfo=UTC),
        datetime(2150, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, tzinfo=UTC),
    ],
)
async def test_a_clock_that_cannot_be_is_refused_and_leaves_nothing(
    sent_at: datetime, visitor: httpx.AsyncClient, signer: Signer
) -> None:
    event, link, key = await standing(visitor, signer)
    answer = await send(visitor, link.token, [item(key, pass_=PASS)], sent_at=sent_at)
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert "revisar su fecha" in answer.text
    assert await recorded(event) == []


async def test_it_is_kept_how_much_a_phone_still_holds(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    _event, link, key = await standing(visitor, signer)
    body = {"sent_at": now().isoformat(), "waiting": 7, "items": [item(key, pass_=PASS)]}
    assert (await visitor.post(f"/puerta/{link.token}/envio", json=body)).status_code == 200
    (row,) = await fetch("SELECT waiting, seen_at FROM door_phone")
    assert (row["waiting"], row["seen_at"] > now() - timedelta(minutes=1)) == (6, True)


async def test_what_is_no_batch_is_refused(visitor: httpx.AsyncClient, signer: Signer) -> None:
    _event, link, key = await standing(visitor, signer)
    address = f"/puerta/{link.token}/envio"
    good = {"sent_at": now().isoformat(), "waiting": 1, "items": [item(key)]}
    form = await visitor.post(address, content=msgspec.json.encode(good))
    plain = {"content-type": "text/plain"}
    cross_site = await visitor.post(address, content=msgspec.json.encode(good), headers=plain)
    assert (form.status_code, cross_site.status_code) == (422, 422)
    unreadable: list[object] = [
        {**good, "sent_at": "yesterday"},
        {**good, "sent_at": "2026-12-05T09:00:00"},
        {**good, "waiting": -1},
        {**good, "items": [{"id": "7", "sealed": ""}]},
        {**good, "items": [{"id": str(uuid4()), "sealed": "A" * 2_001}]},
        [],
    ]
    for bad in unreadable:
        answer = await visitor.post(address, json=bad)
        assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    large = await visitor.post(address, json={**good, "more": "x" * LARGE})
    assert large.status_code == 200
    giant = await visitor.post(address, json={**good, "more": "x" * GIANT})
    assert (giant.status_code, giant.headers["content-type"]) == (413, PROBLEM)


async def test_a_body_of_many_letters_within_a_seal_hinders_nothing(
    visitor: httpx.AsyncClient, signer: Signer, app: Litestar
) -> None:
    event, link, key = await standing(visitor, signer)
    name = uuid4()
    nested = {"id": str(name), "sealed": sealed(key, name, b"[" * 1_000)}
    answer = await send(visitor, link.token, [nested, item(key, pass_=PASS)])
    assert (results(answer), len(await recorded(event))) == (["refused", "recorded"], 1)


async def test_what_is_nested_too_deep_cannot_be_read(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    _event, link, _key = await standing(visitor, signer)
    answer = await visitor.post(
        f"/puerta/{link.token}/envio",
        content=b'{"more":' + b"[" * 100_000,
        headers={"content-type": "application/json"},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
