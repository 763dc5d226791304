"""Everything can be reached and done without a mouse, and the eye can follow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.calendar_hand import drawn
from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser

# What the Tab key should reach: of radio buttons with one name, one; nothing that is folded up.
CONTROLS = """() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary');
    const meant = (each) => each.type !== 'hidden' && each.tabIndex >= 0;
    const shown = [...all].filter((each) => meant(each) && each.checkVisibility());
    const name = (each, place) => each.type === 'radio' ? each.name : place;
    shown.forEach((each, place) => { each.dataset.stop = name(each, place); });
    return [...new Set(shown.map((each) => each.dataset.stop))];
}"""
# Where it stands, and how broad the line is around that, around its inside or around its label.
STOP = """() => {
    const here = document.activeElement;
    if (here === document.body) return null;
    const drawn = [getComputedStyle(here), getComputedStyle(here, '::after')];
    if (here.nextElementSibling) drawn.push(getComputedStyle(here.nextElementSibling));
    const width = (style) => style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    return [here.dataset.stop ?? here.className, Math.max(...drawn.map(width))];
}"""
INSIDE = """() => document.activeElement === document.body
    || document.activeElement.closest('dialog') !== null"""


@pytest.fixture
def coordinator(browser: Browser, tour: Tour) -> Iterator[Page]:
    """A coordinator's laptop."""
    context = browser_of("coordinator", browser, tour, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["/calendario", "/eventos/nuevo", "/entrar", "/"])
def test_every_control_is_reached_and_seen(address: str, coordinator: Page) -> None:
    coordinator.goto(address)
    if address == "/calendario":
        drawn(coordinator)
    controls = coordinator.evaluate(CONTROLS)
    stops = dict(walk(coordinator))
    assert [control for control in controls if control not in stops] == []
    assert {stop: width for stop, width in stops.items() if width < 2} == {}


def walk(page: Page) -> Iterator[tuple[str, float]]:
    """Every stop of the Tab key, and how broad the line around it is."""
    for _press in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop[0], stop[1]
    raise AssertionError("the Tab key never comes to an end")


def test_the_first_key_skips_the_navigation(coordinator: Page) -> None:
    coordinator.goto("/calendario")
    coordinator.keyboard.press("Tab")
    expect(coordinator.get_by_role("link", name="Ir al contenido")).to_be_in_viewport()
    coordinator.keyboard.press("Enter")
    expect(coordinator.locator("main")).to_be_focused()
    coordinator.keyboard.press("Tab")
    expect(coordinator.locator("main a").first).to_be_focused()


def test_an_event_is_planned_and_called_off_by_keyboard_alone(coordinator: Page) -> None:
    page = coordinator
    page.goto("/calendario?mes=2031-05")
    press(page, page.get_by_role("link", name="Nueva actividad el sábado 3 de mayo"))
    expect(page.get_by_label("Fecha")).to_have_value("2031-05-03")
    reach(page, page.get_by_label("Título", exact=True))
    page.keyboard.type("Tarde de cuentos")
    reach(page, page.get_by_role("radio", name="Taller", exact=True))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Foro", exact=True)).to_be_checked()
    press(page, page.get_by_role("checkbox", name="Público en general"), "Space")
    press(page, page.get_by_role("button", name="Guardar como borrador"))
    expect(page.get_by_text("Guardada como borrador.")).to_be_visible()

    press(page, page.locator("summary", has_text="Cancelar la actividad"))
    reach(page, page.get_by_label("Motivo"))
    page.keyboard.type("Lluvia")
    cancel = page.locator("main").get_by_role("button", name="Cancelar la actividad")
    press(page, cancel)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _press in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(cancel).to_be_focused()

    page.keyboard.press("Enter")
    reach(page, dialog.get_by_role("button", name="Cancelar la actividad"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Actividad cancelada.", exact=True)).to_be_visible()


def press(page: Page, control: Locator, key: str = "Enter") -> None:
    """Go to a control with the Tab key and press a key on it."""
    reach(page, control)
    page.keyboard.press(key)


def reach(page: Page, control: Locator) -> None:
    """Go on with the Tab key until the control has the focus."""
    for _press in range(120):
        if control.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} cannot be reached")
