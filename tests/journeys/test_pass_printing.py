"""A sheet of passes that was downloaded is said to be so, and stays nowhere in the browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from server.web.assets import STATIC_FOLDER
from server.web.forms import Form
from server.web.headers import PAGE_POLICY
from server.web.templates import environment

pytestmark = pytest.mark.browser

HOUSE = "http://convoca.test"
HERE = f"{HOUSE}/tarjetas/nueva"
PDF = b"%PDF-1.7 ANNA22223333"
KEPT = (
    "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, location.href])"
)


class Counter:
    """Hands out the form, and what it was told to answer to it."""

    def __init__(self, **answer: Any) -> None:
        self.answer = answer
        self.posts = 0

    def __call__(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix(HOUSE)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC_FOLDER / path.removeprefix("/static/"))
        elif request.method == "POST":
            self.posts += 1
            route.fulfill(**self.answer)
        else:
            policy = {"Content-Security-Policy": PAGE_POLICY, "Content-Type": "text/html"}
            route.fulfill(body=shown(), headers=policy)


def shown() -> str:
    """The page on which a sheet is asked for."""
    frame: dict[str, Any] = {
        "user": None, "nav": [], "locale": "es", "path": "/", "here": "/", "flashes": [],
        "csrf_token": "", "status": 200, "help": "/ayuda",
    }  # fmt: skip
    filled = {"id": ["x"], "cards": ["10"], "municipality": ["0103"], "languages": ["es"]}
    about: dict[str, Any] = {
        "form": Form(filled), "municipalities": [("0103", "San José Pinula")],
        "languages": [("es", "Español")], "most": 1000,
    }  # fmt: skip
    return environment().get_template("attendance/pass_new.html").render(**frame, **about)


def test_a_downloaded_sheet_leads_on_and_leaves_no_code_behind(page: Page, tmp_path: Path) -> None:
    name = {"Content-Disposition": 'attachment; filename="tarjetas-SJHN.pdf"'}
    counter = Counter(body=PDF, headers={**name, "Content-Type": "application/pdf"})
    page.route("**/*", counter)
    page.goto(HERE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Hacer y descargar").click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    assert (tmp_path / "tarjetas-SJHN.pdf").read_bytes() == PDF
    expect(page.get_by_role("heading", name="Hoja SJHN descargada")).to_be_focused()
    expect(page.get_by_role("link", name="Ver la hoja")).to_have_attribute("href", "/tarjetas/SJHN")
    assert (counter.posts, page.locator("form[data-print]").count()) == (1, 0)
    assert "ANNA" not in page.evaluate(KEPT) + page.content()


def test_a_sheet_that_was_refused_is_explained_by_the_page(page: Page) -> None:
    refused = Counter(status=422, body="<p>Falta este dato.", content_type="text/html")
    page.route("**/*", refused)
    page.goto(HERE)
    page.get_by_role("button", name="Hacer y descargar").click()
    expect(page.get_by_text("Falta este dato.")).to_be_visible()
    assert refused.posts == 2
