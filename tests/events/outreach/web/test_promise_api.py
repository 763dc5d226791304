"""Indicators and targets for programs."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from events.planning.domain import projects
from tests.support.cast import use_token
from tests.support.promises import MARCH, promised, target
from tests.support.registers import march

INDICATOR: dict[str, Any] = {
    "code": "I-1", "name_es": "Personas formadas", "measure": "unique",
    "filters": {"kinds": ["workshop"]}, "bands": {"Niñez": [0, 12], "18+": [18, None]},
    "breakdowns": ["sex"],
}  # fmt: skip


async def address(what: str) -> str:
    return f"/api/v1/projects/{(await projects.project('general')).id}/{what}"


async def test_a_program_writes_indicators_and_targets_down(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await use_token(visitor, "plan")
    indicators, targets = await address("indicators"), await address("targets")
    made = await visitor.post(indicators, json=INDICATOR)
    known = made.json()
    assert (made.status_code, known["filters"]["kinds"], known["bands"]["18+"]) == (
        201,
        ["workshop"],
        [18, None],
    )
    assert (await visitor.get(indicators)).json() == [known]
    wish = {"indicator": known["id"], "value": 400, "exact": True}
    key = {"Idempotency-Key": "uno"}
    twice = [await visitor.post(targets, json=wish, headers=key) for _time in range(2)]
    assert [it.status_code for it in twice] == [201, 201]
    assert (await visitor.get(targets)).json() == [twice[0].json()]
    assert (await visitor.post(targets, json=wish)).status_code == 409


BAD_INDICATORS: list[tuple[dict[str, Any], int]] = [
    ({"code": ""}, 400),
    ({"code": "a b"}, 400),
    ({"name_es": " "}, 422),
    ({"measure": "luck"}, 400),
    ({"filters": {"kinds": ["party"]}}, 422),
    ({"filters": {"kinds": ["a\0"]}}, 422),
    ({"filters": {"programmes": [str(uuid4())]}}, 422),
    ({"filters": None}, 400),
    ({"bands": {"Niñez": [0, 9]}}, 422),
    ({"bands": {"Niñez": [9]}}, 400),
    ({"bands": {"": [0, 12]}}, 422),
    ({"breakdowns": ["mood"]}, 400),
]


@pytest.mark.parametrize(("changes", "status"), BAD_INDICATORS)
async def test_a_bad_indicator_is_refused(
    visitor: httpx.AsyncClient, db: None, changes: dict[str, Any], status: int
) -> None:
    await use_token(visitor, "plan")
    answer = await visitor.post(await address("indicators"), json={**INDICATOR, **changes})
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


BAD_TARGETS: list[tuple[dict[str, Any], int]] = [
    ({"value": -1}, 400),
    ({"value": 10**12}, 400),
    ({"indicator": str(uuid4())}, 422),
    ({"municipality": "9999"}, 422),
    ({"starts_on": "2026-01-01"}, 422),
    ({"starts_on": "0001-01-01", "ends_on": "9999-12-31"}, 422),
    ({"note": "x" * 201}, 400),
]


@pytest.mark.parametrize(("changes", "status"), BAD_TARGETS)
async def test_a_bad_target_is_refused(
    visitor: httpx.AsyncClient, db: None, changes: dict[str, Any], status: int
) -> None:
    await use_token(visitor, "plan")
    wish = {"indicator": str((await promised()).id), "value": 1, **changes}
    answer = await visitor.post(await address("targets"), json=wish)
    assert answer.status_code == status


async def test_a_program_reads_how_far_a_project_is(visitor: httpx.AsyncClient, db: None) -> None:
    await march()
    made = await promised(measure="unique")
    one = await target(made, 8, MARCH)
    await promised(code="I-2", measure="completions")
    await use_token(visitor, "report")
    asked = f"{await address('progress')}?from=2026-03-01&to=2026-03-31"
    first, second = (await visitor.get(asked)).json()
    assert (first["actual"], second["actual"]) == ({"from": 8, "to": 10}, None)
    assert first["targets"] == [
        {
            "id": str(one), "indicator": str(made.id), "value": 8, "municipality": None,
            "starts_on": "2026-03-01", "ends_on": "2026-03-31", "exact": False, "note": "",
            "actual": {"from": 8, "to": 10}, "share": {"from": 1.0, "to": 1.25}, "verdict": "met",
        }
    ]  # fmt: skip
    assert (await visitor.get(await address("progress"))).status_code == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("from=2026-03-02&to=2026-03-01", 422),
        ("from=0001-01-01", 422),
        ("to=9999-12-31", 422),
        ("from=hoy", 400),
    ],
)
async def test_days_that_make_no_sense_are_refused(
    visitor: httpx.AsyncClient, db: None, asked: str, status: int
) -> None:
    await use_token(visitor, "report")
    assert (await visitor.get(f"{await address('progress')}?{asked}")).status_code == status


async def test_an_unknown_project_has_no_promises(visitor: httpx.AsyncClient, db: None) -> None:
    await use_token(visitor, "plan")
    nowhere = f"/api/v1/projects/{uuid4()}"
    for what in ("indicators", "targets"):
        assert (await visitor.get(f"{nowhere}/{what}")).status_code == 404
    assert (await visitor.post(f"{nowhere}/indicators", json=INDICATOR)).status_code == 404
    await use_token(visitor, "report")
    assert (await visitor.get(f"{nowhere}/progress")).status_code == 404
    assert (await visitor.post(f"{nowhere}/indicators", json=INDICATOR)).status_code == 403
