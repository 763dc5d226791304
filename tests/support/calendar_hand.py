"""What a hand on the mouse does in the calendar."""

import re
from contextlib import suppress
from datetime import date, timedelta

from playwright.sync_api import Error, FloatRect, Locator, Page, expect

HOUR = 52  # pixels
FIRST_HOUR = 6


def open_calendar(page: Page, query: str) -> None:
    """A view of the calendar, once it is drawn."""
    page.goto(f"/calendario?{query}")
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until the calendar of the browser stands there."""
    expect(page.locator("[data-calendar].is-drawn .ec-main")).to_be_visible()


def event(page: Page, title: str, said: str = "") -> Locator:
    """An event by its title and by what else is read aloud of it."""
    name = re.compile(rf"^{re.escape(title)}, .*{re.escape(said)}")
    return page.locator(".ec-event:not(.ec-preview):not(.ec-ghost)").and_(
        page.get_by_role("button", name=name)
    )


def day_cell(page: Page, day: date) -> Locator:
    """A day of the month's sheet."""
    return page.locator(".ec-day-grid .ec-day").filter(
        has=page.locator(f"time[datetime='{day.isoformat()}']")
    )


def click_day(page: Page, day: date) -> None:
    """Click the empty part of a day."""
    box = box_of(day_cell(page, day))
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 12)


def drag_to_day(page: Page, moved: Locator, day: date) -> None:
    """Take an event to another day of the month."""
    box = box_of(day_cell(page, day))
    drag(page, start_of(moved), (box["x"] + 30, box["y"] + 60))


def drag_to_row(page: Page, moved: Locator, row: str) -> None:
    """Take an event to another row of a timeline, on the same day."""
    head = box_of(page.locator(".ec-row-head").filter(has_text=row).first)
    x, _y = start_of(moved)
    drag(page, (x, _y), (x, head["y"] + head["height"] / 2))


def stretch(page: Page, resized: Locator, hours: int) -> None:
    """Pull the lower edge of an event of the week down."""
    box = box_of(resized)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 3
    drag(page, (x, y), (x, y + hours * HOUR))


def mark_hours(page: Page, day: date, first: int, last: int) -> None:
    """Mark an empty span of a day of the week."""
    box = box_of(page.locator(".ec-time-grid .ec-body .ec-day").nth(day.weekday()))
    top = box["y"] - FIRST_HOUR * HOUR
    drag(
        page,
        (box["x"] + 20, top + first * HOUR + 4),
        (box["x"] + 24, top + last * HOUR - 4),
    )


def confirm_move(page: Page) -> None:
    """Say yes to what a move would cause."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Mover", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".toast")).to_have_text("Actividad movida.")


def drag(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move as a hand does, and let go."""
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(begin[0] + 8, begin[1] + 6, steps=3)
    page.mouse.move(*end, steps=8)
    page.mouse.up()


def start_of(moved: Locator) -> tuple[float, float]:
    """Where an event is taken hold of."""
    box = box_of(moved)
    return box["x"] + 30, box["y"] + 12


def box_of(thing: Locator, times: int = 10) -> FloatRect:
    """Where something stands on the screen, also when it is drawn anew at this moment."""
    for _time in range(times):
        with suppress(Error):
            thing.scroll_into_view_if_needed()
        box = thing.bounding_box()
        if box is not None:
            return box
    raise AssertionError(f"{thing} stands nowhere")


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
