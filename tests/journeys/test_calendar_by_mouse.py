"""A month is planned with the mouse, and nobody works on what somebody else already changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import calendar_hand as hand
from tests.support.month_plan import INE, Desk, Idea, month
from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser
TALL = {"width": 1280, "height": 1700}


@pytest.fixture
def administrator(browser: Browser, tour: Tour) -> Iterator[Page]:
    """The laptop of somebody who coordinates all six municipalities."""
    context = browser_of("administrator", browser, tour, viewport=TALL)
    yield context.new_page()
    context.close()


@pytest.fixture
def coordinator(browser: Browser, tour: Tour) -> Iterator[Page]:
    """The laptop of the coordinator of San José Pinula."""
    context = browser_of("coordinator", browser, tour, viewport=TALL)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def desk(tour: Tour) -> Iterator[Desk]:
    """Somebody else who plans at the same time."""
    with Desk(tour, "administrator") as sits:
        yield sits


def test_a_coordinator_plans_a_month_for_six_municipalities_by_mouse(
    administrator: Page, shots: Path
) -> None:
    page, ideas = administrator, month(9)
    for idea in ideas[:6]:
        plan_in_a_line(page, idea)
        publish(page)
    for idea in ideas[6:10]:
        hand.open_calendar(page, f"vista=mes&fecha={idea.day}")
        hand.click_day(page, idea.day)
        fill_in(page, idea)
    for idea in ideas[10:]:
        hand.open_calendar(page, f"vista=semana&fecha={idea.day}")
        first, last = int(idea.starts.split(":")[0]), int(idea.ends.split(":")[0])
        hand.mark_hours(page, idea.day, first, last)
        expect(page.get_by_label("Empieza")).to_have_value(f"{first:02}:00")
        expect(page.get_by_label("Termina")).to_have_value(f"{last:02}:00")
        fill_in(page, idea)
        publish(page)
    move_some(page, ideas)
    hand.open_calendar(page, "vista=mes&fecha=2031-09-01")
    expect(page.locator(".lead")).to_have_text("12 actividades, 4 en borrador")
    page.screenshot(path=shots / "month-by-mouse.png")
    for view in ("semana", "agenda", "municipios", "lugares", "personas"):
        hand.open_calendar(page, f"vista={view}&fecha=2031-09-16")
        expect(page.locator(".ec-event").first).to_be_visible()
        page.screenshot(path=shots / f"calendar-{view}.png")


def move_some(page: Page, ideas: list[Idea]) -> None:
    """Two to another day, one to another municipality, one for longer."""
    hand.open_calendar(page, "vista=mes&fecha=2031-09-01")
    for idea, day, said in (
        (ideas[0], date(2031, 9, 3), "miércoles 3 de septiembre de 2031, 09:00–11:00"),
        (ideas[6], date(2031, 9, 17), "miércoles 17 de septiembre de 2031, 14:00–15:30"),
    ):
        hand.drag_to_day(page, hand.event(page, idea.title), day)
        expect(page.get_by_role("dialog")).to_contain_text(said)
        hand.confirm_move(page)
        expect(hand.event(page, idea.title, said)).to_be_visible()
    hand.open_calendar(page, "vista=municipios&fecha=2031-09-03")
    hand.drag_to_row(page, hand.event(page, ideas[0].title), "Amatitlán")
    hand.confirm_move(page)
    expect(hand.event(page, ideas[0].title, "Amatitlán")).to_be_visible()
    hand.open_calendar(page, "vista=semana&fecha=2031-09-18")
    hand.stretch(page, hand.event(page, ideas[7].title), 1)
    expect(page.get_by_role("dialog")).to_contain_text("17:00–19:30")
    hand.confirm_move(page)
    expect(hand.event(page, ideas[7].title, "17:00–19:30")).to_be_visible()


def plan_in_a_line(page: Page, idea: Idea) -> None:
    """Write it in the line above the calendar, and keep what was understood."""
    hand.open_calendar(page, f"vista=mes&fecha={idea.day}")
    page.get_by_label("Planificar en una línea").fill(idea.line)
    page.get_by_role("button", name="Agregar").click()
    expect(page.locator("main")).to_contain_text(idea.municipality)
    page.get_by_role("button", name="Guardar como borrador").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(idea.title)


def fill_in(page: Page, idea: Idea) -> None:
    """Fill in what the calendar could not know."""
    expect(page.get_by_label("Fecha")).to_have_value(idea.day.isoformat())
    page.get_by_label("Título", exact=True).fill(idea.title)
    page.get_by_role("radio", name=idea.kind, exact=True).check(force=True)
    page.get_by_label("Empieza").fill(idea.starts.zfill(5))
    page.get_by_label("Termina").fill(idea.ends.zfill(5))
    page.get_by_label("Municipio").select_option(INE[idea.municipality])
    page.get_by_role("checkbox", name="Público en general").check(force=True)
    page.get_by_role("button", name="Guardar como borrador").click()
    expect(page.get_by_text("Guardada como borrador.")).to_be_visible()


def publish(page: Page) -> None:
    """Show it to everybody."""
    page.get_by_role("button", name="Publicar").click()
    expect(page.get_by_text("Actividad publicada.")).to_be_visible()


def test_a_drop_that_nobody_confirms_is_put_back(coordinator: Page, desk: Desk) -> None:
    desk.plan("Taller «Se queda» en San José Pinula, 4 de noviembre de 2031, 9:00-11:00")
    page, said = coordinator, "martes 4 de noviembre de 2031, 09:00–11:00"
    hand.open_calendar(page, "vista=mes&fecha=2031-11-01")
    before = hand.box_of(hand.event(page, "Se queda", said))
    hand.drag_to_day(page, hand.event(page, "Se queda"), date(2031, 11, 12))
    page.get_by_role("button", name="Dejar como estaba").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert hand.box_of(hand.event(page, "Se queda", said)) == before


def test_who_helps_is_not_changed_by_dragging(coordinator: Page) -> None:
    page = coordinator
    hand.open_calendar(page, "vista=personas")
    moved = page.locator(".ec-event.is-published").first
    hand.drag_to_row(page, moved, "Sin nadie todavía")
    expect(page.locator(".toast")).to_contain_text("equipo de la actividad")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_two_coordinators_see_each_others_changes_without_reloading(
    administrator: Page, coordinator: Page, desk: Desk
) -> None:
    for page in (administrator, coordinator):
        hand.open_calendar(page, "vista=mes&fecha=2031-07-01")
        page.evaluate("() => { window.neverReloaded = true; }")
    desk.plan("Taller «Nueva para todos» en San José Pinula, 8 de julio de 2031, 9:00-11:00")
    for page in (administrator, coordinator):
        expect(hand.event(page, "Nueva para todos", "martes 8 de julio")).to_be_visible()
    hand.drag_to_day(coordinator, hand.event(coordinator, "Nueva para todos"), date(2031, 7, 10))
    hand.confirm_move(coordinator)
    expect(hand.event(administrator, "Nueva para todos", "jueves 10 de julio")).to_be_visible()
    for page in (administrator, coordinator):
        assert page.evaluate("() => window.neverReloaded")


def test_a_stale_move_is_refused_with_both_versions_and_may_be_made_all_the_same(
    coordinator: Page, desk: Desk, shots: Path
) -> None:
    event = desk.plan("Taller «De dos» en San José Pinula, 6 de mayo de 2031, 9:00-11:00")
    page = coordinator
    hand.open_calendar(page, "vista=mes&fecha=2031-05-01")
    hand.drag_to_day(page, hand.event(page, "De dos"), date(2031, 5, 8))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("jueves 8 de mayo de 2031, 09:00–11:00")
    desk.move(event, starts="10:00", ends="12:30")
    dialog.get_by_role("button", name="Mover", exact=True).click()
    expect(dialog).to_contain_text("Gabriel T. la cambió mientras tanto")
    row = dialog.get_by_role("row", name="Cuándo")
    expect(row).to_contain_text("martes 6 de mayo de 2031, 09:00–11:00")
    expect(row).to_contain_text("martes 6 de mayo de 2031, 10:00–12:30")
    page.screenshot(path=shots / "stale-move.png")
    hand.confirm_move(page)
    expect(hand.event(page, "De dos", "jueves 8 de mayo de 2031, 09:00–11:00")).to_be_visible()
