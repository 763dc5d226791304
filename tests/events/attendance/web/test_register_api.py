"""Programs send who came, and read the register back."""

from datetime import UTC, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from events.attendance.domain import summary
from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import PASS, everything, moment, recorded
from tests.support.events import SATURDAY, TODAY, planned

HERE = "/api/v1"


@pytest.fixture
async def scanner(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may send who came."""
    return await holding("attend", visitor)


async def holding(scope: str, client: httpx.AsyncClient) -> httpx.AsyncClient:
    token = await tokens.create("Lector", scope, by=SYSTEM, at=TODAY)
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def scan(**changes: Any) -> dict[str, Any]:
    usual = {
        "id": str(uuid4()), "at": "2026-12-05T09:05:00-06:00", "pass": PASS, "sex": "female",
        "age": 14, "audience": "adolescents", "source": "door",
    }  # fmt: skip
    return {**usual, **changes}


def people(**changes: Any) -> dict[str, Any]:
    usual = {
        "id": str(uuid4()), "at": "2026-12-05T09:05:00-06:00", "audience": "adolescents",
        "sex": "male", "age_band": "15-17", "count": 12,
    }  # fmt: skip
    return {**usual, **changes}


async def test_every_id_gets_its_result(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    scans = [
        scan(),
        scan(),
        scan(age=-1),
        {"id": str(uuid4()), "at": "2026-12-05T15:00:00Z", "sex": "unknown", "age_band": "60+"},
    ]
    answer = await scanner.post(f"{HERE}/events/{event}/check-ins", json=scans)
    assert answer.status_code == 200
    assert answer.json() == {
        "results": [
            {"id": scans[0]["id"], "result": "recorded", "reason": None},
            {"id": scans[1]["id"], "result": "already", "reason": None},
            {
                "id": scans[2]["id"],
                "result": "refused",
                "reason": "Esa edad o ese grupo de edad no existe.",
            },
            {"id": scans[3]["id"], "result": "recorded", "reason": None},
        ]
    }
    kept = [(row["at"], row["source"], row["age_band"]) for row in await recorded(event)]
    assert kept == [
        (SATURDAY, "api", "60+"), (SATURDAY + timedelta(minutes=5), "door", "13-14"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"age": 0}, "0-5"),
        ({"age": 120}, "60+"),
        ({"age": None, "age_band": "6"}, "6"),
        ({"age": None, "age_band": None}, "unknown"),
        ({"age": 14, "age_band": "60+"}, "13-14"),
    ],
)
async def test_an_age_becomes_a_band(
    scanner: httpx.AsyncClient, told: dict[str, Any], kept: str
) -> None:
    event = await planned()
    await scanner.post(f"{HERE}/events/{event}/check-ins", json=[scan(**told)])
    assert [row["age_band"] for row in await recorded(event)] == [kept]


async def test_a_thousand_go_in_one_batch_and_no_more(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    batch = [scan(**{"pass": None}) for _number in range(1000)]
    address = f"{HERE}/events/{event}/check-ins"
    answer = await scanner.post(address, json=batch)
    assert {result["result"] for result in answer.json()["results"]} == {"recorded"}
    assert len(answer.json()["results"]) == len(await recorded(event)) == 1000
    for wrong in ([], [*batch, scan()]):
        assert (await scanner.post(address, json=wrong)).status_code == 400


async def test_neither_pass_nor_age_is_kept(scanner: httpx.AsyncClient) -> None:
    event = await planned(title="Una tarde distinta")
    await scanner.post(f"{HERE}/events/{event}/check-ins", json=[scan(age=97)])
    kept = await everything()
    assert "Una tarde distinta" in kept
    assert PASS not in kept
    assert ",97" not in kept


@pytest.mark.parametrize(
    "broken",
    [
        [{"id": "x", "at": "2026-12-05T15:00:00Z", "sex": "male"}],
        [{"id": str(uuid4()), "sex": "male"}],
        [{"id": str(uuid4()), "at": "yesterday", "sex": "male"}],
        [{"id": str(uuid4()), "at": "2026-12-05T15:00:00Z", "age": "many"}],
        {"id": str(uuid4())},
        "x",
    ],
)
async def test_what_cannot_be_read_is_refused_whole(
    scanner: httpx.AsyncClient, broken: object
) -> None:
    event = await planned()
    answer = await scanner.post(f"{HERE}/events/{event}/check-ins", json=broken)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_headcounts_go_in_and_get_their_results(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    batch = [people(), people(count=0), {**people(), "audience": None}]
    answer = await scanner.post(f"{HERE}/events/{event}/headcounts", json=batch)
    assert answer.status_code == 200
    assert [result["result"] for result in answer.json()["results"]] == [
        "recorded", "refused", "recorded",
    ]  # fmt: skip
    again = await scanner.post(f"{HERE}/events/{event}/headcounts", json=batch)
    assert [result["result"] for result in again.json()["results"]] == [
        "already", "refused", "already",
    ]  # fmt: skip
    assert (await summary.totals_of(event)).people == 24


async def test_wrong_lines_are_voided(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    one, many = scan(), people()
    await scanner.post(f"{HERE}/events/{event}/check-ins", json=[one])
    await scanner.post(f"{HERE}/events/{event}/headcounts", json=[many])
    for address in (f"{HERE}/check-ins/{one['id']}/void", f"{HERE}/headcounts/{many['id']}/void"):
        assert (await scanner.post(address, json={"reason": " "})).status_code == 422
        assert (await scanner.post(address, json={})).status_code == 400
        done = await scanner.post(address, json={"reason": "Doble"})
        assert done.status_code == 200
        assert (done.json()["event"], done.json()["reason"]) == (str(event), "Doble")
        assert (await scanner.post(address, json={"reason": "Doble"})).status_code == 409
    assert (await summary.totals_of(event)).people == 0
    missing = f"{HERE}/check-ins/{uuid4()}/void"
    assert (await scanner.post(missing, json={"reason": "Doble"})).status_code == 404


async def test_the_register_is_read_back_without_identity(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    one = scan()
    await scanner.post(f"{HERE}/events/{event}/check-ins", json=[one])
    await scanner.post(f"{HERE}/events/{event}/headcounts", json=[people()])
    told = (await scanner.get(f"{HERE}/events/{event}/register")).json()
    lines = {line.pop("source"): line for line in told.pop("lines")}
    assert told.pop("by_age_band")["15-17"] == 12
    assert told == {
        "event": str(event),
        "people": 13,
        "by_source": {"self": 0, "door": 1, "api": 0, "headcount": 12},
        "by_way": {"screen": 0, "paper": 0, "door": 0, "api": 12},
        "by_sex": {"female": 1, "male": 12, "other": 0, "unknown": 0},
        "voided_lines": 0,
        "repeats": 0,
        "next": None,
    }
    received = lines["door"].pop("received_at")
    assert received <= now().astimezone(UTC).isoformat()
    at = moment(5).isoformat().replace("+00:00", "Z")
    assert lines["door"] == {
        "id": one["id"], "way": None, "at": at, "moment": at, "clock_skew": 0, "phone": None,
        "sex": "female", "age_band": "13-14", "audience": "adolescents", "people": 1,
        "standing": True, "corrects": None, "voided_at": None, "void_reason": None,
    }  # fmt: skip
    assert lines["headcount"]["people"] == 12


async def test_the_register_is_read_in_pages(scanner: httpx.AsyncClient) -> None:
    event = await planned()
    batch = [scan(**{"pass": None}) for _number in range(5)]
    await scanner.post(f"{HERE}/events/{event}/check-ins", json=batch)
    address = f"{HERE}/events/{event}/register"
    first = (await scanner.get(address, params={"limit": 3})).json()
    rest = (await scanner.get(address, params={"limit": 3, "cursor": first["next"]})).json()
    seen = [line["id"] for line in first["lines"] + rest["lines"]]
    assert sorted(seen) == sorted(one["id"] for one in batch)
    assert rest["next"] is None
    assert (await scanner.get(address, params={"cursor": "x"})).status_code == 422
    assert (await scanner.get(address, params={"limit": 0})).status_code == 400


async def test_an_event_that_does_not_exist_is_not_found(scanner: httpx.AsyncClient) -> None:
    event = UUID(int=0)
    for sent in ("check-ins", "headcounts"):
        body = [scan()] if sent == "check-ins" else [people()]
        assert (await scanner.post(f"{HERE}/events/{event}/{sent}", json=body)).status_code == 404
    assert (await scanner.get(f"{HERE}/events/{event}/register")).status_code == 404


async def test_a_token_does_what_its_scope_says(visitor: httpx.AsyncClient) -> None:
    event = await planned()
    sending = (f"{HERE}/events/{event}/check-ins", [scan()])
    voiding = (f"{HERE}/check-ins/{uuid4()}/void", {"reason": "Doble"})
    for address, body in (sending, voiding):
        assert (await visitor.post(address, json=body)).status_code == 401
    assert (await visitor.get(f"{HERE}/events/{event}/register")).status_code == 401
    reader = await holding("read", visitor)
    assert (await reader.post(sending[0], json=sending[1])).status_code == 403
    assert (await reader.get(f"{HERE}/events/{event}/register")).status_code == 200
    assert await recorded(event) == []


async def test_the_api_is_described(app: Any) -> None:
    paths = set(app.openapi_schema.to_schema()["paths"])
    assert {
        "/api/v1/events/{event_id}/check-ins",
        "/api/v1/events/{event_id}/headcounts",
        "/api/v1/check-ins/{line_id}/void",
        "/api/v1/headcounts/{line_id}/void",
        "/api/v1/events/{event_id}/register",
    } <= paths
    assert not any(path.lower().startswith("/c/") for path in paths)
