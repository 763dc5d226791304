"""Whatever happens, and however badly mail works, in the end people know how it stands."""

from contextlib import suppress
from uuid import UUID, uuid4

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from tests.support.events import TODAY, planned
from tests.support.histories import DEEDS, Step, happen
from tests.support.mailbox import CalendarRead, calendar_of
from tests.support.post_office import PostOffice
from tests.support.rounds import HOUR, invited, told

TICKS = ("tick", "tick badly", "tick in doubt")
STEPS: SearchStrategy[Step] = st.one_of(
    st.builds(Step, st.sampled_from((*DEEDS, *TICKS))),
    st.builds(Step, st.just("move"), st.integers(-2, 3)),
    st.builds(Step, st.just("tick")),
)


@st.composite
def histories(draw: DrawFn) -> list[Step]:
    """Up to a day of steps, one an hour."""
    return draw(st.lists(STEPS, max_size=14))


@example(
    history=[
        Step("tick"),
        Step("withdraw"),
        Step("tick in doubt"),
        Step("ask again"),
        Step("withdraw"),
    ]
)
@example(history=[Step("tick"), Step("cancel"), Step("tick"), Step("reinstate")])
@example(history=[Step("accept"), Step("tick"), Step("cancel"), Step("tick"), Step("reinstate")])
@example(history=[Step("tick in doubt"), Step("accept")])
@example(history=[Step("accept"), Step("tick"), Step("release"), Step("tick"), Step("ask again")])
@example(history=[Step("tick"), Step("release"), Step("tick in doubt"), Step("cancel")])
@example(
    history=[
        Step("tick"),
        Step("move", 1),
        Step("tick in doubt"),
        Step("move", 3),
        Step("move", 1),
    ]
)
@given(history=histories())
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_in_the_end_everybody_knows_how_it_stands(
    office: Office, post: PostOffice, history: list[Step]
) -> None:
    name = f"{uuid4().hex} Ayuda"
    event = await planned()
    assignment = await invited(name, event=event)
    for hour, step in enumerate(history, start=1):
        at = TODAY + hour * HOUR
        if step.what in TICKS:
            post.to_letter = ["451 later"] if step.what == "tick badly" else []
            post.drops = int(step.what == "tick in doubt")
            await told(office, at)
            continue
        with suppress(Conflict):
            await happen(step, event, assignment, at)
    post.to_letter, post.drops = [], 0
    for hour in range(24, 48, 4):
        await told(office, TODAY + hour * HOUR)
    letters = read(post, name)
    assert knows(letters) == await stands(assignment, letters)
    assert [order(one) for one in letters] == sorted(order(one) for one in letters)
    await told(office, TODAY + 49 * HOUR)
    assert len(read(post, name)) == len(letters)


def read(post: PostOffice, name: str) -> list[CalendarRead]:
    """What the person's calendar got, in the order it came."""
    letters = post.to(f"{name.split(maxsplit=1)[0]}@convoca.test")
    return [calendar_of(one) for one in letters if len(list(one.iter_parts())) == 3]


def knows(letters: list[CalendarRead]) -> str | None:
    """When the person expects to be there, or None."""
    if not letters or letters[-1]["METHOD"] == "CANCEL":
        return None
    return letters[-1]["DTSTART"]


async def stands(assignment: UUID, letters: list[CalendarRead]) -> str | None:
    """When the person is expected, as far as letters have to tell them."""
    row = (
        await fetch(
            "SELECT a.status, e.status AS event, e.starts_at AT TIME ZONE e.zone AS start"
            " FROM assignment a JOIN event e ON e.id = a.event WHERE a.id = $1",
            assignment,
        )
    )[0]
    if row["status"] == "declined":
        return knows(letters)  # they said it themselves
    if row["event"] == "cancelled" or row["status"] == "withdrawn":
        return None
    return f"{row['start']:%Y%m%dT%H%M%S}"


def order(one: CalendarRead) -> tuple[int, str]:
    """By what calendars decide which of two messages is newer: RFC 5546 §2.1.5."""
    return int(one["SEQUENCE"]), one["DTSTAMP"]
