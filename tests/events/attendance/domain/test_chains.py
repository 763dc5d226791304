"""Corrected, voided, put back: of lines that correct one another one counts, in any order."""

from typing import Final, Literal
from uuid import UUID

import pytest
from asyncpg import CheckViolationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.attendance.domain import headcounts, register
from events.attendance.domain.correcting import Correction, correct
from events.attendance.domain.summary import totals_of
from events.attendance.domain.voiding import Kind, restore, void
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import line
from tests.events.attendance.domain.test_headcounts import tally
from tests.events.attendance.noticing import count, door_phone, sent, undo
from tests.support.events import SATURDAY, planned

KINDS: Final[tuple[Kind, ...]] = ("check_in", "headcount")
Act = Literal["void", "restore", "correct"]
acts = st.lists(st.tuples(st.sampled_from(["void", "restore", "correct"]), st.integers(0, 9)))
pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def written(kind: Kind, event: UUID) -> UUID:
    """A line of one person, in whom nobody can be told from anybody."""
    one, counted = line(event), tally(count=1)
    if kind == "check_in":
        await register.write([one])
        return one.id
    await headcounts.count(event, [counted], by=SYSTEM, at=SATURDAY)
    return counted.id


def said(people: int | None = None) -> Correction:
    return Correction(id=new_id(), sex="male", age_band="60+", audience=None, people=people)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_line_and_its_correction_never_count_both(kind: Kind) -> None:
    event = await planned()
    wrong, right = await written(kind, event), said()
    await correct(kind, wrong, right, "x", by=SYSTEM, at=SATURDAY)
    await void(kind, right.id, "x", by=SYSTEM, at=SATURDAY)
    await restore(kind, wrong, "x", by=SYSTEM, at=SATURDAY)
    with pytest.raises(Conflict):
        await restore(kind, right.id, "x", by=SYSTEM, at=SATURDAY)
    other = said()
    await correct(kind, wrong, other, "x", by=SYSTEM, at=SATURDAY)
    for gone in (wrong, right.id):
        with pytest.raises(Conflict):
            await restore(kind, gone, "x", by=SYSTEM, at=SATURDAY)
    assert (await totals_of(event)).people == 1


async def test_what_the_door_took_back_comes_back_once() -> None:
    event = await planned()
    phone = await door_phone(event)
    thing, right = count(count=5), said(people=7)
    await sent(phone, thing)
    await correct("headcount", thing.id, right, "x", by=SYSTEM, at=SATURDAY)
    await sent(phone, undo(thing))
    await restore("headcount", thing.id, "x", by=SYSTEM, at=SATURDAY)
    with pytest.raises(Conflict):
        await restore("headcount", right.id, "x", by=SYSTEM, at=SATURDAY)
    assert (await totals_of(event)).people == 5


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=acts, kind=st.sampled_from(KINDS))
async def test_whatever_coordinators_do_with_a_line_it_counts_at_most_once(
    story: list[tuple[Act, int]], kind: Kind
) -> None:
    event = await planned()
    chain = [await written(kind, event)]
    for act, number in story:
        which, new = chain[number % len(chain)], said()
        try:
            await _done(act, kind, which, new)
        except Conflict:
            continue
        chain += [new.id] if act == "correct" else []
        assert (await totals_of(event)).people <= 1
    rows = await fetch(f"SELECT FROM {kind} WHERE event = $1 AND voided_at IS NULL", event)
    assert len(rows) <= 1


@pytest.mark.parametrize("kind", KINDS)
async def test_the_database_lets_no_second_line_of_a_chain_count(kind: Kind) -> None:
    event = await planned()
    wrong, right = await written(kind, event), said()
    await correct(kind, wrong, right, "x", by=SYSTEM, at=SATURDAY)
    standing = ", standing = true" if kind == "check_in" else ""
    back = f"UPDATE {kind} SET voided_at = NULL, void_reason = NULL{standing} WHERE id = $1"
    with pytest.raises(CheckViolationError):
        await execute(back, wrong)


async def _done(act: Act, kind: Kind, which: UUID, new: Correction) -> None:
    if act == "void":
        await void(kind, which, "x", by=SYSTEM, at=SATURDAY)
    elif act == "restore":
        await restore(kind, which, "x", by=SYSTEM, at=SATURDAY)
    else:
        await correct(kind, which, new, "x", by=SYSTEM, at=SATURDAY)
