"""Figures over time drawn on the server: a line, a band between two ends, or columns."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, Literal

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.amounts import Amount
from events.outreach.domain.charts_frame import (
    BASE,
    NAMES,
    RIGHT,
    WIDTH,
    Frame,
    frame,
    framed,
    grid,
    names,
)
from server.foundation.translation import gettext as _

Shape = Literal["line", "band", "columns"]

DOT: Final = Markup('<circle class="{css}" cx="{x}" cy="{y}" r="{size}"/>')
PATH: Final = Markup('<path class="{css}" d="{path}"/>')
COLUMN: Final = Markup('<rect class="{css}" x="{x}" y="{y}" width="{width}" height="{height}"/>')
NUMBER: Final = Markup('<text class="chart-last" x="{x}" y="{y}">{text}</text>')
FULL: Final = 0.6  # of a column's room


class Point(Struct, frozen=True, kw_only=True):
    """One stretch of time and its figure, which may be missing; `below` begins with it.

    `unfinished` is what is still going on: it is drawn hollow.
    """

    name: str
    amount: Amount | None
    below: str = ""
    spoken: str = ""
    unfinished: bool = False


Placed = tuple[int, Point, Amount]


def trend_svg(points: Sequence[Point], *, title: str, shape: Shape) -> Markup:
    """Draw the points from left to right; what is missing leaves a gap, never a zero."""
    placed = [(at, point, point.amount) for at, point in enumerate(points) if point.amount]
    sheet = frame(len(points), max((amount.high for _at, _point, amount in placed), default=0))
    drawing = [
        grid(sheet),
        *SHAPES[shape](sheet, placed),
        *_latest(placed),
        names(sheet, [(point.name, point.below) for point in points]),
    ]
    return framed(title, summary(points), Markup("").join(drawing))


def summary(points: Iterable[Point]) -> str:
    """Every figure in words, for who cannot see the picture."""
    return "; ".join(f"{point.spoken or point.name}: {_figure(point)}" for point in points)


def _figure(point: Point) -> str:
    figure = point.amount.text if point.amount else _("no reportado")
    return f"{figure} ({_('en curso')})" if point.unfinished else figure


def _line(sheet: Frame, placed: Sequence[Placed]) -> Iterable[Markup]:
    for run in _runs(placed):
        yield PATH.format(css="chart-trend-line", path=_path(sheet, run, lambda a: a.low))
    for at, point, amount in placed:
        css = "chart-dot chart-dot-open" if point.unfinished else "chart-dot"
        yield DOT.format(css=css, x=sheet.x(at), y=sheet.y(amount.low), size=4)


def _band(sheet: Frame, placed: Sequence[Placed]) -> Iterable[Markup]:
    """Tinted between the ends; the lower end is a full line, the upper one dashed."""
    for run in _runs(placed):
        low = _path(sheet, run, lambda amount: amount.low)
        high = _path(sheet, run, lambda amount: amount.high)
        back = _path(sheet, run[::-1], lambda amount: amount.high)
        yield PATH.format(css="chart-band", path=f"{low}L{back[1:]}Z")
        yield PATH.format(css="chart-band-high", path=high)
        yield PATH.format(css="chart-trend-line", path=low)
    for at, point, amount in placed:
        css = "chart-span chart-span-open" if point.unfinished else "chart-span"
        ends = f"M{sheet.x(at)} {sheet.y(amount.low)}V{sheet.y(amount.high)}"
        yield PATH.format(css=css, path=ends)
        yield DOT.format(css="chart-dot", x=sheet.x(at), y=sheet.y(amount.low), size=3)


def _columns(sheet: Frame, placed: Sequence[Placed]) -> Iterable[Markup]:
    width = round(sheet.room * FULL, 1)
    for at, point, amount in placed:
        top = sheet.y(amount.low)
        yield COLUMN.format(
            css="chart-column chart-column-open" if point.unfinished else "chart-column",
            x=round(sheet.x(at) - width / 2, 1),
            y=top,
            width=width,
            height=round(BASE - top, 1),
        )


SHAPES: Final[dict[Shape, Callable[[Frame, Sequence[Placed]], Iterable[Markup]]]] = {
    "line": _line,
    "band": _band,
    "columns": _columns,
}


def _runs(placed: Sequence[Placed]) -> Iterable[list[Placed]]:
    """The points that follow one another without a gap."""
    numbered = enumerate(placed)
    for _key, run in groupby(numbered, key=lambda pair: pair[0] - pair[1][0]):
        yield [point for _number, point in run]


def _path(sheet: Frame, run: Iterable[Placed], end: Callable[[Amount], int]) -> str:
    return "M" + "L".join(f"{sheet.x(at)} {sheet.y(end(amount))}" for at, _point, amount in run)


def _latest(placed: Sequence[Placed]) -> Iterable[Markup]:
    """The last figure is written out in the corner; the others are in the table behind."""
    for _at, point, amount in placed[-1:]:
        said = f"{point.spoken or point.name}: {amount.text}"
        yield NUMBER.format(x=WIDTH - RIGHT, y=NAMES - 4, text=said)
