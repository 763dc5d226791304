"""The form of an event says what is taken while it is filled in, and fills in what is free."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser

WHEN = ("day", "starts", "ends")


@pytest.fixture
def planner(browser: Browser, tour: Tour) -> Iterator[Page]:
    """A coordinator of San José Pinula."""
    context = browser_of("coordinator", browser, tour, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_a_planner_hears_of_a_conflict_and_takes_what_is_free(planner: Page, tour: Tour) -> None:
    planner.goto(f"/eventos/{tour.names['published']}/editar")
    taken = filled(planner)
    venue = planner.locator("#f-venue").input_value()
    planner.goto("/eventos/nuevo")
    planner.locator("#f-venue").select_option(venue)
    for name, value in zip(WHEN, taken, strict=True):
        planner.locator(f"#f-{name}").fill(value)
    told = planner.locator("[data-conflicts]")
    expect(told).to_contain_text("ya está")
    offer = told.locator("[data-alternative]").first
    free = [offer.get_attribute(f"data-{name}") for name in WHEN]
    offer.press("Enter")
    expect(told).to_be_empty()
    assert (filled(planner), planner.url) == (free, f"{tour.address}/eventos/nuevo")


def test_a_planner_hears_what_a_move_would_cause(planner: Page, tour: Tour) -> None:
    planner.goto(f"/eventos/{tour.names['published']}/editar")
    planner.locator("#f-starts").fill("06:30")
    told = planner.locator("[data-conflicts]")
    expect(told).to_contain_text("Cambia en la agenda pública")
    planner.reload()
    assert filled(planner)[1] != "06:30"


def filled(planner: Page) -> list[str]:
    """When the form says that the event is."""
    return [planner.locator(f"#f-{name}").input_value() for name in WHEN]
