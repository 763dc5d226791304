"""The bar of a figure against its target: a mark where it is to arrive, a whisker if unsure."""

from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from events.outreach.domain.amounts import Amount

WIDTH: Final = 420
HEIGHT: Final = 22
BAR: Final = 12
TOP: Final = 5
MARGIN: Final = 4  # so that a mark at the very end is seen whole

# The words beside the bar say all of it, so that nobody has to hear it twice.
CHART: Final = Markup(
    '<svg class="chart chart-goal" aria-hidden="true" focusable="false"'
    ' viewBox="0 0 {width} {height}" preserveAspectRatio="none">{drawing}</svg>'
)
RECT: Final = Markup('<rect class="{css}" x="0" y="{y}" width="{width}" height="{height}"/>')
WHISKER: Final = Markup('<path class="chart-whisker" d="M{low} 11H{high}M{high} 7V15"/>')
MARK: Final = Markup('<path class="{css}" d="M{x} 1V21"/>')


def goal_svg(amount: Amount | None, *, target: int, exact: bool = False) -> Markup:
    """Draw to the scale of whatever is larger; nothing reported is an empty, dashed track."""
    longest = max(target, amount.high if amount else 0, 1)
    end = WIDTH - MARGIN

    def at(number: int) -> float:
        return round(end * number / longest, 1)

    mark = MARK.format(css="chart-target chart-exact" if exact else "chart-target", x=at(target))
    shapes = [_track(amount, end), *_reached(amount, at), mark]
    return CHART.format(width=WIDTH, height=HEIGHT, drawing=Markup("").join(shapes))


def _track(amount: Amount | None, end: int) -> Markup:
    css = "chart-track" if amount else "chart-unreported"
    return RECT.format(css=css, y=TOP, width=end, height=BAR)


def _reached(amount: Amount | None, at: Callable[[int], float]) -> list[Markup]:
    if amount is None:
        return []
    solid = RECT.format(css="chart-bar", y=TOP, width=at(amount.low), height=BAR)
    if amount.low == amount.high:
        return [solid]
    return [solid, WHISKER.format(low=at(amount.low), high=at(amount.high))]
