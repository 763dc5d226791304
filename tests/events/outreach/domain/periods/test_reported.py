"""As reported and as now known, side by side."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from events.outreach.domain.amounts import Amount
from events.outreach.domain.answered import Dimension
from events.outreach.domain.periods import adjusting, kept
from events.outreach.domain.periods.asking import Asking
from events.outreach.domain.periods.reported import Reported, reported
from events.outreach.tables import Indicator
from events.planning.tables import UniquenessPeriod
from server.foundation.database import execute, transaction
from server.foundation.errors import NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.outreach.adjusted import noted
from tests.support.cast import Cast
from tests.support.closing import JULY, LATER, LOOKING, ZONE, closed, closed_half, half
from volunteers.assignments.domain import given

pytestmark = pytest.mark.usefixtures("db")


class Undone(Exception):
    """What was tried is not to stay."""


async def looked_at(period: UUID, by: Actor = SYSTEM) -> Reported:
    return await reported(period, Asking(by, LATER, ZONE, given))


async def indicator(project: UUID, code: str, **changed: Any) -> None:
    """One that counts the contacts of a project."""
    usual: dict[str, Any] = {
        "id": new_id(), "project": project, "code": code, "name_es": code, "created_at": JULY,
        "changed_at": JULY, "measure": "contacts",
    }  # fmt: skip
    await Indicator.insert(Indicator(**{**usual, **changed}))


async def test_without_adjustments_everything_is_as_it_was_reported() -> None:
    here = await closed_half()
    found = await looked_at(here.period)
    assert len(found.compared) == 11
    for one in found.compared:
        parts = [both for part in one.by.values() for both in part.values()]
        assert not any(both.differs for both in (one.total, *parts))
        assert one.events[0] == one.events[1]


async def test_an_adjustment_shows_in_the_second_column_and_not_in_the_first() -> None:
    here = await closed_half()
    said = noted(here.workshop, 3, sex="female", reason="Apareció una hoja")
    await adjusting.adjust(here.period, said, by=SYSTEM, at=LATER)
    found = await looked_at(here.period)
    whole = found.compared[0]
    assert (whole.total.then.contacts, whole.total.now.contacts) == (12, 15)
    women = whole.by["sex"]["female"]
    assert (women.then.contacts, women.now.contacts, whole.by["sex"]["male"].differs) == (
        3, 6, False,
    )  # fmt: skip
    assert [one.reason for one in found.adjustments] == ["Apareció una hoja"]
    changed = [one.asked.municipality for one in found.compared if one.total.differs]
    assert changed[:2] == [None, "0103"]


async def test_indicators_stand_side_by_side_as_they_were_defined_then() -> None:
    here = await half()
    await indicator(here.project, "C1")
    await indicator(here.project, "U1", measure="unique", filters='{"municipalities":["0108"]}')
    await closed(here.period)
    await adjusting.adjust(here.period, noted(here.forum, 2), by=SYSTEM, at=LATER)
    await execute("UPDATE indicator SET filters = '{}' WHERE code = 'U1'")
    found = await looked_at(here.period)
    whole = {one.asked.code: (one.then, one.now) for one in found.indicators[::4]}
    assert whole == {
        "C1": (Amount(12, 12), Amount(14, 14)),
        "U1": (Amount(4, 4), Amount(6, 6)),
    }
    assert [one.asked.first is None for one in found.indicators[:4]] == [False, False, False, True]


async def test_a_coordinator_sees_their_municipalities_and_their_adjustments(cast: Cast) -> None:
    here = await closed_half()
    for event in (here.workshop, here.forum):
        await adjusting.adjust(here.period, noted(event, 1), by=SYSTEM, at=LATER)
    found = await looked_at(here.period, cast.pinula)
    assert [one.asked.municipality for one in found.compared] == ["0103"]
    assert [one.event for one in found.adjustments] == [here.workshop]
    assert (list(found.events), found.indicators) == ([here.workshop], [])


async def test_a_coordinator_sees_no_indicator_of_a_period_without_events(cast: Cast) -> None:
    here = await half()
    await indicator(here.project, "C1", accumulates=True)
    await closed(here.period)
    later = UniquenessPeriod(
        id=new_id(), project=here.project, starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 31)
    )
    await UniquenessPeriod.insert(later)
    await closed(UUID(str(later.id)), at=LATER)
    found = await looked_at(UUID(str(later.id)))
    assert {(one.then, one.now) for one in found.indicators} == {(Amount(12, 12), Amount(12, 12))}
    assert (await looked_at(UUID(str(later.id)), cast.pinula)).indicators == []


async def test_who_may_not_see_figures_sees_none(cast: Cast) -> None:
    here = await closed_half()
    with pytest.raises(NotAllowed):
        await looked_at(here.period, Actor(account=None, name="Fabiola", role="facilitator"))


async def test_a_period_that_is_open_has_nothing_reported() -> None:
    with pytest.raises(NotFound):
        await reported((await half()).period, LOOKING)


async def test_whoever_changes_the_copy_breaks_its_seal() -> None:
    here = await closed_half()
    assert (await kept.kept(here.period)).taken.intact
    for tampering in (
        "UPDATE snapshot_figure SET figures = jsonb_set(figures, '{total,contacts}', '99')",
        "UPDATE snapshot_event SET title = 'Otra cosa'",
        "DELETE FROM snapshot_figure WHERE id = (SELECT max(id) FROM snapshot_figure)",
        "UPDATE snapshot SET taken_at = taken_at + interval '1 day'",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(tampering)
        assert not await intact_after(tampering, here.period)


async def intact_after(tampering: str, period: UUID) -> bool:
    """Whether the seal still holds after this was done with the triggers out of the way."""
    with suppress(Undone):
        async with transaction():
            await execute("SET LOCAL session_replication_role = replica")
            await execute(tampering)
            intact = (await kept.kept(period)).taken.intact
            raise Undone
    return intact


async def test_each_figure_names_the_adjustments_behind_its_difference() -> None:
    here = await half()
    await indicator(here.project, "B1", filters='{"age_bands":["13-14"]}')
    await indicator(here.project, "M1", measure="events")
    await closed(here.period)
    women = noted(here.workshop, 3, sex="female", age_band="unknown")
    for said in (women, noted(here.forum, 1)):
        await adjusting.adjust(here.period, said, by=SYSTEM, at=LATER)
    found = await looked_at(here.period)
    whole, *others = found.compared
    assert whole.total.behind == (1, 2)
    parts: list[tuple[Dimension, str]] = [
        ("sex", "female"), ("sex", "male"), ("age_band", "13-14"), ("municipality", "0108"),
        ("kind", "workshop"), ("topic", "unknown"), ("topic", "social-network-risks"),
    ]  # fmt: skip
    told = {code: whole.by[dimension][code].behind for dimension, code in parts}
    assert told == {
        "female": (1,), "male": (2,), "13-14": (2,), "0108": (2,), "workshop": (1,),
        "unknown": (2,), "social-network-risks": (1,),
    }  # fmt: skip
    changed = [one.total.behind for one in others if one.total.differs]
    assert changed == [(1,), (2,), (1, 2), (1, 2)]
    by_code = {one.asked.code: one.behind for one in found.indicators[::4]}
    assert by_code == {"B1": (2,), "M1": ()}
