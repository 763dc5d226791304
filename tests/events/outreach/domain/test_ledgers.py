"""Which registers are counted, and for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.registers import (
    AFTER,
    ANA,
    BETO,
    FORUM_DAY,
    WORKSHOP_DAY,
    arrived,
    held,
    march,
    tallied,
    voided,
)

EVERYTHING = Question(zone="America/Guatemala")
OF_MARCH = Cell(contacts=12, unique_from=8, unique_to=10, headcount=7, check_ins=5)


async def asked(question: Question = EVERYTHING, by: Actor = SYSTEM) -> Figures:
    return await ledgers.figures(question, by=by, at=AFTER)


async def test_headcounts_make_the_unique_people_an_interval(db: None) -> None:
    events = await march()
    figures = await asked()
    assert (figures.total, figures.events, figures.still_open) == (OF_MARCH, 2, (events.forum,))


async def test_passes_alone_make_the_unique_people_one_number(db: None) -> None:
    for day in (WORKSHOP_DAY, FORUM_DAY):
        event = await held(day)
        await arrived(event, pseudonym=ANA, sex="female")
        await arrived(event, pseudonym=BETO, sex="male")
    assert (await asked()).total == Cell(
        contacts=4, unique_from=2, unique_to=2, headcount=0, check_ins=4
    )


async def test_every_breakdown_adds_up_to_the_contacts(db: None) -> None:
    await march()
    by = (await asked()).by
    contacts = {
        name: {code: cell.contacts for code, cell in part.cells.items()}
        for name, part in by.items()
    }
    assert contacts == {
        "municipality": {"0103": 8, "0108": 4},
        "sex": {"female": 3, "male": 9},
        "age_band": {"13-14": 8, "15-17": 4},
        "audience": {"adolescents": 9, "unknown": 3},
        "kind": {"workshop": 8, "forum": 4},
        "topic": {"social-network-risks": 8, "unknown": 4},
    }


async def test_only_the_breakdowns_asked_for_are_made(db: None) -> None:
    await march()
    figures = await ledgers.figures(EVERYTHING, dimensions=("sex",), by=SYSTEM, at=AFTER)
    assert list(figures.by) == ["sex"]


async def test_a_coordinator_counts_their_own_municipalities(cast: Cast) -> None:
    await march()
    mine, all_of_it = await asked(by=cast.pinula), await asked(by=cast.evaluator)
    assert (mine.total.contacts, mine.events, mine.still_open) == (8, 1, ())
    assert all_of_it.total == OF_MARCH


async def test_what_a_pass_said_elsewhere_holds_here_too(cast: Cast) -> None:
    await march()
    ages = (await asked(by=cast.pinula)).by["age_band"].cells
    assert ages["15-17"] == Cell(contacts=2, unique_from=2, unique_to=2, headcount=0, check_ins=2)


async def test_the_latest_answer_is_so_by_our_clock(db: None) -> None:
    first, second = await held(WORKSHOP_DAY), await held(FORUM_DAY)
    years_ahead, skew = FORUM_DAY + timedelta(days=900), -907 * 86_400_000
    await arrived(first, pseudonym=ANA, sex="male", at=years_ahead, clock_skew=skew)
    await arrived(second, pseudonym=ANA, sex="female", at=FORUM_DAY)
    assert set((await asked()).by["sex"].cells) == {"female"}


async def test_a_pass_of_another_period_may_be_another_person(db: None) -> None:
    a_year_before = WORKSHOP_DAY.replace(year=2025)
    await arrived(await held(a_year_before), pseudonym=ANA, age_band="15-17")
    await arrived(await held(WORKSHOP_DAY), pseudonym=ANA)
    this_year = await asked(replace(EVERYTHING, first=date(2026, 1, 1)))
    assert list(this_year.by["age_band"].cells) == ["unknown"]
    both = (await asked()).total
    assert (both.contacts, both.unique_from, both.unique_to) == (2, 1, 2)


async def test_a_coordinator_may_not_ask_about_another_municipality(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="no coordina ese municipio"):
        await asked(replace(EVERYTHING, municipality="0108"), by=cast.pinula)


async def test_who_may_not_see_figures_sees_none(db: None) -> None:
    facilitator = Actor(account=None, name="Fabiola", role="facilitator")
    with pytest.raises(NotAllowed, match="Esta cuenta no puede hacer eso"):
        await asked(by=facilitator)


async def test_voided_lines_are_not_counted(db: None) -> None:
    event = await held(WORKSHOP_DAY)
    kept = [await arrived(event), await tallied(event, 4)]
    assert (await asked()).total.contacts == 5
    await voided("check_in", kept[0])
    await voided("headcount", kept[1])
    assert (await asked()).total == Cell()


async def test_drafts_and_cancelled_events_are_not_counted(db: None) -> None:
    draft = await held(WORKSHOP_DAY, published=False)
    cancelled = await held(WORKSHOP_DAY, municipality="0108")
    await arrived(draft)
    await arrived(cancelled)
    assert (await asked()).events == 1
    await planning.cancel(cancelled, "rain", by=SYSTEM, at=AFTER)
    assert (await asked()).events == 0


async def test_an_event_counts_from_its_beginning_or_its_first_line(db: None) -> None:
    coming = await held(datetime(2026, 9, 1, 15, 0, tzinfo=UTC))
    assert (await asked()).events == 0
    await arrived(coming)
    figures = await asked()
    assert (figures.events, figures.total.contacts, figures.still_open) == (1, 1, ())


@pytest.mark.parametrize(("month", "contacts"), [(3, 1), (4, 0)])
async def test_days_are_those_of_guatemala(db: None, month: int, contacts: int) -> None:
    # 31 March, 19:00 in Guatemala, is already April in UTC.
    await arrived(await held(datetime(2026, 4, 1, 1, 0, tzinfo=UTC)))
    last = {3: 31, 4: 30}[month]
    first_to_last = {"first": date(2026, month, 1), "last": date(2026, month, last)}
    assert (await asked(replace(EVERYTHING, **first_to_last))).total.contacts == contacts


async def test_a_municipality_and_a_project_narrow_the_figures(db: None) -> None:
    await march()
    assert (await asked(replace(EVERYTHING, municipality="0108"))).total.contacts == 4
    assert (await asked(replace(EVERYTHING, project="general"))).total.contacts == 12
    assert (await asked(replace(EVERYTHING, project="no-such-project"))).events == 0
    assert len(await fetch("SELECT FROM event")) == 2
