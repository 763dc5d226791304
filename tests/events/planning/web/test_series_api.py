"""Series for programs."""

from datetime import date
from typing import Any

import httpx
import pytest

from events.planning.domain import planning, venues
from events.planning.web import series_api
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.cast import use_token
from tests.support.series import BEFORE, dates, events, repeated

SERIES: dict[str, Any] = {
    "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
    "starts_on": "2031-12-02",
    "times": [
        {"label": "Mañana", "start": "09:00", "minutes": 120},
        {"label": "Tarde", "start": "14:00", "minutes": 60},
    ],
    "excluded": ["2031-12-09.b"],
    "additional": ["2031-12-04"],
    "template": {
        "title": "Refuerzo de redes",
        "kind": "workshop",
        "municipality": "0103",
        "audiences": ["adolescents"],
    },
}
API = "/api/v1/series"
YEARS_AHEAD = date(2031, 12, 2)


async def test_a_program_begins_a_series(visitor: httpx.AsyncClient, db: None) -> None:
    await use_token(visitor, "plan")
    preview = (await visitor.post(f"{API}/preview", json=SERIES)).json()
    assert [(step["what"], step["occurrence"]) for step in preview["steps"]] == [
        ("made", key)
        for key in ("0.a", "0.b", "+2031-12-04.a", "+2031-12-04.b", "1.a", "2.a", "2.b")
    ]
    answer = await visitor.post(API, json={**SERIES, "fingerprint": preview["fingerprint"]})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["rule"], made["starts_on"], made["zone"], made["times"][1]) == (
        "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
        "2031-12-02",
        "America/Guatemala",
        {"key": "b", "start": "14:00", "minutes": 60, "label": "Tarde"},
    )
    assert [one["occurrence"] for one in made["occurrences"]] == [
        step["occurrence"] for step in preview["steps"]
    ]
    listed = (await visitor.get(API)).json()
    assert listed == {"items": [{**made, "occurrences": []}], "next": None}
    assert (await visitor.get(f"{API}/{made['id']}")).json() == made


async def test_a_program_changes_what_follows(visitor: httpx.AsyncClient, db: None) -> None:
    await use_token(visitor, "plan")
    series = await repeated(starts_on=YEARS_AHEAD)
    since = str((await events(series))[2])
    change = {
        "scope": "following",
        "from": since,
        "times": [{"start": "15:00", "minutes": 60}],
        "template": {"title": "Segunda parte", "topics": []},
        "excluded": [],
        "additional": [],
    }
    preview = (await visitor.post(f"{API}/{series}/preview", json=change)).json()
    assert [(step["what"], step["before"]) for step in preview["steps"]] == [
        ("moved", "2031-12-16T15:00:00Z"),
        ("moved", "2031-12-23T15:00:00Z"),
    ]
    changed = await visitor.patch(
        f"{API}/{series}", json={**change, "fingerprint": preview["fingerprint"]}
    )
    assert changed.status_code == 200, changed.text
    rest = changed.json()
    assert (rest["follows"], rest["template"]["title"]) == (str(series), "Segunda parte")
    assert await dates(rest["id"]) == [("2.a", "12-16 15:00"), ("3.a", "12-23 15:00")]
    whole = await visitor.patch(f"{API}/{series}", json={"rule": "FREQ=WEEKLY;COUNT=1"})
    assert [one["occurrence"] for one in whole.json()["occurrences"]] == ["0.a"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rule": "FREQ=SECONDLY;COUNT=3"}, "rule"),
        ({"rule": "FREQ=DAILY"}, "rule"),
        ({"template": {"title": "Sin más"}}, "template.kind"),
        ({"times": []}, "times"),
        ({"zone": "Marte"}, "zone"),
    ],
)
async def test_a_program_is_told_what_is_wrong(
    visitor: httpx.AsyncClient, db: None, wrong: dict[str, Any], field: str
) -> None:
    await use_token(visitor, "plan")
    for address in (API, f"{API}/preview"):
        answer = await visitor.post(address, json={**SERIES, **wrong})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == field


async def test_series_come_a_page_at_a_time(
    visitor: httpx.AsyncClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await use_token(visitor, "plan")
    monkeypatch.setattr(series_api, "PAGE", 1)
    first, second = [str(await repeated(starts_on=YEARS_AHEAD)) for _ in range(2)]
    page = (await visitor.get(API)).json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([first], first)
    rest = (await visitor.get(API, params={"cursor": page["next"]})).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([second], None)


async def test_a_scope_must_be_said_rightly(visitor: httpx.AsyncClient, db: None) -> None:
    await use_token(visitor, "plan")
    series = await repeated(starts_on=YEARS_AHEAD)
    for scope, field in (("this", "scope"), ("following", "from")):
        answer = await visitor.patch(f"{API}/{series}", json={"scope": scope})
        named = [wrong["field"] for wrong in answer.json()["errors"]]
        assert (answer.status_code, named) == (422, [field])
    stale = await visitor.patch(f"{API}/{series}", json={"fingerprint": "another"})
    assert stale.status_code == 409


async def test_a_program_that_may_only_read_changes_nothing(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await use_token(visitor, "read")
    assert (await visitor.get(API)).json() == {"items": [], "next": None}
    assert (await visitor.post(API, json=SERIES)).status_code == 403


async def test_a_program_that_may_only_read_sees_what_was_published(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await use_token(visitor, "read")
    home = venues.NewVenue(name="Casa", municipality="0103", confidential=True)
    venue = await venues.add(home, by=SYSTEM, at=BEFORE)
    series = await repeated(venue=venue, notes="Para el equipo")
    assert (await visitor.get(f"{API}/{series}")).status_code == 404
    assert (await visitor.get(API)).json() == {"items": [], "next": None}
    first, *_drafts = await events(series)
    await planning.publish(first, by=SYSTEM, at=BEFORE, above=upstairs)
    told = (await visitor.get(f"{API}/{series}")).json()
    assert [one["event"] for one in told["occurrences"]] == [str(first)]
    assert (told["template"]["venue"], told["template"]["notes"]) == (None, "")
    assert (await visitor.get(API)).json()["items"] == [{**told, "occurrences": []}]
    await use_token(visitor, "plan")
    whole = (await visitor.get(f"{API}/{series}")).json()
    assert (len(whole["occurrences"]), whole["template"]["venue"]) == (4, str(venue))
