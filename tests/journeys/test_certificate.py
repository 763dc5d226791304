"""The name on a certificate is written in its holder's browser, and does not leave the page."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from playwright.sync_api import Page, Request, Route, expect

from events.attendance.domain.learning import certificate_sheet
from events.attendance.domain.learning.certificates import Course
from server.web.assets import STATIC_FOLDER
from server.web.headers import PAGE_POLICY
from server.web.templates import environment

pytestmark = pytest.mark.browser

HOUSE = "http://convoca.test"
BLANK = "/p/ANNA22223333/diplomas/1/diploma.pdf"
NAME = "María de los Ángeles Ixchel Güitz"
COURSE = Course(
    id=UUID(int=1), name="Escuela de liderazgo", needed=2, pass_mark=None, municipality="0103",
    municipality_name="San José Pinula", sessions=3, hours=9.0, discreet=False,
    first=datetime(2026, 3, 14, 15, tzinfo=UTC), last=datetime(2026, 3, 28, 18, tzinfo=UTC),
    zone="America/Guatemala",
)  # fmt: skip
KEPT = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


def answer(route: Route, request: Request) -> None:
    """The page, its files and the blank certificate, as the server sends them."""
    path = request.url.removeprefix(HOUSE)
    if path == "/":
        policy = {"Content-Security-Policy": PAGE_POLICY}
        route.fulfill(body=shown(), headers={**policy, "Content-Type": "text/html; charset=utf-8"})
    elif path.startswith("/static/"):
        route.fulfill(path=STATIC_FOLDER / path.removeprefix("/static/"))
    else:
        assert path == BLANK
        made = certificate_sheet.sheet(
            COURSE, issued=date(2026, 6, 1), address=f"{HOUSE}/diploma/x"
        )
        route.fulfill(body=made, content_type="application/pdf")


def shown() -> str:
    """The page on which a name is written."""
    frame: dict[str, Any] = {
        "user": None, "nav": [], "locale": "es", "path": "/", "here": "/", "flashes": [],
        "csrf_token": "", "status": 200, "help": "/ayuda",
    }  # fmt: skip
    about = {"course": COURSE, "about": "", "back": "/p/ANNA22223333/diplomas", "blank": BLANK}
    place = certificate_sheet.NamePlace()
    template = environment().get_template("attendance/certificate.html")
    return template.render(**frame, **about, place=place)


@pytest.mark.parametrize("name", [NAME, "Ʌna Ƙʼiche"])
def test_a_name_is_on_the_certificate_and_in_no_request(
    page: Page, tmp_path: Path, shots: Path, name: str
) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(json.dumps([request.url, request.post_data,
                                                               request.headers])))  # fmt: skip
    page.route("**", answer)
    page.goto(HOUSE)
    page.get_by_role("button", name="Hacer el PDF").click()
    expect(page.get_by_role("status")).to_have_text("Falta el nombre.")
    field = page.get_by_label("Nombre en el diploma")
    assert field.evaluate("it => [it.name, it.form]") == ["", None]
    field.fill(f"  {name} ")
    with page.expect_download() as download:
        field.press("Enter")
    download.value.save_as(tmp_path / "diploma.pdf")
    expect(page.get_by_role("status")).to_contain_text("Listo")
    assert download.value.suggested_filename == "diploma.pdf"

    document = pypdfium2.PdfDocument(tmp_path / "diploma.pdf")
    document[0].render(scale=1).to_pil().save(shots / f"certificate-{len(name)}.png")
    words = document[0].get_textpage().get_text_bounded()
    assert (NAME in words, "Escuela de liderazgo" in words) == (name == NAME, True)
    assert ink(document) > 400
    assert [it for it in sent if "Ixchel" in it or "iche" in it] == []
    assert [it for it in sent if BLANK in it] != []
    assert page.evaluate(KEPT) == '[{},{},""]'


def ink(document: pypdfium2.PdfDocument) -> int:
    """How many dark points stand above the line for the name."""
    picture = document[0].render(scale=1).to_pil().convert("L")
    place = certificate_sheet.NamePlace()
    top = round(certificate_sheet.PAGE_HEIGHT - place.baseline)
    return sum(point < 128 for point in picture.crop((150, top - 26, 640, top + 1)).tobytes())
