"""A sheet of paper enters the register once, however late it comes."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from msgspec.structs import replace

from events.attendance.domain.headcounts import Tally
from events.attendance.domain.paper import paper_entry
from events.attendance.domain.paper.paper_entry import PaperSheet
from events.attendance.domain.staff import NobodyHelps
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import SYSTEM, Actor
from tests.events.attendance.arriving import moment
from tests.events.attendance.domain.test_headcounts import Rota
from tests.support.cast import Cast, person
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
AFTER = SATURDAY + timedelta(days=3)


def sheet(*people: int, **changes: Any) -> PaperSheet:
    """A sheet with so many girls in each tally, of a room of 42."""
    batch = uuid4()
    tallies = [
        Tally(
            id=uuid5(batch, str(n)), at=SATURDAY, received_at=AFTER, audience=None, sex="female",
            age_band="13-14", count=count,
        )
        for n, count in enumerate(people)
    ]  # fmt: skip
    usual = PaperSheet(id=batch, counted_at=SATURDAY, room=42, tallies=tallies)
    return replace(usual, **changes)


async def entered(event: UUID, paper: PaperSheet, by: Actor) -> int:
    return await paper_entry.enter(event, paper, by=by, at=AFTER, who_helps=NobodyHelps())


async def test_a_sheet_is_added_days_later_as_paper_with_what_was_seen_in_the_room(
    cast: Cast,
) -> None:
    event = await planned()
    assert await entered(event, sheet(10, 2), cast.pinula) == 12
    rows = await fetch("SELECT count, way, at, received_at, entered_by FROM headcount ORDER BY 1")
    assert [tuple(row) for row in rows] == [
        (2, "paper", SATURDAY, AFTER, cast.pinula.account),
        (10, "paper", SATURDAY, AFTER, cast.pinula.account),
    ]
    (room,) = await fetch("SELECT people, at, entered_by FROM room_count")
    assert tuple(room) == (42, SATURDAY, cast.pinula.account)
    acts = await fetch("SELECT act, actor FROM audit_entry WHERE subject = $1", f"event:{event}")
    assert {("headcount.entered", "Paula Pinula"), ("room.counted", "Paula Pinula")} <= {
        tuple(act) for act in acts
    }


async def test_the_same_sheet_sent_twice_counts_once(cast: Cast) -> None:
    event, paper = await planned(), sheet(10, 2)
    assert [await entered(event, paper, cast.pinula) for _time in range(2)] == [12, 0]
    assert [len(await fetch(f"SELECT FROM {table}")) for table in ("headcount", "room_count")] == [
        2, 1,
    ]  # fmt: skip


async def test_what_the_room_had_is_kept_without_any_tally(cast: Cast) -> None:
    event = await planned()
    assert await entered(event, sheet(), cast.pinula) == 0
    assert await entered(event, sheet(5, room=None), cast.pinula) == 5
    assert len(await fetch("SELECT FROM room_count")) == 1


async def test_a_sheet_is_compared_with_what_stands_in_the_register(cast: Cast) -> None:
    event = await planned()
    await entered(event, sheet(5), cast.pinula)
    gap = await paper_entry.gap(event, room=42, sheet=30)
    assert (gap.recorded, gap.counted, gap.left) == (0, 5, 7)


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (-120, "Todavía no es la hora. El registro se abre el %s a las 08:30."),
        (60 * 24 * 4, "Esa hora todavía no llega."),
    ],
)  # fmt: skip
async def test_a_sheet_was_counted_between_the_opening_and_now(
    cast: Cast, minutes: int, sentence: str
) -> None:
    event = await planned()
    with pytest.raises(Invalid) as refusal:
        await entered(event, sheet(5, counted_at=moment(minutes)), cast.pinula)
    day = "sábado 5 de diciembre de 2026"
    assert refusal.value.fields == {"hour": sentence.replace("%s", day)}
    assert await fetch("SELECT FROM headcount") == []


async def test_a_sheet_that_cannot_stand_leaves_nothing_behind(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(Invalid):
        await entered(event, sheet(5, 10_001), cast.pinula)
    assert await fetch("SELECT FROM headcount") == await fetch("SELECT FROM room_count") == []


async def test_a_closed_register_takes_no_paper(cast: Cast) -> None:
    event = await planned()
    await planning.close(event, by=SYSTEM, at=AFTER)
    with pytest.raises(Invalid):
        await entered(event, sheet(5), cast.pinula)
    with pytest.raises(Conflict):
        await entered(event, sheet(), cast.pinula)


async def test_who_helps_at_the_event_enters_its_paper_and_nobody_else(cast: Cast) -> None:
    event, other = await planned(), await planned(title="Otro taller")
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    rota = Rota(fabiola.account, event)
    added = await paper_entry.enter(event, sheet(5), by=fabiola, at=AFTER, who_helps=rota)
    assert added == 5
    with pytest.raises(NotAllowed):
        await paper_entry.enter(other, sheet(5), by=fabiola, at=AFTER, who_helps=rota)
    with pytest.raises(NotAllowed):
        await entered(event, sheet(5), cast.mixco)
