"""A figure taken apart adds up to the figure."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.answered import EventCount
from events.outreach.domain.counted_lines import Mark, Tally
from events.outreach.domain.explained.explanation import explain
from events.outreach.domain.totals import Cell, reach
from tests.support.registers import AFTER

PERIOD = UUID(int=1)
ANSWERS = st.sampled_from(["female", "male", "unknown"])


def mark(event: int, card: int | None, sex: str) -> Mark:
    code = None if card is None else bytes([card])
    return Mark(
        event=UUID(int=event), period=PERIOD, pseudonym=code, at=AFTER, sex=sex,
        age_band="unknown", audience="unknown",
    )  # fmt: skip


def tally(event: int, count: int, sex: str) -> Tally:
    return Tally(
        event=UUID(int=event), period=PERIOD, sex=sex, age_band="unknown", audience="unknown",
        count=count,
    )  # fmt: skip


MARKS = st.lists(
    st.builds(mark, st.integers(1, 3), st.none() | st.integers(1, 4), ANSWERS),
    max_size=9,
    unique_by=lambda it: (it.event, it.pseudonym) if it.pseudonym else object(),
)
TALLIES = st.lists(st.builds(tally, st.integers(1, 3), st.integers(1, 6), ANSWERS), max_size=4)


def registers(marks: list[Mark], tallies: list[Tally]) -> list[EventCount]:
    return [
        EventCount(
            event=UUID(int=event),
            passes=sum(it.event.int == event and it.pseudonym is not None for it in marks),
            without_pass=sum(it.event.int == event and it.pseudonym is None for it in marks),
            headcount=sum(it.count for it in tallies if it.event.int == event),
        )
        for event in (1, 2, 3)
    ]


@given(MARKS, TALLIES)
def test_what_it_was_put_together_from_adds_up(marks: list[Mark], tallies: list[Tally]) -> None:
    told = explain(reach(marks, tallies), registers(marks, tallies))
    assert told.adjusted == 0
    assert told.recorded + told.counted == told.contacts
    assert told.passes == len({it.pseudonym for it in marks if it.pseudonym})
    assert told.passes + told.without == told.most
    fewest = {"nobody": 0, "passes": told.passes, "fullest": told.fullest.contacts}
    assert told.least == fewest.get(told.reason, told.least)
    assert told.least >= max(told.passes, told.fullest.contacts)


def test_what_became_known_later_is_said_apart() -> None:
    count = EventCount(event=UUID(int=1), passes=2, without_pass=1, headcount=4)
    cell = Cell(contacts=10, unique_from=9, unique_to=10, headcount=7, check_ins=3)
    told = explain(cell, [count])
    assert (told.adjusted, told.recorded, told.counted, told.contacts) == (3, 3, 4, 10)
    assert (told.passes, told.without, told.reason) == (2, 8, "adjusted")


def test_the_fewest_may_follow_from_the_parts_alone() -> None:
    counts = [
        EventCount(event=UUID(int=event), passes=0, without_pass=0, headcount=5) for event in (1, 2)
    ]
    told = explain(Cell(contacts=10, unique_from=8, unique_to=10, headcount=10), counts)
    assert (told.reason, told.exact) == ("parts", False)
