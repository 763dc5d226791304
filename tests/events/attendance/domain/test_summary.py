"""The register adds up, and can be read line by line."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain import register
from events.attendance.domain.answers import SEXES
from events.attendance.domain.summary import WAYS, Cell, line_of, lines_of, totals, totals_of
from events.attendance.domain.voiding import void
from events.attendance.domain.wording import SOURCES
from events.planning.domain.age_atoms import ATOMS
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, moment
from tests.events.attendance.domain.test_headcounts import add, tally
from tests.support.events import SATURDAY, planned

NOBODY = UUID(int=0)

cells = st.builds(
    Cell,
    source=st.sampled_from(SOURCES),
    way=st.sampled_from([None, *WAYS]),
    sex=st.sampled_from(SEXES),
    age_band=st.sampled_from(ATOMS),
    counts=st.booleans(),
    voided=st.booleans(),
    people=st.integers(1, 50),
    lines=st.integers(1, 5),
).filter(lambda cell: not (cell.counts and cell.voided))


@given(st.lists(cells))
def test_every_breakdown_adds_up_to_the_people(found: list[Cell]) -> None:
    summed = totals(found)
    assert summed.people == sum(cell.people for cell in found if cell.counts)
    assert sum(summed.by_source.values()) == summed.people
    assert sum(summed.by_sex.values()) == summed.people
    assert sum(summed.by_age_band.values()) == summed.people
    table = summed.by_sex_and_age_band
    assert {band: sum(row.values()) for band, row in table.items()} == summed.by_age_band
    assert {s: sum(row[s] for row in table.values()) for s in SEXES} == summed.by_sex
    lines = sum(cell.lines for cell in found)
    assert summed.voided_lines == sum(cell.lines for cell in found if cell.voided)
    counted = sum(cell.lines for cell in found if cell.counts)
    assert summed.repeats == lines - counted - summed.voided_lines


@pytest.mark.usefixtures("db")
async def test_the_three_sources_make_one_register() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    wrong = line(event, sex="male")
    lines = [line(event), line(event, source="door"), line(event, source="api"), wrong]
    await register.write([*lines, line(next_event)])
    await add(event, tally(count=12, sex="male", age_band="60+"))
    await void("check_in", wrong.id, "Doble", by=SYSTEM, at=SATURDAY)

    summed = await totals_of(event)
    assert summed.people == 15
    assert summed.by_source == {"self": 1, "door": 1, "api": 1, "headcount": 12}
    assert summed.by_way == {"screen": 12, "paper": 0, "door": 0, "api": 0}
    assert summed.by_sex == {"female": 3, "male": 12, "other": 0, "unknown": 0}
    assert +Counter(summed.by_age_band) == {"13-14": 3, "60+": 12}
    assert summed.by_sex_and_age_band["60+"]["male"] == 12
    assert summed.voided_lines == 1
    found = (await lines_of(event)).lines
    assert Counter(one.source for one in found) == {"self": 2, "door": 1, "api": 1, "headcount": 1}
    assert [one.void_reason for one in found if one.voided_at] == ["Doble"]


@pytest.mark.usefixtures("db")
async def test_who_was_noticed_again_counts_once_and_shows_once() -> None:
    event = await planned()
    twice = [line(event, pseudonym=b"p" * 32, at=moment(minute)) for minute in (1, 2)]
    await register.write(twice)
    summed = await totals_of(event)
    assert (summed.people, summed.repeats, summed.voided_lines) == (1, 1, 0)
    assert [one.id for one in (await lines_of(event)).lines] == [twice[0].id]
    assert not (await line_of(event, twice[1].id)).standing


@pytest.mark.usefixtures("db")
async def test_lines_are_in_the_order_in_which_it_happened_by_our_clock() -> None:
    event = await planned()
    behind = line(event, at=moment(-55), clock_skew=3_600_000)
    right = [line(event, at=moment(minute)) for minute in (0, 10)]
    await register.write([behind, *right])
    found, cursor = [], ""
    for _page in range(3):
        page = await lines_of(event, cursor=cursor, limit=1)
        found += page.lines
        cursor = page.next or ""
    assert [one.id for one in found] == [right[1].id, behind.id, right[0].id]
    assert (found[1].at, found[1].moment) == (moment(-55), moment(5))


@pytest.mark.usefixtures("db")
async def test_nobody_came_yet() -> None:
    event = await planned()
    assert (await totals_of(event)).people == 0
    assert (await lines_of(event)).lines == []


@pytest.mark.usefixtures("db")
async def test_lines_are_read_page_by_page_each_once() -> None:
    event = await planned()
    lines = [line(event, at=moment(minute // 2)) for minute in range(7)]
    await register.write(lines)
    await add(event, tally(at=moment(2)))
    found, cursor, pages = [], "", 0
    while pages == 0 or cursor:
        page = await lines_of(event, cursor=cursor, limit=3)
        found += page.lines
        cursor, pages = page.next or "", pages + 1
    assert pages == 3
    assert len({one.id for one in found}) == len(found) == 8
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "cursor", ["x", "2026-12-05_", f"_{NOBODY}", f"0001-01-01T00:00:00+23:00_{NOBODY}"]
)
async def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        await lines_of(await planned(), cursor=cursor)


@pytest.mark.usefixtures("db")
async def test_one_line_is_found_by_its_event_only() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    one, many = line(event), tally()
    await register.write([one])
    await add(event, many)
    assert (await line_of(event, one.id)).people == 1
    assert (await line_of(event, many.id)).people == 12
    with pytest.raises(NotFound):
        await line_of(next_event, one.id)
