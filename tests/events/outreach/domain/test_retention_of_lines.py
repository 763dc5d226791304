"""Lines of registers go when nothing is counted from them any more, and no figure moves."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.outreach.domain import ledgers
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.periods.reported import reported
from events.outreach.domain.questions import Question
from events.outreach.domain.retention import RULES
from events.outreach.domain.rollups import rebuilding, refreshing
from events.planning.domain import planning
from server.accounts.domain.retention import Cutoff
from server.accounts.domain.retention.running import run
from server.accounts.domain.retention.standing import standing
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.conftest import emptied
from tests.support.closing import JULY, LATER, LOOKING, ZONE, closed, half
from tests.support.registers import ANA, FORUM_DAY, arrived, held

FAR = datetime(2027, 12, 1, tzinfo=UTC)
LINES = next(rule for rule in RULES if rule.name == "outreach.lines")
OLD = next(rule for rule in RULES if rule.name == "outreach.old-lines")


async def figures() -> Figures:
    return await ledgers.figures(Question(zone=ZONE, project="paz"), by=SYSTEM, at=FAR)


async def lines() -> int:
    return int((await fetch("SELECT count(*) AS n FROM check_in"))[0]["n"])


async def kept(at: datetime) -> None:
    done = await run(RULES, lambda: at)
    assert done is not None
    assert None not in done.forgotten.values()


async def test_lines_of_a_closed_period_go_a_month_later_with_their_trails(db: None) -> None:
    here = await half()
    await closed(here.period)
    before = await figures()
    await kept(JULY + timedelta(days=29))
    assert await lines() == 5
    await kept(JULY + timedelta(days=31))
    assert await lines() == 0
    assert await fetch("SELECT FROM counted_person WHERE period = $1", here.period) == []
    await refreshing.catch_up(at=FAR)
    await rebuilding.rebuild(at=FAR)
    assert await figures() == before
    found = await reported(here.period, LOOKING)
    assert not any(one.total.differs for one in found.compared)
    again = await run(RULES, lambda: FAR)
    assert again is not None
    assert again.forgotten["outreach.lines"] == 0


async def test_lines_of_an_open_period_wait_however_old_and_it_is_said(db: None) -> None:
    await half()
    (one,) = await standing([OLD], at=FAR)
    assert (one.due, one.waiting) == (0, 5)
    before = await figures()
    await kept(FAR)
    assert (await lines(), await figures()) == (5, before)


async def test_lines_that_are_not_counted_yet_wait_for_that(db: None) -> None:
    here = await half()
    await closed(here.period)
    await execute("INSERT INTO register_touch (event) VALUES ($1)", here.forum)
    at = LATER + timedelta(days=365)
    assert await LINES.what.due(Cutoff(at, at)) == 3


async def test_the_sessions_of_a_programme_keep_what_their_completions_are_counted_from(
    db: None,
) -> None:
    here = await half(complete=False)
    (row,) = await fetch(
        "INSERT INTO programme (id, project, municipality, name, needed, created_at, changed_at)"
        " SELECT gen_random_uuid(), project, municipality, 'Escuela', 1, $2, $2"
        " FROM event WHERE id = $1 RETURNING id",
        here.forum, JULY,
    )  # fmt: skip
    await execute(
        "UPDATE event SET programme = $2, programme_position = 1 WHERE id = $1",
        here.forum, row["id"],
    )  # fmt: skip
    await planning.close(here.forum, by=SYSTEM, at=JULY)
    await closed(here.period)
    assert await LINES.what.due(Cutoff(FAR, FAR)) == 3
    (one,) = await standing([OLD], at=FAR)
    assert one.waiting == 2


MOMENTS = st.lists(
    st.tuples(st.sampled_from(["close", "keep", "arrive", "count"]), st.integers(0, 500)),
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=4)
@given(steps=MOMENTS)
async def test_whenever_retention_runs_no_figure_moves(
    db: None, steps: list[tuple[str, int]]
) -> None:
    await emptied()
    await execute(
        "DELETE FROM uniqueness_period p USING project j WHERE p.project = j.id AND j.slug = 'paz'"
    )
    await execute("DELETE FROM project WHERE slug = 'paz'")
    here = await half()
    open_now = await held(FORUM_DAY.replace(year=2027), project="paz")
    is_closed = False
    for number, (step, days) in enumerate(steps):
        at = LATER + timedelta(days=days)
        if step == "arrive":
            await arrived(open_now, pseudonym=ANA + bytes([number]), at=at)
        elif step == "close" and not is_closed:
            await closed(here.period, at=at)
            is_closed = True
        elif step == "count":
            await refreshing.catch_up(at=at)
        elif step == "keep":
            before = await figures()
            await kept(at)
            assert await figures() == before
