"""Planning for programs."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from events.planning.domain import agenda, venues
from events.planning.web import event_api
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import use_token
from tests.support.events import SATURDAY, TODAY, planned

EVENTS = "/api/v1/events"
WORKSHOP: dict[str, Any] = {
    "title": "Navegar con cuidado",
    "kind": "workshop",
    "municipality": "0103",
    "topics": ["social-network-risks"],
    "audiences": ["parents-carers"],
    "starts_at": "2026-12-05T09:00:00-06:00",
    "ends_at": "2026-12-05T12:00:00-06:00",
}


@pytest.fixture
async def program(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may plan."""
    await use_token(visitor, "plan")
    return visitor


async def test_a_program_plans_reads_and_publishes(program: httpx.AsyncClient) -> None:
    made = await program.post(EVENTS, json=WORKSHOP)
    assert made.status_code == 201
    told = made.json()
    event = told["id"]
    assert {**told, "id": "…", "uid": "…", "changed_at": "…"} == {
        "id": "…",
        "uid": "…",
        "title": "Navegar con cuidado",
        "public_title": "Navegar con cuidado",
        "kind": "workshop",
        "topics": ["social-network-risks"],
        "audiences": ["parents-carers"],
        "municipality": "0103",
        "venue": None,
        "modality": "in_person",
        "meeting_url": "",
        "starts_at": "2026-12-05T15:00:00Z",
        "ends_at": "2026-12-05T18:00:00Z",
        "zone": "America/Guatemala",
        "capacity": None,
        "project": "general",
        "programme": None,
        "programme_position": None,
        "template": None,
        "series": None,
        "occurrence": None,
        "details": {},
        "materials": [],
        "cost": None,
        "travel_note": "",
        "notes": "",
        "venue_overlap_reason": "",
        "status": "draft",
        "cancellation_reason": None,
        "sequence": 0,
        "changed_at": "…",
    }
    assert (await program.get(f"{EVENTS}/{event}")).json() == told
    published = await program.post(f"{EVENTS}/{event}/publication")
    assert (published.status_code, published.json()["status"]) == (201, "published")
    cancelled = await program.post(f"{EVENTS}/{event}/cancellation", json={"reason": "rain"})
    assert (cancelled.json()["status"], cancelled.json()["cancellation_reason"]) == (
        "cancelled",
        "rain",
    )


async def test_a_program_closes_a_register(
    program: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await planned()
    early = await program.post(f"{EVENTS}/{event}/closure")
    assert (early.status_code, "aún no empieza" in early.json()["detail"]) == (409, True)
    monkeypatch.setattr(event_api, "now", lambda: SATURDAY)
    closed = await program.post(f"{EVENTS}/{event}/closure")
    assert (closed.status_code, closed.json()["status"]) == (201, "closed")


async def change(program: httpx.AsyncClient, event: UUID, **changes: Any) -> dict[str, Any]:
    answer = await program.patch(f"{EVENTS}/{event}", json=changes)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_what_is_left_out_of_a_change_stays(program: httpx.AsyncClient) -> None:
    event = await planned(capacity=30, notes="Llevar sillas", public_title="Una tarde")
    before = await agenda.event(event)
    told = await change(program, event, title="Otro")
    after = await agenda.event(event)
    assert (told["title"], told["public_title"], told["sequence"]) == ("Otro", "Una tarde", 0)
    kept = ("capacity", "notes", "topics", "audiences", "starts_at", "uid", "kind", "zone")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (await change(program, event, capacity=None))["capacity"] is None


async def test_a_public_title_that_nobody_chose_follows_a_change(
    program: httpx.AsyncClient,
) -> None:
    event = await planned()
    assert (await change(program, event, title="Otro"))["public_title"] == "Otro"
    discreet = await change(program, event, topics=["trafficking"])
    assert discreet["public_title"] == "Taller"
    assert (await change(program, event, title="Contra la trata"))["public_title"] == "Taller"


async def test_who_shares_a_venue_can_be_changed(program: httpx.AsyncClient) -> None:
    new = venues.NewVenue(name="Salón", municipality="0103")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    await planned(venue=venue)
    taken = await program.post(EVENTS, json={**WORKSHOP, "venue": str(venue)})
    assert (taken.status_code, "ya está «" in taken.json()["detail"]) == (409, True)
    excused = {**WORKSHOP, "venue": str(venue), "venue_overlap_reason": "Hay dos salas"}
    shared = await program.post(EVENTS, json=excused)
    assert shared.status_code == 201
    assert (await change(program, shared.json()["id"], notes="Sala 2"))["venue"] == str(venue)


BAD: list[tuple[dict[str, Any], int]] = [
    ({"title": ""}, 400),
    ({"title": "  "}, 422),
    ({"title": 7}, 400),
    ({"title": "x" * 201}, 400),
    ({"kind": "party"}, 422),
    ({"kind": "a\0b"}, 422),
    ({"municipality": "9999"}, 422),
    ({"topics": ["gossip"]}, 422),
    ({"topics": "trafficking"}, 400),
    ({"audiences": ["cats"]}, 422),
    ({"venue": "not an id"}, 400),
    ({"venue": str(uuid4())}, 422),
    ({"modality": "hybrid"}, 422),
    ({"modality": "virtual"}, 422),
    ({"meeting_url": "javascript:alert(1)"}, 422),
    ({"starts_at": "2026-12-05T09:00:00"}, 400),
    ({"starts_at": "tomorrow"}, 400),
    ({"starts_at": "0001-01-01T00:00:00+14:00"}, 422),
    ({"ends_at": "9999-12-31T23:59:59-14:00"}, 422),
    ({"ends_at": "2026-12-05T08:00:00-06:00"}, 422),
    ({"ends_at": "2027-12-05T08:00:00-06:00"}, 422),
    ({"zone": "Mars/Olympus"}, 422),
    ({"zone": "a\0b"}, 422),
    ({"capacity": 0}, 400),
    ({"capacity": 10**30}, 400),
    ({"project": "moon"}, 422),
    ({"notes": "x" * 2001}, 400),
    ({"notes": "a\0b"}, 201),
]


@pytest.mark.parametrize(("changes", "status"), BAD)
async def test_a_bad_event_is_refused_and_nothing_is_kept(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int
) -> None:
    answer = await program.post(EVENTS, json={**WORKSHOP, **changes})
    assert answer.status_code == status
    if status != 201:
        assert answer.headers["content-type"] == "application/problem+json"
        assert await fetch("SELECT FROM event") == []


@pytest.mark.parametrize(("changes", "status"), BAD)
async def test_a_bad_change_is_refused_and_nothing_is_changed(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int
) -> None:
    event = await planned()
    before = await agenda.event(event)
    answer = await program.patch(f"{EVENTS}/{event}", json=changes)
    assert answer.status_code == (200 if status == 201 else status)
    if status != 201:
        assert await agenda.event(event) == before


async def test_what_is_wrong_is_named_by_the_fields_of_the_api(
    program: httpx.AsyncClient,
) -> None:
    bad = {**WORKSHOP, "ends_at": WORKSHOP["starts_at"], "kind": "party"}
    told = (await program.post(EVENTS, json=bad)).json()
    assert [error["field"] for error in told["errors"]] == ["kind", "ends_at"]


@pytest.mark.parametrize("method", ["GET", "PATCH"])
async def test_an_unknown_event_is_not_found(program: httpx.AsyncClient, method: str) -> None:
    answer = await program.request(method, f"{EVENTS}/{uuid4()}", json={})
    assert (answer.status_code, answer.json()["detail"]) == (404, "Esta actividad no existe.")
    assert (await program.request(method, f"{EVENTS}/nothing", json={})).status_code == 404


@pytest.mark.parametrize("body", [{}, {"reason": "pereza"}, {"reason": 1}])
async def test_calling_off_needs_a_known_reason(
    program: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    event = await planned()
    answer = await program.post(f"{EVENTS}/{event}/cancellation", json=body)
    assert answer.status_code in {400, 422}
    assert (await agenda.event(event)).status == "published"


async def test_a_program_that_reads_does_not_plan(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "read")
    event = await planned()
    assert (await visitor.get(f"{EVENTS}/{event}")).status_code == 200
    refused = [
        await visitor.post(EVENTS, json=WORKSHOP),
        await visitor.patch(f"{EVENTS}/{event}", json={"title": "Otro"}),
        await visitor.post(f"{EVENTS}/{event}/publication"),
        await visitor.post(f"{EVENTS}/{event}/cancellation", json={"reason": "rain"}),
        await visitor.post(f"{EVENTS}/{event}/closure"),
    ]
    assert [answer.status_code for answer in refused] == [403] * 5
