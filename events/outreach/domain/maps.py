"""A map of municipalities, each tinted by its figure and leading to its page."""

from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from events.outreach.domain.cartography import Feature, Outline, draw
from events.outreach.domain.map_labels import key, labels
from events.outreach.domain.map_legend import legend, step_of
from events.outreach.domain.map_places import Place, match

WIDTH: Final = 420
TALLEST: Final = 560

# A picture with links in it is a group: `role="img"` would hide them from screen readers.
MAP: Final = Markup(
    '<svg class="chart chart-map" role="group" viewBox="0 0 {width} {height}">'
    "<title>{title}</title>{drawing}</svg>"
)
AREA: Final = Markup('<g class="{css}"><title>{spoken}</title><path d="{path}"/></g>')
LINKED_AREA: Final = Markup(
    '<a class="{css}" href="{href}" aria-label="{spoken}">'
    '<title>{spoken}</title><path d="{path}"/></a>'
)


def map_svg(
    features: Sequence[Feature],
    places: Iterable[Place],
    *,
    title: str,
    beside: Sequence[Feature] = (),
) -> Markup:
    """Draw every feature; a place that has none is listed below the map, so that none is lost.

    A feature without a place counts as not reported. Tints follow the lower end of the figures.
    What lies `beside` is drawn for orientation only: nothing is said of it but its name.
    """
    sheet = draw([*beside, *features], width=WIDTH, tallest=TALLEST)
    around = Markup("").join(map(_surroundings, sheet.outlines[: len(beside)]))
    drawn, elsewhere = match(sheet.outlines[len(beside) :], places)
    amounts = [place.amount for place in [*(place for _, place in drawn), *elsewhere]]
    most = max((amount.low for amount in amounts if amount), default=0)
    names, numbered = labels(drawn)
    explained, below_key = key(numbered, elsewhere, top=sheet.height)
    tints, height = legend(amounts, most=most, top=below_key)
    areas = [
        _area(outline, place, tint=step_of(place.amount, most=most)) for outline, place in drawn
    ]
    drawing = Markup("").join([around, *areas, names, explained, tints])
    return MAP.format(width=WIDTH, height=f"{height:g}", title=title, drawing=drawing)


def _surroundings(outline: Outline) -> Markup:
    return AREA.format(css="map-beside", spoken=outline.name, path=outline.path)


def _area(outline: Outline, place: Place, *, tint: str) -> Markup:
    template = LINKED_AREA if place.href else AREA
    css = f"muni muni-{place.ine} {tint}"
    return template.format(css=css, href=place.href, spoken=place.spoken, path=outline.path)
