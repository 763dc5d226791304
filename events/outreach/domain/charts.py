"""Horizontal bars drawn on the server, each with a whisker as long as what is not known."""

from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.amounts import Amount
from server.foundation.translation import gettext as _

WIDTH: Final = 420
LETTERS_OF_LABEL: Final = 40
LETTERS_OF_NOTE: Final = 50
LINE: Final = 18
BAR: Final = 12
GAP: Final = 16

CHART: Final = Markup(
    '<svg class="chart chart-bars" role="img" viewBox="0 0 {width} {height}">'
    "<title>{title}</title><desc>{summary}</desc>{drawing}</svg>"
)
TEXT: Final = Markup('<text class="{css}" x="{x}" y="{y}">{text}</text>')
RECT: Final = Markup('<rect class="{css}" x="0" y="{y}" width="{width}" height="{height}"/>')
WHISKER: Final = Markup(
    '<path class="chart-whisker" d="M{low} {middle}H{high}M{high} {top}V{foot}"/>'
)


class Bar(Struct, frozen=True, kw_only=True):
    """A label and its figure; no figure is said to be missing, never drawn as zero."""

    label: str
    amount: Amount | None
    css: str = ""  # classes that set --muni, such as "muni muni-0108"


def bars_svg(bars: Sequence[Bar], *, title: str) -> Markup:
    """Draw to the scale of the largest upper end; charts.css holds every colour."""
    longest = max((bar.amount.high for bar in bars if bar.amount), default=0)
    tops = list(accumulate(map(_height_of, bars), initial=0))
    rows = [_row(bar, top=top, longest=longest) for bar, top in zip(bars, tops, strict=False)]
    notes = [line for sentence in _notes(bars) for line in wrap(sentence, LETTERS_OF_NOTE)]
    return CHART.format(
        width=WIDTH,
        height=tops[-1] + LINE * len(notes),
        title=title,
        summary="; ".join(f"{bar.label}: {_figure(bar)}" for bar in bars),
        drawing=Markup("").join([*rows, *_lines(notes, css="chart-note", top=tops[-1])]),
    )


def _label(bar: Bar) -> list[str]:
    return wrap(bar.label, LETTERS_OF_LABEL) or [""]


def _height_of(bar: Bar) -> int:
    return LINE * len(_label(bar)) + BAR + GAP


def _row(bar: Bar, *, top: int, longest: int) -> Markup:
    css = "chart-number" if bar.amount else "chart-missing"
    figure = TEXT.format(css=css, x=WIDTH, y=top + BAR, text=_figure(bar))
    bar_top = top + LINE * len(_label(bar))
    label = _lines(_label(bar), css="chart-label", top=top)
    return Markup("").join([*label, figure, *_shapes(bar, top=bar_top, longest=longest)])


def _lines(lines: Sequence[str], *, css: str, top: int) -> list[Markup]:
    return [
        TEXT.format(css=css, x=0, y=top + BAR + LINE * number, text=text)
        for number, text in enumerate(lines)
    ]


def _shapes(bar: Bar, *, top: int, longest: int) -> list[Markup]:
    track = RECT.format(css="chart-track", y=top, width=WIDTH, height=BAR)
    if bar.amount is None or bar.amount.high == 0:
        return [track]
    # One unit is kept free on the right, where the end of the longest whisker has its thickness.
    low, high = (
        round((WIDTH - 1) * number / longest, 1) for number in (bar.amount.low, bar.amount.high)
    )
    solid = RECT.format(css=f"chart-bar {bar.css}".strip(), y=top, width=low, height=BAR)
    if bar.amount.low == bar.amount.high:
        return [track, solid]
    ends = {"middle": top + BAR / 2, "top": top + 2, "foot": top + BAR - 2}
    return [track, solid, WHISKER.format(low=low, high=high, **ends)]


def _figure(bar: Bar) -> str:
    return bar.amount.text if bar.amount else _("no reportado")


def _notes(bars: Sequence[Bar]) -> list[str]:
    if not bars:
        return [_("no reportado")]
    if all(bar.amount is None or bar.amount.low == bar.amount.high for bar in bars):
        return []
    return [_("La barra llega hasta el mínimo seguro; la línea, hasta el máximo posible.")]
