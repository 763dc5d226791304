"""Closing a period keeps what was reported and destroys what linked its passes."""

import pytest

from events.attendance.domain import pseudonyms
from events.outreach.domain.periods import book, kept
from events.outreach.domain.periods.readiness import readiness
from events.outreach.domain.totals import Cell
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.closing import JULY, LATER, ZONE, closed, closed_half, half
from tests.support.registers import FORUM_DAY, held

pytestmark = pytest.mark.usefixtures("db")
OF_MARCH = Cell(contacts=12, unique_from=8, unique_to=10, headcount=7, check_ins=5)


async def test_an_administrator_closes_a_period_whose_registers_are_complete() -> None:
    here = await half()
    done = await closed(here.period)
    period, snapshot = await book.period(here.period), await kept.kept(here.period)
    assert (period.closed_at, done.events, snapshot.taken.digest) == (JULY, 2, done.digest)
    assert snapshot.taken.intact
    assert [event.contacts for event in snapshot.events] == [8, 4]


async def test_the_whole_each_municipality_quarter_and_month_is_kept() -> None:
    here = await closed_half()
    figures = (await kept.kept(here.period)).figures
    asked = [(one.asked.get("municipality"), one.asked["first"], one.asked["last"])
             for one in figures]  # fmt: skip
    months = [(None, f"2026-0{month}-01", f"2026-0{month}-{last}")
              for month, last in enumerate((31, 28, 31, 30, 31, 30), start=1)]  # fmt: skip
    assert asked == [
        (None, "2026-01-01", "2026-06-30"),
        ("0103", "2026-01-01", "2026-06-30"),
        ("0108", "2026-01-01", "2026-06-30"),
        (None, "2026-01-01", "2026-03-31"),
        (None, "2026-04-01", "2026-06-30"),
        *months,
    ]
    contacts = [one.figures["total"]["contacts"] for one in figures]
    assert contacts == [12, 8, 4, 12, 0, 0, 0, 12, 0, 0, 0]
    assert figures[0].figures["total"]["unique_from"] == OF_MARCH.unique_from
    assert set(figures[0].figures["by"]) == {
        "municipality", "sex", "age_band", "audience", "kind", "topic",
    }  # fmt: skip


async def test_the_key_of_a_closed_period_is_destroyed_and_it_is_audited() -> None:
    here = await half()
    assert await pseudonyms.salt_of(here.period) is not None
    done = await closed(here.period)
    assert await pseudonyms.salt_of(here.period) is None
    acts = await fetch(
        "SELECT act, detail->>'digest' AS digest FROM audit_entry WHERE subject = $1 ORDER BY id",
        f"period:{here.period}",
    )
    assert [tuple(row) for row in acts] == [
        ("trail.destroyed", None),
        ("period.closed", done.digest),
    ]


async def test_a_period_is_closed_only_once() -> None:
    here = await closed_half()
    with pytest.raises(Conflict, match="ya se cerró"):
        await closed(here.period, at=LATER)


async def test_a_period_is_not_closed_before_its_last_day_is_over() -> None:
    here = await half()
    with pytest.raises(Conflict, match="todavía no termina"):
        await closed(here.period, at=FORUM_DAY.replace(month=6, day=30, hour=23))


async def test_a_period_is_not_closed_while_a_register_is_open() -> None:
    here = await half(complete=False)
    with pytest.raises(Conflict, match="Hay 1 registro abierto"):
        await closed(here.period)
    found = await readiness(await book.period(here.period), at=JULY, zone=ZONE)
    assert [event.id for event in found.open_registers] == [here.forum]
    assert not found.ready


async def test_drafts_do_not_hold_a_period_open_and_never_count() -> None:
    here = await half()
    draft = await held(FORUM_DAY, project="paz", published=False)
    found = await readiness(await book.period(here.period), at=JULY, zone=ZONE)
    assert ([event.id for event in found.drafts], found.ready) == ([draft], True)
    assert (await closed(here.period)).events == 2


async def test_who_does_not_administer_closes_nothing(cast: Cast) -> None:
    here = await half()
    for actor in (cast.pinula, cast.evaluator):
        with pytest.raises(NotAllowed):
            await closed(here.period, by=actor)
    assert (await book.period(here.period)).closed_at is None


async def test_a_period_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        await closed(new_id())


async def test_a_cancelled_event_is_not_in_the_snapshot() -> None:
    here = await half()
    called_off = await held(FORUM_DAY, project="paz", municipality="0108")
    await planning.cancel(called_off, "rain", by=SYSTEM, at=JULY)
    assert (await closed(here.period)).events == 2
