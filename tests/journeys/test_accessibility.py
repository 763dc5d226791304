"""Every page can be used by everybody: axe, the console and the page's width have no complaint."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from litestar.routes import HTTPRoute
from playwright.sync_api import Browser, BrowserContext, Page, expect

from server.app import create_app
from server.foundation.settings import Settings
from tests.support.shown import Shown
from tests.support.tour import Tour, browser_of
from tests.support.walk import NOT_PAGES, SHOWN

pytestmark = pytest.mark.browser

RULES: Any = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a width or a colour scheme can change about a page; all else is looked at once.
CHANGING: Any = {
    "type": "rule",
    "values": [
        "color-contrast",
        "link-in-text-block",
        "scrollable-region-focusable",
        "target-size",
    ],
}
# On a phone by day and on a laptop by night, every rule at one of the two, by turns: so the frame
# that all pages share is looked at with every rule at both.
# A menu of the page lies over what stands below it: with each open only itself is looked at.
FAULTS = """async (rules) => {
    const options = {runOnly: rules, resultTypes: ['violations'], preload: false};
    const told = (id) => (node) => `${id}: ${node.html} ${node.failureSummary}`;
    const faults = async (within) => (await axe.run(within, options)).violations
        .flatMap(({id, nodes}) => nodes.map(told(id)));
    const found = await faults(document);
    for (const menu of document.querySelectorAll('main details.menu')) {
        menu.open = true;
        found.push(...await faults(menu));
        menu.open = false;
    }
    return found;
}"""
AXE = Axe().axe_script
# What follows the width is drawn in the next frame, or when what it asked for has come.
SETTLED = """async () => {
    do await new Promise(requestAnimationFrame);
    while (document.querySelector('[aria-busy="true"]'));
}"""
BEYOND = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browsers(browser: Browser, tour: Tour) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each role, and one for nobody."""
    opened = {who: browser_of(who, browser, tour) for who in ("nobody", "door", *tour.sessions)}
    yield opened
    for each in opened.values():
        each.close()


@pytest.mark.parametrize("shown", SHOWN, ids=str)
def test_a_page_has_no_faults(
    shown: Shown, browsers: dict[str, BrowserContext], tour: Tour
) -> None:
    page = browsers[shown.who].new_page()
    said = listen(page)
    page.set_viewport_size({"width": 390, "height": 844})
    answer = page.goto(shown.address.format(**tour.names))
    assert answer is not None
    assert answer.status == shown.status
    prepare(page)
    phone, laptop = (RULES, CHANGING) if SHOWN.index(shown) % 2 else (CHANGING, RULES)
    found = {
        "390 light": look(page, 390, "light", phone),
        "1280 dark": look(page, 1280, "dark", laptop),
    }
    found["320"] = too_wide(page, 320)
    page.close()
    assert {where: faults for where, faults in found.items() if faults} == {}
    own_status = f"the server responded with a status of {shown.status} "
    assert [line for line in said if own_status not in line] == []


def prepare(page: Page) -> None:
    """Open what is folded up, and bring axe."""
    page.evaluate(
        "() => document.querySelectorAll('main details:not(.menu)')"
        ".forEach((folded) => { folded.open = true })"
    )
    page.evaluate(AXE)


def look(page: Page, width: int, scheme: Any, rules: Any = RULES) -> list[str]:
    """What is wrong with the page at this width and in this scheme, by these rules."""
    faults = too_wide(page, width)
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    return [*faults, *page.evaluate(FAULTS, rules)]


def too_wide(page: Page, width: int) -> list[str]:
    """Whether the page must be pushed sideways."""
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(SETTLED)
    beyond = page.evaluate(BEYOND)
    return [f"{beyond} pixels too wide"] if beyond else []


def listen(page: Page) -> list[str]:
    """What the console complains of from now on, the policy's violations included."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_what_is_wrong_would_be_found(browsers: dict[str, BrowserContext]) -> None:
    page = browsers["nobody"].new_page()
    said = listen(page)
    page.set_content(
        "<title>x</title><img src='data:,'><p>wide</p><style>p {width: 2000px}</style>"
    )
    page.evaluate("() => console.error('a fault')")
    prepare(page)
    faults = look(page, 390, "light")
    page.close()
    assert faults[0] == "1618 pixels too wide"
    assert {fault.partition(":")[0] for fault in faults[1:]} == {"html-has-lang", "image-alt"}
    assert said == ["a fault"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/agenda/{now}",
        "/suscribirse",
        "/c/{code}",
        "/c/{code}/gracias?ya=0",
        "/r/{answer}",
        "/entrar",
    ],
)
def test_a_phone_without_scripts_shows_the_page(address: str, browser: Browser, tour: Tour) -> None:
    phone = browser_of("nobody", browser, tour, java_script_enabled=False, is_mobile=True)
    page = phone.new_page()
    page.goto(address.format(**tour.names))
    expect(page.locator("h1")).to_be_visible()
    phone.close()


def test_every_page_of_the_application_is_walked(settings: Settings) -> None:
    walked = {shown.route for shown in SHOWN}
    assert set(page_routes(create_app(settings))) == walked | NOT_PAGES


def page_routes(app: Litestar) -> Iterator[str]:
    """The routes that a browser can open, API aside."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            handlers = [
                handler for handler in route.route_handlers if "GET" in handler.http_methods
            ]
            yield from (
                route.path for handler in handlers if not handler.resolve_include_in_schema()
            )
