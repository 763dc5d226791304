"""What must have been closed and released before the pages of outreach can be walked."""

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.support.tour_plans import sent

ID = r"([0-9a-f-]{36})"
HERE = "/alcance"


def reported(
    administrator: httpx.Client, api: httpx.Client, municipality: str, begun: str
) -> dict[str, str]:
    """The address parts of everything in outreach; `begun` is an event that has begun."""
    return {
        **_promised(administrator),
        **_closed(administrator, api, municipality),
        **_released(administrator),
        "fact": _first(administrator, "/alcance/citas", rf"/alcance/citas/{ID}"),
        "replica": _first(administrator, "/alcance/replicas", rf"/alcance/replicas/{ID}"),
        "network": _first(administrator, "/alcance/acciones", rf"/alcance/acciones/{ID}"),
        "listed": _first(
            administrator, "/alcance/publicaciones/lectores", rf"/publicaciones/lectores/{ID}"
        ),
        "begun": begun,
    }


def _promised(browser: httpx.Client) -> dict[str, str]:
    """An indicator with a target, and one that is a milestone."""
    goals = browser.get(f"{HERE}/metas?proyecto=growing-in-peace&plazo=vida").text
    indicators = list(dict.fromkeys(re.findall(rf"/alcance/metas/{ID}", goals)))
    pages = {one: browser.get(f"{HERE}/metas/{one}").text for one in indicators}
    target = _found(rf"/metas/{ID}/metas/{ID}", "".join(pages.values()))
    milestone = _found(rf"/metas/{ID}/hitos/{ID}", "".join(pages.values()))
    return {
        "indicator": target[1], "target": target[2],
        "stone": milestone[1], "milestone": milestone[2],
    }  # fmt: skip


def _closed(browser: httpx.Client, api: httpx.Client, municipality: str) -> dict[str, str]:
    """A period of years ago that was closed, with an adjustment; and one that is open."""
    starts = datetime.now(UTC) - timedelta(days=800)  # noqa: TID251 (a browser lives now)
    talk = {
        "title": "Conversar entonces", "kind": "talk", "municipality": municipality,
        "audiences": ["parents-carers"], "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    event = str(api.post("/events", json=talk).raise_for_status().json()["id"])
    api.post(f"/events/{event}/publication").raise_for_status()
    api.post(f"/events/{event}/closure").raise_for_status()
    periods = browser.get(f"{HERE}/periodos").text
    (closed,) = re.findall(rf"/alcance/periodos/{ID}[^<]*{starts.year}<", periods)
    opened = next(one for one in re.findall(rf"/periodos/{ID}", periods) if one != closed)
    period = f"{HERE}/periodos/{closed}"
    _done(browser.post(f"{period}/cierre", data=sent(browser, sure="on")))
    line = {"way-1": "more", "people-1": "3", "sex-1": "unknown", "age_band-1": "unknown"}
    rest = {"audience-1": "unknown", "event": event, "reason": "Apareció una hoja"}
    _done(browser.post(f"{period}/ajustes/nuevo", data=sent(browser, **line, **rest)))
    adjustment = _first(browser, period, rf"/ajustes/{ID}")
    return {"closed_period": closed, "adjustment": adjustment, "open_period": opened}


def _released(browser: httpx.Client) -> dict[str, str]:
    """A release that anybody reads, the link of a donor's, and the receipt of a figure."""
    today = datetime.now(UTC).date()  # noqa: TID251 (a browser lives now)
    wish = {"title": "Del donante", "readers": "donor", "project": "general", "ages": ""}
    days = {"first": str(today - timedelta(days=60)), "last": str(today - timedelta(days=1))}
    made = browser.post(f"{HERE}/publicaciones/nueva", data=sent(browser, **wish, **days))
    _done(made)
    public = _soon(browser, "/cifras", rf"/cifras/{ID}")
    return {
        "release": public,
        "donor": _first(browser, made.headers["location"], r"/cifras/d/([\w.-]+)"),
        "receipt": _first(browser, f"/cifras/{public}", rf"/recibo/{ID}"),
    }


def _soon(browser: httpx.Client, address: str, pattern: str, seconds: float = 90) -> str:
    """What a page names once the house has done by itself what is due."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if match := re.search(pattern, browser.get(address).text):
            return match[1]
        time.sleep(0.5)
    raise AssertionError(f"{address} names nothing yet")


def _first(browser: httpx.Client, address: str, pattern: str) -> str:
    return _found(pattern, browser.get(address).raise_for_status().text)[1]


def _found(pattern: str, text: str) -> re.Match[str]:
    match = re.search(pattern, text)
    assert match is not None, pattern
    return match


def _done(answer: httpx.Response) -> Any:
    assert answer.status_code == 303, answer.text
