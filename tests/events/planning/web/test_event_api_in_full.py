"""All of an event for programs, and what those that only read never see."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda, venues
from server.foundation.identity import SYSTEM
from tests.support.cast import use_token
from tests.support.events import TODAY, planned
from tests.support.programmes import programme
from tests.support.registers import arrived

EVENTS = "/api/v1/events"
WHOLE: dict[str, Any] = {
    "title": "Cine con socios",
    "kind": "film-forum",
    "municipality": "0103",
    "topics": ["social-network-risks"],
    "audiences": ["parents-carers"],
    "starts_at": "2027-03-06T10:00:00-05:00",
    "ends_at": "2027-03-06T11:30:00-05:00",
    "zone": "America/New_York",
    "modality": "blended",
    "meeting_url": "https://meet.example/abc",
    "programme_position": 2,
    "details": {"film": "Ixcanul", "rating": "A partir de 15 años"},
    "materials": [{"label": "Guía", "link": "https://docs.example/guia", "version": "v3"}],
    "cost": "1250.50",
    "travel_note": "Bus 15",
    "notes": "Llevar cable",
}


async def made(program: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    """The whole event as the API gives it back."""
    school = await programme()
    answer = await program.post(EVENTS, json={**WHOLE, "programme": str(school), **changes})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.fixture
async def program(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may plan."""
    await use_token(visitor, "plan")
    return visitor


async def test_what_is_written_is_read(program: httpx.AsyncClient) -> None:
    told = await made(program)
    kept = {name: told[name] for name in WHOLE if name not in {"starts_at", "ends_at"}}
    assert kept == {name: WHOLE[name] for name in kept}
    assert (told["starts_at"], told["series"], told["occurrence"]) == (
        "2027-03-06T15:00:00Z",
        None,
        None,
    )


async def test_what_is_left_out_of_a_change_stays(program: httpx.AsyncClient) -> None:
    told = await made(program)
    after = (await program.patch(f"{EVENTS}/{told['id']}", json={"title": "Otro"})).json()
    assert after == {**told, "title": "Otro", "public_title": "Otro"} | {
        "changed_at": after["changed_at"]
    }


async def test_everything_can_be_taken_back(program: httpx.AsyncClient) -> None:
    told = await made(program)
    empty: dict[str, Any] = {
        "programme": None, "programme_position": None, "details": {}, "materials": [],
        "cost": None, "travel_note": "", "notes": "", "modality": "in_person", "meeting_url": "",
    }  # fmt: skip
    answer = await program.patch(f"{EVENTS}/{told['id']}", json=empty)
    assert {name: answer.json()[name] for name in empty} == empty


async def test_another_kind_drops_the_answers_of_the_old_one(program: httpx.AsyncClient) -> None:
    told = await made(program)
    after = await program.patch(f"{EVENTS}/{told['id']}", json={"kind": "workshop"})
    assert (after.status_code, after.json()["details"]) == (200, {})


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"details": {"cast": "x"}}, 422, "details"),
        ({"details": {"rating": "x"}}, 422, "details"),
        ({"details": {"film": 7}}, 400, "details"),
        ({"materials": [{"label": "a", "link": "ftp://a"}]}, 422, "materials"),
        ({"materials": [{"label": ""}]}, 400, "materials"),
        ({"materials": [{"label": "a"}] * 21}, 400, "materials"),
        ({"cost": "1,250.50"}, 400, "cost"),
        ({"cost": "12.345"}, 400, "cost"),
        ({"cost": 12}, 400, "cost"),
        ({"cost": "-1"}, 400, "cost"),
        ({"travel_note": "x" * 301}, 400, "travel_note"),
        ({"programme": "00000000-0000-0000-0000-000000000000"}, 422, "programme"),
        ({"programme_position": None}, 422, "programme_position"),
        ({"programme_position": 201}, 400, "programme_position"),
        ({"zone": "Mars/Olympus"}, 422, "zone"),
    ],
)
async def test_a_bad_part_is_refused_by_its_name(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int, field: str
) -> None:
    told = await made(program)
    answer = await program.patch(f"{EVENTS}/{told['id']}", json=changes)
    assert (answer.status_code, field in answer.text) == (status, True)
    # The position is free again, so that only the bad part is refused.
    await program.post(f"{EVENTS}/{told['id']}/cancellation", json={"reason": "rain"})
    written = {**WHOLE, "programme": told["programme"], **changes}
    assert (await program.post(EVENTS, json=written)).status_code == status


async def test_a_taken_position_is_a_conflict_that_names_the_other(
    program: httpx.AsyncClient,
) -> None:
    told = await made(program)
    answer = await program.post(EVENTS, json={**WHOLE, "programme": told["programme"]})
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "La sesión 2 de «Escuela de liderazgo» ya es «Cine con socios».",
    )


TEAM: dict[str, Any] = {
    "meeting_url": "", "venue_overlap_reason": "", "details": {}, "materials": [], "cost": None,
    "travel_note": "", "notes": "",
}  # fmt: skip


@pytest.mark.parametrize("scope", ["read", "report", "attend"])
async def test_programs_that_do_not_plan_read_nothing_that_is_for_the_team(
    visitor: httpx.AsyncClient, scope: str
) -> None:
    await use_token(visitor, "plan")
    told = await made(visitor)
    address = f"{EVENTS}/{told['id']}"
    await visitor.post(f"{address}/publication")
    whole = (await visitor.get(address)).json()
    await use_token(visitor, scope)
    assert (await visitor.get(address)).json() == {**whole, **TEAM}
    assert (await visitor.get(EVENTS)).json()["items"] == [{**whole, **TEAM}]


async def test_a_confidential_venue_is_for_those_who_plan(visitor: httpx.AsyncClient) -> None:
    secret = venues.NewVenue(name="Refugio", municipality="0103", confidential=True)
    event = await planned(venue=await venues.add(secret, by=SYSTEM, at=TODAY))
    known = venues.NewVenue(name="Salón", municipality="0103")
    other = await planned(venue=await venues.add(known, by=SYSTEM, at=TODAY))
    seen = []
    for scope in ("plan", "read"):
        await use_token(visitor, scope)
        told = [(await visitor.get(f"{EVENTS}/{it}")).json()["venue"] for it in (event, other)]
        listed = [venue["name"] for venue in (await visitor.get("/api/v1/venues")).json()]
        seen.append(([venue is not None for venue in told], listed))
    assert seen == [([True, True], ["Refugio", "Salón"]), ([False, True], ["Salón"])]


async def test_programs_that_do_not_plan_know_of_no_draft(visitor: httpx.AsyncClient) -> None:
    draft, shown = await planned(published=False), await planned()
    seen = []
    for scope in ("plan", "read"):
        await use_token(visitor, scope)
        listed = [event["id"] for event in (await visitor.get(EVENTS)).json()["items"]]
        alone = (await visitor.get(f"{EVENTS}/{draft}")).status_code
        seen.append((listed, alone))
    assert seen == [([str(draft), str(shown)], 200), ([str(shown)], 404)]


async def test_people_recorded_keep_an_event_in_its_year(program: httpx.AsyncClient) -> None:
    event = await planned()
    await arrived(event)
    answer = await program.patch(
        f"{EVENTS}/{event}",
        json={"starts_at": "2027-01-09T15:00:00Z", "ends_at": "2027-01-09T18:00:00Z"},
    )
    assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (
        422,
        ["starts_at"],
    )
    assert (await agenda.event(UUID(str(event)))).sequence == 0


async def test_the_document_says_who_reads_what(visitor: httpx.AsyncClient) -> None:
    schema = (await visitor.get("/schema/openapi.json")).json()
    for address in (EVENTS, f"{EVENTS}/{{event_id}}"):
        assert "`read`, `report` or `attend`" in schema["paths"][address]["get"]["description"]
    written = next(
        found for name, found in schema["components"]["schemas"].items() if "EventWritten" in name
    )
    assert {"details", "materials", "cost", "travel_note"} <= set(written["properties"])
