"""The frame of a chart over time: a baseline, a few round heights, and names below."""

from collections.abc import Sequence
from math import ceil, log10
from typing import Final

from markupsafe import Markup
from msgspec import Struct

WIDTH: Final = 420
TOP: Final = 30
BASE: Final = 150
NAMES: Final = 18
LEFT: Final = 44
RIGHT: Final = 10
ROUND: Final = (1, 2, 2.5, 5, 10)
LINES: Final = 4  # at most so many heights are written beside the chart

CHART: Final = Markup(
    '<svg class="chart chart-trend" role="img" viewBox="0 0 {width} {height}">'
    "<title>{title}</title><desc>{summary}</desc>{drawing}</svg>"
)
GRID: Final = Markup(
    '<path class="{css}" d="M{left} {y}H{right}"/>'
    '<text class="chart-note chart-height" x="{text_x}" y="{text_y}">{number}</text>'
)
NAME: Final = Markup('<text class="chart-note chart-name" x="{x}" y="{y}">{text}</text>')


class Frame(Struct, frozen=True):
    """Where figures stand on the sheet: one column for each name, zero at the base."""

    columns: int
    tallest: int
    step: int

    @property
    def room(self) -> float:
        """The width of a column."""
        return (WIDTH - LEFT - RIGHT) / max(self.columns, 1)

    def x(self, column: int) -> float:
        """The middle of a column."""
        return round(LEFT + self.room * (column + 0.5), 1)

    def y(self, number: int) -> float:
        return round(BASE - (BASE - TOP) * number / self.tallest, 1)


def frame(columns: int, highest: int) -> Frame:
    """A frame in which the highest figure has room below a round number."""
    step = _round_step(highest)
    return Frame(columns, max(ceil(highest / step), 1) * step, step)


def grid(frame: Frame) -> Markup:
    """The baseline, and a line at each round height."""
    return Markup("").join(
        GRID.format(
            css="chart-line" if number else "chart-base",
            left=LEFT,
            right=WIDTH - RIGHT,
            y=frame.y(number),
            text_x=LEFT - 6,
            text_y=frame.y(number) + 4,
            number=f"{number:,}",
        )
        for number in range(0, frame.tallest + 1, frame.step)
    )


def names(frame: Frame, lines: Sequence[tuple[str, str]]) -> Markup:
    """Below each column its name, and below that what begins there, such as a year."""
    return Markup("").join(
        NAME.format(x=frame.x(column), y=BASE + NAMES * line, text=text)
        for column, texts in enumerate(lines)
        for line, text in enumerate(texts, start=1)
        if text
    )


def framed(title: str, summary: str, drawing: Markup) -> Markup:
    """The whole picture; its summary is read aloud in its place."""
    height = BASE + 2 * NAMES + 6
    return CHART.format(width=WIDTH, height=height, title=title, summary=summary, drawing=drawing)


def _round_step(highest: int) -> int:
    least = max(highest, 1) / LINES
    power = 10 ** max(ceil(log10(least)) - 1, 0) if least > 1 else 1
    return next(int(r * power) for r in ROUND if r * power >= least and r * power == int(r * power))
