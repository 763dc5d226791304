"""What a coordinator must have done before the pages about it can be walked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

AGENDA = """Actividad,Fecha,Hora inicio,Hora fin,Municipio,Tipo
Cine en la cancha,5/5/2031,9:00,11:00,San José Pinula,cineforo
Sin fecha que valga,38/5/2031,9:00,11:00,San José Pinula,cineforo
"""


def plans(address: str, session: str, api: httpx.Client, municipality: str) -> dict[str, str]:
    """The address parts of a file that was looked through and of a day that was called off."""
    with httpx.Client(base_url=address, cookies={"convoca": session}) as browser:
        browser.get("/calendario")
        return {
            "import": _import(browser),
            "act": _called_off(browser, planned_to_be_called_off(api, municipality), municipality),
        }


def planned_to_be_called_off(api: httpx.Client, municipality: str) -> datetime:
    """A talk in three months; returns when it begins."""
    starts = (datetime.now(UTC) + timedelta(days=90)).replace(hour=15, minute=0)  # noqa: TID251 (a browser lives now)
    talk = {
        "title": "Conversar al sol", "kind": "talk", "municipality": municipality,
        "audiences": ["parents-carers"], "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=1)).isoformat(),
    }  # fmt: skip
    api.post("/events", json=talk).raise_for_status()
    return starts


def _import(browser: httpx.Client) -> str:
    files = {"file": ("agenda.csv", AGENDA.encode(), "text/csv")}
    answer = browser.post("/calendario/importar", data=sent(browser), files=files)
    return _told(answer)


def _called_off(browser: httpx.Client, starts: datetime, municipality: str) -> str:
    day = starts.date().isoformat()
    area = {
        "municipalities": municipality, "from_day": day, "from_hour": "00:00", "to_day": day,
        "to_hour": "23:59",
    }  # fmt: skip
    preview = browser.get("/calendario/cancelacion", params=area).text
    event = preview.split('name="event" value="')[1].split('"')[0]
    form = sent(browser, **area, event=event, reason="rain")
    return _told(browser.post("/calendario/cancelacion", data=form))


def sent(browser: httpx.Client, **form: str) -> dict[str, Any]:
    """A form as the page that it came with sends it."""
    return {**form, "_csrf_token": browser.cookies["csrf"]}


def _told(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]
