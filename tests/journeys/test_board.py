"""Somebody is put on an empty place of the staffing board, with the mouse and with the keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.support.tour import Tour, browser_of

pytestmark = pytest.mark.browser
OPENINGS = "**/turnos/personas/*/lugares*"
WHERE = """it => `[data-event="${it.closest('[data-event]').dataset.event}"] ` +
    `[data-slot="${it.dataset.slot}"] >> nth=0`"""
TAKEABLE = ".slot.is-open, .slot.is-doubtful"


@pytest.fixture
def board(browser: Browser, tour: Tour) -> Iterator[Page]:
    """The board of San José Pinula on a screen as high as it is long: a hand cannot scroll."""
    context = browser_of("coordinator", browser, tour, viewport={"width": 1280, "height": 5000})
    page = context.new_page()
    page.goto("/turnos")
    yield page
    context.close()


def chip(page: Page, number: int) -> Locator:
    """One of the people beside the board."""
    return page.locator("[data-person]").nth(number)


def doubtful(page: Page) -> tuple[Locator, Locator]:
    """Somebody, and an empty place that they can only take if one says why."""
    for number in range(page.locator("[data-person]:visible").count()):
        person = chip(page, number)
        person.click()
        expect(page.locator(".slot.is-blocked, " + TAKEABLE).first).to_be_visible()
        found = page.locator(".slot.is-doubtful")
        where = found.first.evaluate(WHERE) if found.count() else ""
        person.click()
        if where:
            return person, page.locator(where)
    raise AssertionError("everybody can go everywhere")


def held_up(page: Page) -> list[Route]:
    """The questions what somebody may take, none of which is answered."""
    asking: list[Route] = []

    def hold(route: Route) -> None:
        asking.append(route)

    page.route(OPENINGS, hold)
    return asking


def drop(page: Page, person: Locator, place: Locator) -> None:
    """Drag somebody onto a place without waiting for what the server says of it."""
    expect(place).to_be_in_viewport(ratio=1)
    person.hover()
    page.mouse.down()
    # A hand that trembles: the browser may miss where it was while the page is drawn anew.
    for tremble in range(100):
        spot = place.bounding_box()
        assert spot is not None
        page.mouse.move(spot["x"] + 20 + tremble % 2, spot["y"] + 10, steps=2)
        if "is-over" in str(place.get_attribute("class")):
            break
    expect(place).to_have_class(re.compile("is-over"))
    page.mouse.up()


def say_why(asked: Locator) -> None:
    """Where something speaks against somebody, it takes a reason."""
    why = asked.get_by_label("Por qué se invita de todos modos")
    if why.is_visible():
        why.fill("Nadie más puede")


def test_a_person_is_dragged_onto_an_empty_place(board: Page, shots: Path) -> None:
    before = board.locator(".slot.is-empty").count()
    person = chip(board, 0)
    name = person.locator("b").inner_text()
    person.hover()
    board.mouse.down()
    board.mouse.move(700, 600, steps=4)
    target = board.locator(TAKEABLE).first
    expect(target).to_be_visible()
    board.screenshot(path=shots / "board-dragging.png", full_page=True)
    spot = target.bounding_box()
    assert spot is not None
    board.mouse.move(spot["x"] + 20, spot["y"] + 10, steps=6)
    board.mouse.up()
    asked = board.get_by_role("dialog")
    expect(asked).to_contain_text(f"¿Invitar a {name} como")
    say_why(asked)
    asked.get_by_role("button", name="Invitar", exact=True).click()
    expect(board.locator("[data-board-said]")).to_have_text(f"{name}: invitación anotada.")
    expect(board.locator(".slot.is-empty")).to_have_count(before - 1)
    expect(board.locator(".slot.is-waiting", has_text=name).first).to_be_visible()


def test_the_keyboard_does_the_same_and_escape_lets_go(board: Page) -> None:
    before = board.locator(".slot.is-empty").count()
    person = chip(board, 1)
    name = person.locator("b").inner_text()
    person.focus()
    board.keyboard.press("Enter")
    expect(person).to_have_attribute("aria-pressed", "true")
    told = f"{name}: elegir un lugar libre, o Escape para dejarlo."
    expect(board.locator("[data-board-said]")).to_have_text(told)
    board.keyboard.press("Escape")
    expect(person).to_have_attribute("aria-pressed", "false")
    board.keyboard.press("Enter")
    expect(board.locator(TAKEABLE).first).to_be_focused()
    board.keyboard.press("Enter")
    asked = board.get_by_role("dialog")
    say_why(asked)
    board.keyboard.press("Enter")
    expect(board.locator("[data-board-said]")).to_have_text(f"{name}: invitación anotada.")
    expect(board.locator(".slot.is-empty")).to_have_count(before - 1)
    expect(person).to_be_focused()


def test_people_are_found_by_name_and_a_place_leads_to_the_team(board: Page) -> None:
    name = chip(board, 2).locator("b").inner_text()
    board.get_by_label("Buscar", exact=True).fill(name.lower())
    expect(board.locator("[data-person]:visible")).to_have_count(1)
    board.locator("a.slot.is-empty").first.click()
    board.wait_for_url("**/equipo?role=*")


def test_who_lets_go_before_the_server_answered_is_told_all_the_same(board: Page) -> None:
    person, place = doubtful(board)
    asking = held_up(board)
    drop(board, person, place)
    expect(place).to_have_attribute("aria-busy", "true")
    expect(person).to_have_attribute("aria-pressed", "false")
    asking[0].continue_()
    asked = board.get_by_role("dialog")
    expect(asked).to_contain_text("Se puede, aunque: ")
    expect(asked.get_by_label("Por qué se invita de todos modos")).to_be_focused()


def test_what_only_the_server_knows_can_be_answered(board: Page) -> None:
    person, place = doubtful(board)
    board.route(OPENINGS, lambda route: route.abort())
    drop(board, person, place)
    asked = board.get_by_role("dialog")
    expect(asked).to_contain_text("¿Invitar a ")
    why = asked.get_by_label("Por qué se invita de todos modos")
    expect(why).to_be_hidden()
    asked.get_by_role("button", name="Invitar", exact=True).click()
    expect(asked.get_by_role("alert")).to_have_text("Falta decir por qué de todos modos.")
    expect(asked).to_contain_text("Se puede, aunque: ")
    expect(why).to_be_focused()
    board.keyboard.type("Nadie más puede")
    board.keyboard.press("Enter")
    expect(board.locator("[data-board-said]")).to_contain_text(": invitación anotada.")


def test_others_of_the_network_are_found_when_they_are_wanted(board: Page) -> None:
    board.set_viewport_size({"width": 1280, "height": 900})
    near = board.locator("[data-person]:visible").count()
    expect(board.get_by_role("link", name="Ver la carga de todas")).to_be_in_viewport()
    board.get_by_label("Buscar en toda la red").check()
    other = board.locator("[data-far] [data-person]").first
    expect(other).to_be_visible()
    assert board.locator("[data-person]:visible").count() > near
    other.focus()
    board.keyboard.press("Enter")
    name = other.locator("b").inner_text()
    expect(board.locator("[data-board-said]")).to_contain_text(name)
    expect(board.locator(".slot.is-blocked, " + TAKEABLE).first).to_be_visible()
