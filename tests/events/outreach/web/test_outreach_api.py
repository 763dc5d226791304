"""Reading figures with a program."""

from typing import Any

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.support.registers import march

OF_MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


async def ask(visitor: httpx.AsyncClient, scope: str = "report", **asked: str) -> httpx.Response:
    token = await tokens.create("prueba", scope, by=SYSTEM, at=now())
    return await visitor.get(
        "/api/v1/outreach", params=asked, headers={"Authorization": f"Bearer {token}"}
    )


def cell(contacts: int, unique: tuple[int, int], headcount: int) -> dict[str, Any]:
    return {
        "contacts": contacts,
        "unique": {"from": unique[0], "to": unique[1]},
        "headcount": headcount,
        "check_ins": contacts - headcount,
        "indirect": None,
    }


async def test_a_program_reads_the_total_and_the_breakdowns_it_names(
    visitor: httpx.AsyncClient,
) -> None:
    await march()
    answer = await ask(visitor, **OF_MARCH, by="sex, municipality")
    assert answer.status_code == 200
    assert answer.json() == {
        "total": cell(12, (8, 10), 7),
        "by": {
            "municipality": {"0103": cell(8, (8, 8), 5), "0108": cell(4, (4, 4), 2)},
            "sex": {"female": cell(3, (2, 2), 0), "male": cell(9, (6, 8), 7)},
        },
        "events": {"counted": 2, "open": 1},
    }


async def test_without_a_breakdown_there_is_only_the_total(visitor: httpx.AsyncClient) -> None:
    await march()
    assert (await ask(visitor)).json() == {
        "total": cell(12, (8, 10), 7),
        "by": {},
        "events": {"counted": 2, "open": 1},
    }


async def test_a_program_narrows_by_place_project_and_days(visitor: httpx.AsyncClient) -> None:
    await march()
    narrowed = await ask(visitor, project="general", municipality="0108", **OF_MARCH)
    assert narrowed.json()["total"] == cell(4, (4, 4), 2)
    later = await ask(visitor, **{"from": "2026-04-01"})
    assert later.json()["total"] == cell(0, (0, 0), 0)


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"by": "sex,favourite_colour"}, "by", "favourite_colour"),
        ({"from": "yesterday"}, "from", "Falta una fecha válida"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "to", "anterior al primero"),
        ({"project": "none"}, "project", "Elegir una de las opciones."),
        ({"municipality": "9999"}, "municipality", "Elegir una de las opciones."),
        ({"release": "public"}, "release", "De esto no se ha publicado nada."),
    ],
)
async def test_what_makes_no_sense_is_a_problem_that_names_it(
    visitor: httpx.AsyncClient, asked: dict[str, str], field: str, sentence: str
) -> None:
    answer = await ask(visitor, **asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert sentence in error["detail"]


@pytest.mark.parametrize("scope", ["read", "plan", "attend"])
async def test_only_a_token_for_reports_reads_figures(
    visitor: httpx.AsyncClient, scope: str
) -> None:
    assert (await ask(visitor, scope=scope)).status_code == 403
    assert (await visitor.get("/api/v1/outreach")).status_code == 401


async def test_the_address_is_documented(visitor: httpx.AsyncClient) -> None:
    document = (await visitor.get("/schema/openapi.json")).json()
    operation = document["paths"]["/api/v1/outreach"]["get"]
    assert [parameter["name"] for parameter in operation["parameters"]] == [
        "project", "municipality", "from", "to", "by", "release",
    ]  # fmt: skip
    schemas = document["components"]["schemas"]
    assert list(schemas["OutreachCell"]["properties"]) == [
        "contacts", "unique", "headcount", "check_ins", "indirect",
    ]  # fmt: skip
    assert list(schemas["UniquePeople"]["properties"]) == ["from", "to"]
