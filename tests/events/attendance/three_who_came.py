"""Three who come to a real server, for the test that searches everything for them."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx

from server.foundation.clock import now
from tests.events.attendance.printed_passes import pictures, scanned
from tests.support.door_phone import item
from tests.support.installation import Installation

# What somebody might be known by: none of it may be found again.
AGE = "113"
PHONE = "Abuelita/7.0 (su propio aparato)"
FROM = "127.0.0.77"
# What may be found, to prove that there is something to find.
TITLE, DOOR_NAME = "Tarde de familias", "Portón verde"


def happening(program: httpx.Client) -> str:
    """A published activity that began ten minutes ago."""
    starts = now() - timedelta(minutes=10)
    written = {
        "title": TITLE, "kind": "talk", "municipality": "0103", "audiences": ["parents-carers"],
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    made = program.post("/api/v1/events", json=written)
    assert made.status_code == 201, made.text
    event = str(made.json()["id"])
    assert program.post(f"/api/v1/events/{event}/publication").is_success
    return event


def submitted(browser: httpx.Client, address: str, data: dict[str, str]) -> httpx.Response:
    answer = browser.post(address, data={**data, "_csrf_token": browser.cookies["csrf"]})
    assert answer.status_code == 200, answer.text
    return answer


def printed_cards(coordinator: httpx.Client) -> list[str]:
    """The codes of two cards, read off the sheet as a phone would."""
    form = {"cards": "2", "municipality": "0103", "languages": "es", "id": str(uuid4())}
    sheet = submitted(coordinator, "/tarjetas/nueva", form)
    (page,) = list(pictures(sheet.content, scale=3))
    cards = [text.rpartition("/")[2] for text in scanned(page)]
    assert len(cards) == 2
    return cards


def door_code(coordinator: httpx.Client, event: str) -> str:
    found = re.search(r"/c/([0-9A-Z]{8})", coordinator.get(f"/eventos/{event}/puerta").text)
    assert found is not None
    return found[1]


def came_by_themselves(installation: Installation, code: str) -> str:
    """Somebody registers with their own phone, and takes their card home; its code."""
    transport = httpx.HTTPTransport(local_address=FROM)
    address = installation.address.replace("localhost", "127.0.0.1")
    headers = {"User-Agent": PHONE, "Referer": PHONE}
    with httpx.Client(base_url=address, transport=transport, headers=headers) as phone:
        page = phone.get(f"/c/{code}")
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        answers = {**hidden, "sex": "female", "age": AGE, "audience": "parents-carers"}
        assert phone.post(f"/c/{code}", data=answers).status_code == 303
        card = phone.cookies["tarjeta"]
        phone.get(f"/p/{card}")
        # Somebody else borrows it.
        other = {**answers, "id": str(uuid4())}
        assert phone.post(f"/c/{code}?otra=1", data=other).status_code == 303
    return card


def stood_at_the_door(
    installation: Installation, coordinator: httpx.Client, event: str, cards: list[str]
) -> tuple[str, str]:
    """A phone opens the door, scans two cards and counts two people; its secrets."""
    made = submitted(coordinator, f"/eventos/{event}/puerta", {"name": DOOR_NAME, "lasts": "12"})
    (token,) = re.findall(r'data-copy="[^"]*/puerta/([\w-]+)"', made.text)
    (pin,) = re.findall(r'data-copy="(\d{6})"', made.text)
    with httpx.Client(base_url=installation.address, headers={"User-Agent": PHONE}) as phone:
        phone.get(f"/puerta/{token}")
        form = {"pin": pin, "_csrf_token": phone.cookies["csrf"]}
        assert phone.post(f"/puerta/{token}", data=form).status_code == 303
        device = phone.cookies["puerta"]
        page = phone.get(f"/puerta/{token}").text
        (key,) = re.findall(r'"key": ?"([\w-]{80,})"', page)
        noticed = [item(key, pass_=card) for card in cards]
        noticed.append(item(key, "count", count=2, sex="male", age_band="60+"))
        sent = {"sent_at": datetime.now(UTC).isoformat(), "waiting": 3, "items": noticed}  # noqa: TID251 (the phone's own clock)
        answer = phone.post(f"/puerta/{token}/envio", json=sent)
        assert [one["result"] for one in answer.json()["results"]] == ["recorded"] * 3
        # What is not sealed is refused, and not written down anywhere either.
        bare = {**sent, "items": [{"id": str(uuid4()), "sealed": cards[0], "pass": cards[1]}]}
        phone.post(f"/puerta/{token}/envio", json=bare)
        phone.post(f"/puerta/{token}/envio", content=cards[0])
        phone.get(f"/puerta/{token}/{cards[0]}")
    return token, device


def came_with_a_mistake(installation: Installation, code: str, card: str) -> None:
    """Requests that go wrong, with a pass in every place where one can be."""
    with httpx.Client(base_url=installation.address) as phone:
        phone.get(f"/c/{card}")
        phone.get(f"/c/{code}?otra={card}&idioma={card}")
        phone.get(f"/nothing/{card}")
        phone.post(f"/c/{code}", data={"id": card, "sex": card, "age": AGE, "tarjeta": card})
        phone.post(f"/c/{code}", content=b"\xff" + card.encode())
        phone.post(f"/mis-turnos/aqui/{card}/llegada")
