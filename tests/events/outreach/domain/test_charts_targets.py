from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts_targets import WIDTH, goal_svg


def parts(amount: Amount | None, target: int, *, exact: bool = False) -> dict[str, ET.Element]:
    drawing = ET.fromstring(goal_svg(amount, target=target, exact=exact))
    return {part.get("class") or "": part for part in list(drawing)}


def mark_at(drawn: dict[str, ET.Element]) -> float:
    return float((drawn["chart-target"].get("d") or "")[1:].split()[0])


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_bar_passes_its_mark_only_when_the_target_was_passed(
    low: int, more: int, target: int
) -> None:
    drawn = parts(Amount(low, low + more), target)
    bar = float(drawn["chart-bar"].get("width") or 0)
    assert 0 <= bar <= WIDTH
    assert (bar < mark_at(drawn)) <= (low < target)
    assert (bar > mark_at(drawn)) <= (low > target)
    assert ("chart-whisker" in drawn) == (more > 0)


def test_nothing_reported_is_an_empty_outline_and_zero_is_not() -> None:
    assert list(parts(None, 400)) == ["chart-unreported", "chart-target"]
    assert list(parts(exactly(0), 400)) == ["chart-track", "chart-bar", "chart-target"]


def test_an_exact_target_has_a_mark_of_its_own() -> None:
    assert "chart-target chart-exact" in parts(exactly(400), 400, exact=True)
