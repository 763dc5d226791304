"""The dashboard and the alerts that ship ask only for what there is."""

import json
import re
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from server.foundation.clock import now
from server.foundation.counters import TICKED
from server.foundation.database import execute

OPERATIONS: Final = Path(__file__).resolve().parents[3] / "docs" / "operations"
BESIDES: Final = ("_sum", "_count", "_created")
NAME: Final = re.compile(r"\b(?:convoca|process)_\w+")


def expressions() -> list[str]:
    """Everything that the two files ask Prometheus."""
    dashboard = json.loads((OPERATIONS / "dashboard.json").read_text())
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    rules = yaml.safe_load((OPERATIONS / "alerts.yml").read_text())
    return asked + [rule["expr"] for group in rules["groups"] for rule in group["rules"]]


async def served(visitor: httpx.AsyncClient) -> set[str]:
    """Every name that the installation tells."""
    await execute(
        "INSERT INTO backup_run (id, began_at, ended_at, file) VALUES"
        " (gen_random_uuid(), $1, $1, 'x')", now(),
    )  # fmt: skip
    await execute(
        "INSERT INTO retention_run (id, began_at, finished_at) VALUES (gen_random_uuid(), $1, $1)",
        now(),
    )
    found: set[str] = set()
    for family in text_string_to_metric_families((await visitor.get("/metrics")).text):
        suffixes = {
            "counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",),
        }[family.type]  # fmt: skip
        found |= {family.name + suffix for suffix in suffixes}
    return found


async def test_every_question_names_a_metric_that_exists(visitor: httpx.AsyncClient) -> None:
    TICKED.set_to_current_time()
    there = await served(visitor)
    asked = {name for expression in expressions() for name in NAME.findall(expression)}
    assert asked - there == set()
    told = {name for name in there if name.startswith("convoca_") and not name.endswith(BESIDES)}
    assert told - asked == {"convoca_scheduler_last_tick_timestamp_seconds"}  # its age is shown


def test_panels_lie_beside_one_another() -> None:
    dashboard: dict[str, Any] = json.loads((OPERATIONS / "dashboard.json").read_text())
    taken: set[tuple[int, int]] = set()
    for panel in dashboard["panels"]:
        at = panel["gridPos"]
        cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert (cells & taken, at["x"] + at["w"] <= 24) == (set(), True)
        taken |= cells
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_every_alert_says_what_is_wrong_and_how_urgent_it_is() -> None:
    rules = yaml.safe_load((OPERATIONS / "alerts.yml").read_text())["groups"][0]["rules"]
    assert {rule["labels"]["severity"] for rule in rules} == {"page", "ticket"}
    assert all(rule["annotations"]["summary"].endswith((".", ")")) for rule in rules)
    described = (OPERATIONS.parent / "observability.md").read_text()
    assert [rule["alert"] for rule in rules if rule["alert"] not in described] == []


@pytest.mark.parametrize("expression", expressions())
def test_every_question_is_closed(expression: str) -> None:
    for opened, closed in ("()", "{}", "[]"):
        assert expression.count(opened) == expression.count(closed)
