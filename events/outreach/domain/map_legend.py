"""The five tints of a map, and the legend that says what each stands for."""

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from events.outreach.domain.amounts import Amount
from server.foundation.translation import gettext as _

STEPS: Final = 5
COLUMNS: Final = 3
COLUMN: Final = 140
LINE: Final = 20

SWATCH: Final = Markup(
    '<rect class="map-swatch {css}" x="{x}" y="{y}" width="14" height="14"/>'
    '<text class="chart-note" x="{text_x}" y="{text_y}">{text}</text>'
)


def step_of(amount: Amount | None, *, most: int) -> str:
    """Which fifth of `most` the lower end reaches into; the CSS class of its tint."""
    if amount is None:
        return "step-none"
    return f"step-{-(-STEPS * amount.low // most) if most else 0}"


def legend(amounts: Iterable[Amount | None], *, most: int, top: float) -> tuple[Markup, float]:
    """Draw the tints that can occur among these amounts; also give where it ends."""
    entries = list(_entries(list(amounts), most))
    swatches = [
        _swatch(css, text, x=COLUMN * (place % COLUMNS), y=top + LINE * (place // COLUMNS))
        for place, (css, text) in enumerate(entries)
    ]
    return Markup("").join(swatches), top + LINE * -(-len(entries) // COLUMNS)


def _entries(amounts: Sequence[Amount | None], most: int) -> Iterable[tuple[str, str]]:
    if None in amounts:
        yield "step-none", _("no reportado")
    if any(amount is not None and amount.low == 0 for amount in amounts):
        yield "step-0", "0"
    unit = next((type(amount) for amount in amounts if amount is not None), Amount)
    for step in range(1, STEPS + 1):
        first, last = most * (step - 1) // STEPS + 1, most * step // STEPS
        if first <= last:
            yield f"step-{step}", unit(first, last).text


def _swatch(css: str, text: str, *, x: int, y: float) -> Markup:
    return SWATCH.format(css=css, x=x, y=f"{y:g}", text_x=x + 20, text_y=f"{y + 11:g}", text=text)
