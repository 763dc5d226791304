from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.map_legend import legend, step_of


def entries(amounts: list[Amount | None], *, most: int) -> list[str]:
    drawing, _ = legend(amounts, most=most, top=0)
    return [part.split("<")[0] for part in drawing.split('">')[1:] if "</text>" in part]


def test_a_fifth_of_the_most_is_one_step() -> None:
    steps = [step_of(exactly(number), most=1000) for number in (0, 1, 200, 201, 1000)]
    assert steps == ["step-0", "step-1", "step-1", "step-2", "step-5"]


def test_what_is_not_reported_is_no_step_and_zero_is_the_least() -> None:
    assert (step_of(None, most=10), step_of(exactly(0), most=0)) == ("step-none", "step-0")


def test_a_tint_follows_what_is_certain() -> None:
    assert step_of(Amount(10, 100), most=100) == "step-1"


def test_the_legend_names_only_tints_that_can_occur() -> None:
    assert entries([exactly(3), exactly(0), None], most=3) == ["no reportado", "0", "1", "2", "3"]
    assert entries([exactly(1000)], most=1000) == [
        "1–200",
        "201–400",
        "401–600",
        "601–800",
        "801–1,000",
    ]


def test_the_legend_of_nothing_takes_no_room() -> None:
    assert legend([], most=0, top=40) == ("", 40)


@given(st.lists(st.integers(0, 5000), min_size=1))
def test_every_number_has_the_tint_that_the_legend_gives_it(numbers: list[int]) -> None:
    most = max(numbers)
    drawing, _ = legend(map(exactly, numbers), most=most, top=0)
    tinted = {step_of(exactly(number), most=most) for number in numbers}
    assert tinted == {step for step in tinted if f'"map-swatch {step}"' in drawing}
