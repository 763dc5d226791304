"""Who walks through a demonstration installation, and where its pages of one thing are found."""

import email
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.policy import default
from typing import Any

import httpx
from msgspec import Struct
from playwright.sync_api import Browser, BrowserContext

from tests.support.installation import Installation
from tests.support.tour_attendance import PASS, attended, kept_by
from tests.support.tour_notices import told
from tests.support.tour_outreach import reported
from tests.support.tour_plans import plans
from tests.support.tour_rota import staffed
from tests.support.tour_trust import half_way

PEOPLE = {
    "administrator": "gabriel.t@convoca.example",
    "coordinator": "ana.p@convoca.example",
    "facilitator": "irma.x@convoca.example",
    "evaluator": "helena.v@convoca.example",
}
PINULA = "0103"


class Known(Struct, frozen=True):
    """The sessions of the people above, and an address part for every `{name}` in a route."""

    sessions: dict[str, str]
    names: dict[str, str]


class Tour:
    """What is known of a demonstration installation; found out there, or by an earlier tour."""

    def __init__(self, installation: Installation, known: Known | None = None) -> None:
        self.address = installation.address
        if known is not None:
            self.sessions, self.names = known.sessions, known.names
            return
        self.sessions = {role: session(installation, who) for role, who in PEOPLE.items()}
        self.sessions.update(half_way(installation))
        self.names = {**self._events(installation), **self._letters(installation)}
        self.names.update(self._things())

    @property
    def known(self) -> Known:
        """What a tour of a copy of this installation need not find out again."""
        return Known(self.sessions, self.names)

    def _events(self, installation: Installation) -> dict[str, str]:
        """An event of San José Pinula in each state, and one that happens now, with its code."""
        token = installation.convoca("token", "create", "--name", "tour", "--scope", "plan")
        with httpx.Client(
            base_url=f"{self.address}/api/v1", headers={"Authorization": f"Bearer {token}"}
        ) as api:
            events = [
                event
                for event in every(api)
                if event["municipality"] == PINULA and event["kind"] != "internal"
            ]
            now = planned_now(api)
            made = plans(self.address, self.sessions["coordinator"], api, PINULA)
            with self._browser("administrator") as administrator:
                made.update(kept_by(administrator))
                made.update(reported(administrator, api, PINULA, now))
            with self._browser("coordinator") as coordinator:
                made.update(attended(coordinator, api, now, PINULA))
                made.update(staffed(coordinator, PINULA, installation.data))
                with self._browser("administrator") as administrator:
                    made.update(told(administrator, coordinator, installation.data))
        states = {event["status"]: event["id"] for event in events}
        code = found(r"/c/([0-9A-Z]{8})", self.read("coordinator", f"/eventos/{now}/registro"))
        answers = {"sex": "female", "age": "35", "audience": "parents-carers", "tarjeta": PASS}
        answer = httpx.post(f"{self.address}/c/{code}", data=answers)
        assert answer.status_code == 303, answer.text
        return {**states, **made, "now": now, "code": code}

    @contextmanager
    def _browser(self, role: str) -> Iterator[httpx.Client]:
        """A browser of somebody's own, with a form token."""
        own = {"convoca": self.sessions[role]}
        with httpx.Client(base_url=self.address, cookies=own) as browser:
            browser.get("/")
            yield browser

    def _letters(self, installation: Installation) -> dict[str, str]:
        """What leads in by mail: an answer to an invitation, and a sign-in link."""
        link = installation.convoca(
            *("account", "create", "--email", "nueva@convoca.example", "--role", "evaluator")
        )
        return {"link": link.rpartition("/")[2], "answer": invitation(installation)}

    def _things(self) -> dict[str, str]:
        """People, papers and plans, each found where coordinators find it."""
        register = self.read("coordinator", f"/eventos/{self.names['now']}/registro")
        return {
            "person": found(r'/personas/([0-9a-f-]{36})"', self.read("coordinator", "/personas")),
            "notice": found(r'/avisos/([0-9a-f-]{36})"', self.read("administrator", "/avisos")),
            "line": found(r'/registro/([0-9a-f-]{36})/anulacion"', register),
            "series": self._first("/series"),
            "programme": self._first("/programas"),
            "venue": self._first("/lugares"),
            "account": found(
                r'/ajustes/cuentas/([0-9a-f-]{36})"', self.read("administrator", "/ajustes/cuentas")
            ),
            "session": found(
                r'/eventos/([0-9a-f-]{36})"',
                self.read("coordinator", f"/programas/{self._first('/programas')}"),
            ),
        }

    def _first(self, address: str) -> str:
        """The id of the first thing that a list links to."""
        return found(rf'{address}/([0-9a-f-]{{36}})"', self.read("coordinator", address))

    def read(self, role: str, address: str) -> str:
        """A page as somebody gets it."""
        cookies = {"convoca": self.sessions[role]}
        return httpx.get(self.address + address, cookies=cookies).raise_for_status().text


def browser_of(who: str, browser: Browser, tour: Tour, **more: Any) -> BrowserContext:
    """A browser of somebody's own, in Guatemala, where nothing moves by itself."""
    made = browser.new_context(
        base_url=tour.address, locale="es-GT", timezone_id="America/Guatemala",
        reduced_motion="reduce", **more,
    )  # fmt: skip
    if who in tour.sessions:
        made.add_cookies([{"name": "convoca", "value": tour.sessions[who], "url": tour.address}])
    if who == "door":
        door = f"{tour.address}/puerta/{tour.names['app']}"
        made.add_cookies([{"name": "puerta", "value": tour.names["device"], "url": door}])
    return made


def session(installation: Installation, who: str) -> str:
    """The cookie of a demonstration account that came in with the password, and with digits."""
    password = (installation.data / "demo-password").read_text().strip()
    with httpx.Client(base_url=installation.address) as browser:
        browser.get("/entrar")
        token = {"_csrf_token": browser.cookies["csrf"]}
        answer = browser.post("/entrar", data={"email": who, "password": password, **token})
        assert answer.status_code == 303, answer.text
        if answer.headers["location"] == "/entrar/segundo":
            digits = installation.convoca("account", "digits", "--email", who)
            answer = browser.post("/entrar/segundo", data={"digits": digits, **token})
            assert answer.status_code == 303, answer.text
        return browser.cookies["convoca"]


def every(api: httpx.Client) -> Iterator[dict[str, Any]]:
    """Every event, page by page."""
    cursor: str | None = ""
    while cursor is not None:
        page = api.get("/events", params={"cursor": cursor} if cursor else {}).json()
        yield from page["items"]
        cursor = page["next"]


def planned_now(api: httpx.Client) -> str:
    """A published talk for parents that began a while ago."""
    now = datetime.now(UTC)  # noqa: TID251 (a browser lives now)
    talk = {
        "title": "Conversar en casa", "kind": "talk", "municipality": PINULA,
        "audiences": ["parents-carers"], "topics": ["parental-skills", "emotion-management"],
        "starts_at": (now - timedelta(minutes=20)).isoformat(),
        "ends_at": (now + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    event = str(api.post("/events", json=talk).raise_for_status().json()["id"])
    api.post(f"/events/{event}/publication").raise_for_status()
    return event


def invitation(installation: Installation, seconds: float = 40) -> str:
    """The secret of an invitation once the demonstration has sent some: to a meeting with a link,
    if there is one, since that is the widest."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        letters = (installation.data / "mail").glob("*.eml")
        texts = [plain(letter.read_bytes()) for letter in letters]
        asking = [text for text in texts if "/r/" in text]
        if asking:
            return found(r"/r/([\w-]+)", max(asking, key=lambda text: "https://reuniones" in text))
        time.sleep(0.2)
    raise AssertionError("nobody was invited")


def plain(letter: bytes) -> str:
    """The plain words of a letter."""
    part = email.message_from_bytes(letter, policy=default).get_body(("plain",))
    return str(part.get_content()) if part else ""


def found(pattern: str, text: str) -> str:
    """What the pattern names in a text that must hold it."""
    match = re.search(pattern, text)
    assert match is not None, f"{pattern} is not in {text[:2000]}"
    return match[1]
