"""Who has nothing but a text browser reads the check-in page, answers it, and reads the thanks."""

import shutil
import subprocess
from html.parser import HTMLParser

import httpx

from events.attendance.domain import doors
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import page_of, recorded, under_way

READ = (
    "Una tarde distinta", "No se pide nombre, teléfono ni documento.", "Clave de tres números",
    "1. Sexo", "2. Edad en años", "3. Participa como", "Prefiero no decir",
    "[Registrar asistencia]", "English",
)  # fmt: skip
CHOSEN = {"sex": "other", "audience": "adolescents", "age": "16", "door_code": "407"}


class Fields(HTMLParser):
    """The one form of a page: where it goes, and what it sends."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.method = "", ""
        self.sent: dict[str, str] = {}
        self.offered: dict[str, set[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of it."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.method = given["action"], given["method"]
        if tag == "input" and given.get("type") in {"radio", "checkbox"}:
            self.offered.setdefault(given["name"], set()).add(given["value"])
        elif tag == "input" and "name" in given:
            self.sent[given["name"]] = given.get("value", "")


def test_a_text_browser_is_on_this_machine() -> None:
    assert shutil.which("w3m"), "w3m is needed to read pages as a text browser shows them"


async def test_a_text_browser_is_enough_to_be_counted(visitor: httpx.AsyncClient) -> None:
    event = await under_way(title="Una tarde distinta")
    await doors.ask(event, "spoken", "407", by=SYSTEM, at=now())
    address = await page_of(event)
    page = (await visitor.get(address)).text
    read = _read(page)
    assert [words for words in READ if words not in read] == []

    form = Fields(page)
    assert (form.method, form.action) == ("post", address)
    assert set(CHOSEN) <= {*form.sent, *form.offered}
    assert all(CHOSEN[name] in form.offered[name] for name in ("sex", "audience"))
    wrong = await visitor.post(form.action, data={**form.sent, **CHOSEN, "door_code": "408"})
    assert "Esa no es la clave de hoy." in _read(wrong.text)

    form = Fields(wrong.text)
    sent = await visitor.post(form.action, data={**form.sent, **CHOSEN})
    thanks = _read((await visitor.get(sent.headers["location"])).text)
    assert "Gracias por participar" in thanks
    assert "1555" in thanks
    (kept,) = await recorded(event)
    assert (kept["sex"], kept["age_band"], kept["audience"]) == ("other", "15-17", "adolescents")


def _read(page: str) -> str:
    """A page as w3m shows it."""
    shown = subprocess.run(
        ["w3m", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "60", "-dump"],
        input=page.encode(), capture_output=True, check=True, timeout=30,
    )  # fmt: skip
    return " ".join(shown.stdout.decode().split())
