"""What a draft does with the places that stand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from volunteers.assignments.domain.rota.diff import (
    LIVE,
    Drafted,
    Line,
    Repair,
    Standing,
    diff,
    filled,
    loads,
    median,
    repair,
)

ASKED = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
BEFORE, AFTER = ASKED - timedelta(days=1), ASKED + timedelta(minutes=1)
EVENT, OTHER = UUID(int=1), UUID(int=2)
ANA, BERTA = UUID(int=11), UUID(int=12)

ids = st.sampled_from([UUID(int=number) for number in range(1, 5)])
drafts = st.builds(
    Drafted,
    event=ids,
    volunteer=ids,
    role=st.sampled_from(["lead", "assistant"]),
    was=st.sampled_from(["", "proposed", "invited", "accepted"]),
    by_hand=st.booleans(),
)
stands = st.builds(
    Standing,
    event=ids,
    volunteer=ids,
    role=st.sampled_from(["lead", "assistant"]),
    status=st.sampled_from(["proposed", "invited", "accepted", "declined", "withdrawn", "expired"]),
    since=st.sampled_from([BEFORE, AFTER]),
)


def place(role: str = "lead", was: str = "", *, by_hand: bool = False) -> Drafted:
    return Drafted(event=EVENT, volunteer=ANA, role=role, was=was, by_hand=by_hand)


def stands_as(status: str, role: str = "lead", since: datetime = BEFORE) -> Standing:
    return Standing(event=EVENT, volunteer=ANA, role=role, status=status, since=since)


def only(drafted: Drafted | None, standing: Standing | None) -> Line:
    lines = diff([drafted] if drafted else [], [standing] if standing else [], known_at=ASKED)
    assert len(lines) == 1
    return lines[0]


def test_a_place_stays_is_new_or_gets_the_other_role() -> None:
    assert only(place(), None).change == "new"
    assert only(place(was="invited"), stands_as("invited")).change == "kept"
    assert only(place("assistant"), stands_as("invited")).change == "role"


def test_what_was_accepted_is_never_moved() -> None:
    line = only(place("assistant", was="invited"), stands_as("accepted"))
    assert (line.change, line.role, line.fixed) == ("kept", "lead", True)
    line = only(place("assistant", was="accepted"), stands_as("attended"))
    assert (line.change, line.role, line.fixed) == ("kept", "lead", True)
    line = only(None, stands_as("accepted"))
    assert (line.change, line.stays) == ("beside", True)


def test_what_the_draft_does_not_have_goes_unless_it_came_later() -> None:
    assert only(None, stands_as("invited")).change == "out"
    assert only(None, stands_as("proposed", since=AFTER)).change == "beside"


def test_who_called_off_meanwhile_is_not_asked_again_unless_by_hand() -> None:
    assert only(place(was="accepted"), stands_as("declined")).change == "lost"
    assert only(place(), stands_as("withdrawn")).change == "lost"
    assert only(place(by_hand=True), stands_as("declined")).change == "new"
    assert only(place(), stands_as("expired")).change == "new"
    assert diff([], [stands_as("declined")], known_at=ASKED) == []


def test_a_repair_says_how_many_change_and_who_loses_a_place() -> None:
    new = Line(event=EVENT, volunteer=ANA, role="lead", change="new")
    stays = Line(event=EVENT, volunteer=BERTA, role="assistant", change="kept")
    assert repair([new, stays]) == Repair(changes=1, moved=0)
    pulled = Line(event=OTHER, volunteer=ANA, role="lead", change="out", status="proposed")
    behind = Line(event=OTHER, volunteer=BERTA, role="lead", change="new")
    assert repair([new, pulled, behind]) == Repair(changes=2, moved=1)


def test_the_median_is_one_that_somebody_has() -> None:
    assert (median([]), median([3]), median([4, 1, 2, 9])) == (0, 3, 2)


@given(
    st.lists(drafts, unique_by=lambda one: (one.event, one.volunteer)),
    st.lists(stands, unique_by=lambda one: (one.event, one.volunteer)),
)
def test_nobody_is_told_twice_and_nobody_is_forgotten(
    drafted: list[Drafted], standing: list[Standing]
) -> None:
    lines = diff(drafted, standing, known_at=ASKED)
    told = [(line.event, line.volunteer) for line in lines]
    live = {(one.event, one.volunteer) for one in standing if one.status in LIVE}
    assert len(told) == len(set(told))
    assert set(told) == live | {(one.event, one.volunteer) for one in drafted}
    staying = [line for line in lines if line.stays]
    assert sum(filled(lines).values()) == sum(loads(lines).values()) == len(staying)
    accepted = {(one.event, one.volunteer) for one in standing if one.status == "accepted"}
    assert accepted <= {(line.event, line.volunteer) for line in staying if line.fixed}
