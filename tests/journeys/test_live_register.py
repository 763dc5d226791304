"""The coordinator's register moves by itself when somebody checks in."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser

ANSWERS = {"sex": "female", "age": "35", "audience": "parents-carers"}


@pytest.fixture
def coordinator(browser: Browser, tour: Tour) -> Iterator[Page]:
    """A coordinator of San José Pinula."""
    context = browser_of("coordinator", browser, tour, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_counter_moves_and_the_focus_stays(coordinator: Page, tour: Tour) -> None:
    coordinator.goto(f"/eventos/{tour.names['now']}/registro")
    expect(coordinator.locator("[data-live-well]")).to_be_visible()
    people = coordinator.locator(".tile-number").first
    before = int(people.inner_text())
    correct = coordinator.locator("[data-key] a").first
    correct.focus()
    answer = httpx.post(f"{tour.address}/c/{tour.names['code']}", data=ANSWERS)
    assert answer.status_code == 303, answer.text
    expect(people).to_have_text(str(before + 1))
    expect(correct).not_to_be_focused()
    expect(coordinator.locator("[data-key] a:focus")).to_have_count(1)
    said = coordinator.locator("[data-live-said]")
    expect(said).to_have_text(f"Van {before + 1} personas registradas.")


def test_a_sheet_that_was_not_saved_is_still_there(coordinator: Page, tour: Tour) -> None:
    address = f"/eventos/{tour.names['now']}/conteo"
    coordinator.goto(address)
    first = coordinator.locator(".tally-plus:visible").first
    first.click()
    coordinator.locator("#f-room").fill("31")
    coordinator.reload()
    expect(coordinator.locator("[data-draft-said]")).to_contain_text("Aquí sigue")
    expect(coordinator.locator("[data-tally-total]")).to_have_text("1")
    coordinator.context.set_offline(True)
    save = coordinator.locator(".tally-foot button")
    save.click()
    expect(coordinator.locator("[data-draft-said]")).to_contain_text("Sin señal")
    coordinator.context.set_offline(False)
    expect(coordinator.locator(".flash")).to_contain_text("Anotada 1 persona. En la sala: 31.")
    expect(coordinator.locator("[data-tally-total]")).to_have_text("0")
