"""The same month is planned without a mouse: only keys, from the line to the last move."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.test_keyboard import INSIDE, press, reach
from tests.support import calendar_hand as hand
from tests.support.month_plan import Desk, Idea, month
from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser


@pytest.fixture
def administrator(browser: Browser, tour: Tour) -> Iterator[Page]:
    """The laptop of somebody who coordinates all six municipalities."""
    context = browser_of("administrator", browser, tour, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(tour: Tour) -> Iterator[Desk]:
    """Somebody else who plans at the same time."""
    with Desk(tour, "administrator") as sits:
        yield sits


def test_a_coordinator_plans_a_month_for_six_municipalities_by_keyboard_alone(
    administrator: Page, shots: Path
) -> None:
    page, ideas = administrator, month(3, 2032)
    for number, idea in enumerate(ideas):
        if number % 6 == 5:
            plan_on_its_day(page, idea)
        else:
            plan_in_a_line(page, idea)
        if number < 8:
            press(page, page.get_by_role("button", name="Publicar"))
            expect(page.get_by_text("Actividad publicada.")).to_be_visible()
    hand.open_calendar(page, "vista=mes&fecha=2032-03-01")
    move(page, ideas[0].title, {"Fecha": "03032032"}, "miércoles 3 de marzo")
    move(page, ideas[4].title, {"Empieza": "1000AM", "Termina": "1230PM"}, "10:00–12:30")
    move(page, ideas[6].title, {"Municipio": "Amatitlán"}, "Amatitlán")
    expect(page.locator(".lead")).to_have_text("12 actividades, 4 en borrador")
    page.screenshot(path=shots / "month-by-keyboard.png", full_page=True)


def plan_in_a_line(page: Page, idea: Idea) -> None:
    """Write it in the line above the calendar, and keep what was understood."""
    hand.open_calendar(page, f"mes={idea.day:%Y-%m}")
    reach(page, page.get_by_label("Planificar en una línea"))
    page.keyboard.type(idea.line)
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="Guardar como borrador"))
    expect(page.get_by_role("heading", level=1)).to_have_text(idea.title)


def plan_on_its_day(page: Page, idea: Idea) -> None:
    """Go to its day in the month and fill in the form of a new event."""
    hand.open_calendar(page, f"mes={idea.day:%Y-%m}")
    day = page.locator(f".ec-day-grid a.day-add[href*='dia={idea.day}']")
    press(page, day)
    expect(page.get_by_label("Fecha")).to_have_value(idea.day.isoformat())
    reach(page, page.get_by_label("Título", exact=True))
    page.keyboard.type(idea.title)
    choose(page, page.get_by_role("radio", name=idea.kind, exact=True))
    reach(page, page.get_by_label("Municipio"))
    page.keyboard.type(idea.municipality)
    press(page, page.get_by_role("checkbox", name="Público en general"), "Space")
    press(page, page.get_by_role("button", name="Guardar como borrador"))
    expect(page.get_by_text("Guardada como borrador.")).to_be_visible()


def choose(page: Page, radio: Locator) -> None:
    """Go to a group of radio buttons and on to the wanted one with the arrows."""
    group = page.locator(f"input[name='{radio.get_attribute('name')}']")
    reach(page, group.first)
    page.keyboard.press("Space")
    for _step in range(group.count()):
        if radio.is_checked():
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"{radio} cannot be chosen")


def move(page: Page, title: str, changes: dict[str, str], said: str) -> None:
    """Open the event, ask to move it, see what that causes and make it so."""
    press(page, hand.event(page, title))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(title)
    press(page, dialog.get_by_role("link", name="Mover"))
    for label, typed in changes.items():
        reach(page, dialog.get_by_label(label))
        page.keyboard.type(typed)
        assert page.evaluate(INSIDE)
    press(page, dialog.get_by_role("button", name="Ver qué implica"))
    expect(dialog).to_contain_text("Quedará")
    expect(dialog).to_contain_text(said)
    press(page, dialog.get_by_role("button", name="Mover", exact=True))
    expect(dialog).to_have_count(0)
    expect(hand.event(page, title, said)).to_be_visible()


def test_a_dialog_that_is_left_with_escape_gives_the_focus_back(
    administrator: Page, desk: Desk
) -> None:
    page = administrator
    desk.plan("Taller «Con teclas» en Mixco, 3 de junio de 2031, 9:00-11:00")
    hand.open_calendar(page, "vista=mes&fecha=2031-06-01")
    event = hand.event(page, "Con teclas")
    reach(page, event)
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(event).to_be_focused()
    page.keyboard.press("Enter")
    press(page, page.get_by_role("dialog").get_by_role("link", name="Mover"))
    expect(page.get_by_role("dialog").get_by_label("Fecha")).to_have_value(
        date(2031, 6, 3).isoformat()
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(event).to_be_focused()


def test_what_others_change_leaves_the_focus_where_it_is(administrator: Page, desk: Desk) -> None:
    page = administrator
    desk.plan("Taller «Quieta» en Mixco, 5 de agosto de 2031, 9:00-11:00")
    hand.open_calendar(page, "vista=mes&fecha=2031-08-01")
    event = hand.event(page, "Quieta")
    reach(page, event)
    desk.plan("Taller «Antes» en Mixco, 4 de agosto de 2031, 9:00-11:00")
    expect(hand.event(page, "Antes")).to_be_visible()
    expect(event).to_be_focused()
