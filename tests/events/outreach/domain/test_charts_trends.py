import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts_frame import BASE, TOP, WIDTH, frame
from events.outreach.domain.charts_trends import Point, Shape, trend_svg

PLACE = re.compile(r"([\d.]+) ([\d.]+)")
AMOUNTS = st.none() | st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(
    lambda ends: Amount(*sorted(ends))
)


def points(*amounts: Amount | None) -> list[Point]:
    return [Point(name=f"T{at}", amount=amount) for at, amount in enumerate(amounts, start=1)]


def drawn(shape: Shape, *amounts: Amount | None) -> ET.Element:
    return ET.fromstring(trend_svg(points(*amounts), title="x", shape=shape))


def heights(drawing: ET.Element, css: str) -> dict[float, float]:
    """The height of a line at each place from left to right."""
    paths = [part.get("d") or "" for part in drawing.iter("path") if part.get("class") == css]
    return {float(x): float(y) for path in paths for x, y in PLACE.findall(path)}


@given(st.lists(AMOUNTS, min_size=1, max_size=12))
def test_the_ends_of_a_band_never_cross_and_never_leave_the_sheet(
    amounts: list[Amount | None],
) -> None:
    drawing = drawn("band", *amounts)
    low, high = heights(drawing, "chart-trend-line"), heights(drawing, "chart-band-high")
    assert low.keys() == high.keys()
    assert len(low) == sum(amount is not None for amount in amounts)
    for x in low:
        assert 0 <= x <= WIDTH
        assert TOP <= high[x] <= low[x] <= BASE  # a picture counts from its top


@given(st.integers(0, 10**7))
def test_the_heights_beside_a_chart_are_few_round_and_high_enough(highest: int) -> None:
    sheet = frame(8, highest)
    assert sheet.tallest >= highest
    assert sheet.tallest % sheet.step == 0
    assert 1 <= sheet.tallest // sheet.step <= 4
    assert re.fullmatch("(1|2|25|5)0*", str(sheet.step))


def test_what_is_missing_leaves_a_gap_in_the_line() -> None:
    drawing = drawn("line", exactly(3), exactly(5), None, exactly(4))
    lines = [p for p in drawing.iter("path") if p.get("class") == "chart-trend-line"]
    assert [len(PLACE.findall(line.get("d") or "")) for line in lines] == [2, 1]
    assert len(list(drawing.iter("circle"))) == 3


def test_every_figure_is_said_in_words_too() -> None:
    told = [
        Point(name="T3", spoken="T3 2026", amount=Amount(10, 20)),
        Point(name="T4", spoken="T4 2026", amount=None, unfinished=True),
    ]
    drawing = ET.fromstring(trend_svg(told, title="Personas", shape="band"))
    assert (drawing.get("role"), drawing.findtext("title")) == ("img", "Personas")
    assert drawing.findtext("desc") == "T3 2026: 10–20; T4 2026: no reportado (en curso)"


def test_what_is_still_going_on_looks_different_without_colour() -> None:
    point = Point(name="T4", amount=exactly(4), unfinished=True)
    columns = ET.fromstring(trend_svg([point], title="x", shape="columns"))
    assert [r.get("class") for r in columns.iter("rect")] == ["chart-column chart-column-open"]
    line = ET.fromstring(trend_svg([point], title="x", shape="line"))
    assert [c.get("class") for c in line.iter("circle")] == ["chart-dot chart-dot-open"]


def test_a_column_stands_on_the_base_and_nothing_is_styled_inline() -> None:
    drawing = drawn("columns", exactly(7), exactly(0))
    for rect in drawing.iter("rect"):
        assert float(rect.get("y") or 0) + float(rect.get("height") or 0) == BASE
    attributes = {name for part in drawing.iter() for name in part.attrib}
    assert attributes.isdisjoint({"style", "fill", "stroke"})
