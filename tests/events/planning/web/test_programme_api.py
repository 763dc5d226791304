"""Programmes for programs."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.cast import use_token
from tests.support.events import planned
from tests.support.programmes import programme

PROGRAMMES = "/api/v1/programmes"
SCHOOL: dict[str, Any] = {
    "name": "Escuela de liderazgo",
    "cohort": "Jóvenes 2027",
    "municipality": "0103",
    "needed": 4,
    "assessment": "Proyecto",
    "pass_mark": 70,
    "notes": "Con refacción",
}


@pytest.fixture
async def program(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may plan."""
    await use_token(visitor, "plan")
    return visitor


async def test_a_program_writes_reads_and_changes(program: httpx.AsyncClient) -> None:
    made = await program.post(PROGRAMMES, json=SCHOOL)
    assert made.status_code == 201
    told = made.json()
    assert told == {
        **SCHOOL,
        "id": told["id"],
        "changed_at": told["changed_at"],
        "project": "general",
        "planned": 0,
        "sessions": [],
    }
    address = f"{PROGRAMMES}/{told['id']}"
    assert (await program.get(address)).json() == told
    changed = await program.patch(address, json={"needed": 2, "pass_mark": None})
    assert (changed.status_code, changed.json()["needed"], changed.json()["pass_mark"]) == (
        200, 2, None,
    )  # fmt: skip
    listed = (await program.get(PROGRAMMES)).json()
    assert [(it["id"], it["cohort"], "sessions" in it) for it in listed] == [
        (told["id"], "Jóvenes 2027", False)
    ]


async def test_programmes_can_be_asked_for_by_place(program: httpx.AsyncClient) -> None:
    pinula, _mixco = await programme(), await programme(municipality="0108")
    found = (await program.get(PROGRAMMES, params={"municipality": "0103"})).json()
    assert [it["id"] for it in found] == [str(pinula)]


async def test_sessions_come_in_order_and_drafts_are_for_planning(
    visitor: httpx.AsyncClient,
) -> None:
    school = await programme(notes="Con refacción")
    second = await planned(programme=school, programme_position=2)
    draft = await planned(programme=school, programme_position=1, published=False)
    seen = []
    for scope in ("plan", "read"):
        await use_token(visitor, scope)
        told = (await visitor.get(f"{PROGRAMMES}/{school}")).json()
        seen.append(([(it["position"], it["event"]) for it in told["sessions"]], told["notes"]))
    assert seen == [
        ([(1, str(draft)), (2, str(second))], "Con refacción"),
        ([(2, str(second))], ""),
    ]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": ""}, 400), ({"name": "  "}, 422), ({"name": "x" * 121}, 400),
        ({"municipality": "9999"}, 422), ({"project": "moon"}, 422), ({"needed": 0}, 400),
        ({"needed": 201}, 400), ({"pass_mark": 101}, 400), ({"assessment": ""}, 422),
        ({"cohort": "x" * 121}, 400), ({"notes": "x" * 2001}, 400),
        ({"name": "Seguimiento del caso 12"}, 422),
    ],
)  # fmt: skip
async def test_a_bad_programme_is_refused(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int
) -> None:
    assert (await program.post(PROGRAMMES, json={**SCHOOL, **changes})).status_code == status
    made = (await program.post(PROGRAMMES, json=SCHOOL)).json()
    answer = await program.patch(f"{PROGRAMMES}/{made['id']}", json=changes)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


async def test_a_cohort_is_named_once(program: httpx.AsyncClient) -> None:
    await program.post(PROGRAMMES, json=SCHOOL)
    assert (await program.post(PROGRAMMES, json=SCHOOL)).status_code == 409


async def test_programs_that_read_write_nothing(visitor: httpx.AsyncClient) -> None:
    school = await programme()
    await use_token(visitor, "read")
    assert (await visitor.post(PROGRAMMES, json=SCHOOL)).status_code == 403
    assert (await visitor.patch(f"{PROGRAMMES}/{school}", json={})).status_code == 403
    assert (await visitor.get(f"{PROGRAMMES}/{uuid4()}")).status_code == 404
