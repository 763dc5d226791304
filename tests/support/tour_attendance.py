"""What must have happened at the door before the pages about it can be walked."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.support.tour_plans import sent

PASS = "23456789ABCD"
SEATS = {
    "seats": "20", "largest_group": "6", "closes_hour": "12:00", "offer": "720",
}  # fmt: skip


def attended(
    coordinator: httpx.Client, api: httpx.Client, now: str, municipality: str
) -> dict[str, str]:
    """The address parts of a door, of phones at it, of seats and of printed passes."""
    opened = coordinator.post(f"/eventos/{now}/puerta/aqui", data=sent(coordinator))
    app = opened.headers["location"].rpartition("/")[2]
    link = {"name": "Otro teléfono", "lasts": "12"}
    made = coordinator.post(f"/eventos/{now}/puerta", data=sent(coordinator, **link)).text
    sheets = coordinator.get("/tarjetas").text
    return {
        "app": app,
        "device": opened.cookies["puerta"],
        "phone": _first(r'data-copy="[^"]*/puerta/([\w-]+)"', made),
        "sheet": _first(r'/tarjetas/([A-Z]{4})"', sheets),
        "pass": PASS,
        "aside": _first(r"/eventos/([0-9a-f-]{36})/revision", coordinator.get("/revision").text),
        **_seats(coordinator, api, municipality),
    }


def kept_by(administrator: httpx.Client) -> dict[str, str]:
    """The address parts of what administrators keep."""
    found = {
        "service": ("/ajustes/apoyo", r"/ajustes/apoyo/([0-9a-f-]{36})"),
        "question": ("/ajustes/preguntas", r"/ajustes/preguntas/([0-9a-f-]{36})"),
    }
    return {name: _first(what, administrator.get(at).text) for name, (at, what) in found.items()}


def _seats(coordinator: httpx.Client, api: httpx.Client, municipality: str) -> dict[str, str]:
    """A talk in a month that takes registrations, and somebody who asked for two seats."""
    starts = (datetime.now(UTC) + timedelta(days=33)).replace(hour=21, minute=0)  # noqa: TID251 (a browser lives now)
    talk = {
        "title": "Conversar al sol", "kind": "talk", "municipality": municipality,
        "audiences": ["parents-carers"], "starts_at": starts.isoformat(), "capacity": 20,
        "ends_at": (starts + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    event = str(api.post("/events", json=talk).raise_for_status().json()["id"])
    api.post(f"/events/{event}/publication").raise_for_status()
    page = f"/eventos/{event}/inscripciones"
    form = sent(coordinator, **SEATS, closes_on=starts.date().isoformat())
    answer = coordinator.post(page, data=form)
    assert answer.status_code == 303, answer.text
    asked = httpx.get(f"{coordinator.base_url}/agenda/{event}/lugar").text
    wish = {"people": "2", "id": _first(r'name="id" value="([^"]+)"', asked)}
    seat = httpx.post(f"{coordinator.base_url}/agenda/{event}/lugar", data=wish)
    assert seat.status_code == 303, seat.text
    queue = coordinator.get(page).text
    return {
        "seated": event,
        "seat": _first(r"/lugar/(\w{12})", seat.headers["location"]),
        "registration": _first(r"/inscripciones/([0-9a-f-]{36})/baja", queue),
    }


def _first(pattern: str, text: str) -> Any:
    match = re.search(pattern, text)
    assert match is not None, f"{pattern} is not in {text[:2000]}"
    return match[1]
