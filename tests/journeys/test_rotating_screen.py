"""The entrance's screen renews itself, and says so when it cannot."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser

NEXT = {
    "asks": "rotating", "digits": "407 213", "left": 30_000, "reason": "", "detail": "",
    "qr": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" data-next="yes"></svg>',
}  # fmt: skip
HALF_A_MINUTE = 31_000


@pytest.fixture
def screen(browser: Browser, tour: Tour) -> Iterator[Page]:
    """The entrance's screen on a coordinator's phone, which knows how to wait."""
    context = browser_of("coordinator", browser, tour, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.install()
    page.goto(f"/eventos/{tour.names['now']}/puerta/codigo")
    yield page
    context.close()


def test_the_code_is_renewed_when_its_time_is_up(screen: Page) -> None:
    screen.route("**/codigo.json", lambda route: route.fulfill(json=NEXT))
    screen.clock.run_for(HALF_A_MINUTE)
    expect(screen.locator("[data-digits]")).to_have_text("407 213")
    expect(screen.locator("[data-qr] svg[data-next]")).to_have_count(1)
    expect(screen.locator("[data-changes]")).to_be_visible()
    expect(screen.locator("[data-lost]")).to_be_hidden()


def test_a_code_that_cannot_be_renewed_is_said_to_be_old(screen: Page) -> None:
    screen.route("**/codigo.json", lambda route: route.abort())
    screen.clock.run_for(2 * HALF_A_MINUTE)
    expect(screen.locator("[data-lost]")).to_be_visible()
    screen.unroute("**/codigo.json")
    screen.clock.run_for(3_000)
    expect(screen.locator("[data-lost]")).to_be_hidden()
