"""The views of the calendar: what the address says is what is shown, to everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.test_accessibility import listen, look, prepare, too_wide
from tests.support import calendar_hand as hand
from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser
VIEWS = ("mes", "semana", "agenda", "municipios", "lugares", "personas")


@pytest.fixture(scope="module")
def administrator(browser: Browser, tour: Tour) -> Iterator[BrowserContext]:
    """The laptop of somebody who coordinates all six municipalities."""
    context = browser_of("administrator", browser, tour, viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(administrator: BrowserContext) -> Iterator[Page]:
    """A page of it."""
    opened = administrator.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_no_faults(view: str, page: Page) -> None:
    said = listen(page)
    hand.open_calendar(page, f"vista={view}")
    prepare(page)
    # As on the walk: a colour scheme changes colours and nothing else.
    found = {"1280 dark": look(page, 1280, "dark")}
    page.set_viewport_size({"width": 390, "height": 844})
    hand.drawn(page)
    found["390 light"] = look(page, 390, "light")
    found["320"] = too_wide(page, 320)
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert said == []


def test_the_dialogs_of_an_event_have_no_faults(page: Page) -> None:
    hand.open_calendar(page, "vista=agenda")
    prepare(page)
    page.locator(".ec-event.is-published").last.click()
    dialog = page.get_by_role("dialog")
    assert [look(page, width, "light") for width in (1280, 390)] == [[], []]
    dialog.get_by_role("link", name="Mover").click()
    expect(dialog.get_by_label("Fecha")).to_be_visible()
    dialog.get_by_role("button", name="Ver qué implica").click()
    expect(dialog).to_contain_text("Quedará")
    assert [look(page, 1280, "dark"), look(page, 390, "light")] == [[], []]


def test_what_is_looked_for_survives_a_reload_and_a_step_back(page: Page) -> None:
    hand.open_calendar(page, "vista=semana&fecha=2026-12-16")
    page.get_by_role("link", name="Mixco").click()
    page.get_by_role("link", name="San José Pinula").click()
    page.get_by_role("link", name="Siguiente").click()
    expect(page.locator("h1")).to_have_text("21–27 dic 2026")
    page.locator("summary", has_text="Filtrar").click()
    page.get_by_label("Estado").select_option("draft")
    address = "/calendario?vista=semana&fecha=2026-12-21&municipio=0103&municipio=0108&estado=draft"
    expect(page).to_have_url(address)
    page.reload()
    hand.drawn(page)
    expect(page.locator("h1")).to_have_text("21–27 dic 2026")
    expect(page.get_by_label("Estado")).to_have_value("draft")
    expect(page.get_by_role("link", name="Mixco")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_label("Estado")).to_have_value("")
    page.go_back()
    expect(page.locator("h1")).to_have_text("14–20 dic 2026")
    page.get_by_role("link", name="Lista").click()
    expect(page).to_have_url("/calendario/lista?mes=2026-12&municipio=0103&municipio=0108")


def test_what_is_chosen_before_the_first_choice_is_drawn_comes_on_top_of_it(page: Page) -> None:
    hand.open_calendar(page, "vista=semana&fecha=2026-12-16")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/calendario/eventos?*", hold)
    page.get_by_role("link", name="Mixco").click()
    page.get_by_role("link", name="San José Pinula").click()
    expect(page).to_have_url(
        "/calendario?vista=semana&fecha=2026-12-16&municipio=0103&municipio=0108"
    )
    for route in held:
        route.continue_()


def test_a_phone_offers_the_agenda_and_the_month_and_a_finger_moves_events(
    browser: Browser, tour: Tour
) -> None:
    phone = browser_of(
        "administrator", browser, tour, has_touch=True, is_mobile=True,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = phone.new_page()
    hand.open_calendar(page, "vista=municipios")
    expect(page.locator(".ec-list")).to_be_visible()
    views = page.get_by_role("navigation", name="Vista").get_by_role("link")
    expect(views.filter(visible=True)).to_have_text(["Mes", "Agenda", "Lista"])
    with page.expect_response("**/calendario/eventos?**"):
        page.get_by_role("link", name="Mes", exact=True).click()
    hand.drawn(page)
    moved = page.locator(".ec-day-grid .ec-event.is-published").last
    box = hand.box_of(moved)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = phone.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    finger.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    page.wait_for_timeout(700)
    aside = x - 51 if x > 100 else x + 51
    for step in (0.3, 0.6, 1):
        at = {"x": x + (aside - x) * step, "y": y}
        finger.send(touch, {"type": "touchMove", "touchPoints": [at]})
    finger.send(touch, {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_role("dialog")).to_contain_text("Quedará")
    phone.close()


def test_without_a_stream_the_calendar_asks_every_half_minute(page: Page) -> None:
    page.clock.install()
    page.route("**/calendario/cambios", lambda route: route.fulfill(status=503))
    hand.open_calendar(page, "vista=mes&fecha=2031-04-01")
    with page.expect_request("**/calendario/eventos?**"):
        page.clock.run_for(31_000)
