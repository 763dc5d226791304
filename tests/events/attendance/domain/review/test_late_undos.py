"""What the door took back from a closed register waits for a word, and is found until it comes."""

from datetime import timedelta
from uuid import UUID

import pytest

from events.attendance.domain import voiding
from events.attendance.domain.correcting import Correction, correct
from events.attendance.domain.noticed import Noticed
from events.attendance.domain.review import doubts, inbox, rulings
from events.attendance.domain.review.doubts_lines import Undone
from events.attendance.domain.review.rulings import Judgement
from events.attendance.domain.summary import totals_of
from events.planning.domain import planning
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import moment
from tests.events.attendance.noticing import count, door_phone, scan, sent, undo
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
LATER = SATURDAY + timedelta(days=200)
WRONG = Judgement(fate="voided", reason="Fue un error")
RIGHT = Judgement(fate="kept", reason="Sí estuvo")


async def undone_too_late(*things: Noticed) -> UUID:
    event = await planned()
    phone = await door_phone(event)
    await sent(phone, *things)
    await planning.close(event, by=SYSTEM, at=moment(600))
    told = await sent(phone, *(undo(thing) for thing in things))
    assert told == ["aside"] * len(things)
    return event


async def decide(event: UUID, said: Judgement, cast: Cast) -> int:
    keys = [doubts.key(doubt) for doubt in await inbox.doubts_about(event)]
    return (await rulings.decide(event, keys, said, by=cast.pinula, at=LATER)).done


@pytest.mark.parametrize(("thing", "people"), [(scan(), 1), (count(), 3)])
async def test_it_waits_however_old_and_is_kept_or_voided_once_the_register_is_open(
    thing: Noticed, people: int, cast: Cast
) -> None:
    event = await undone_too_late(thing)
    (waiting,) = await inbox.waiting(by=cast.pinula, at=LATER)
    assert (waiting.id, waiting.counts) == (event, {"undone": 1})
    (found,) = await inbox.doubts_about(event)
    assert isinstance(found, Undone)
    assert (found.line, found.people, found.sex) == (thing.id, people, thing.sex)
    with pytest.raises(Conflict):
        await decide(event, WRONG, cast)
    assert (await totals_of(event)).people == people
    await planning.reopen(event, by=SYSTEM, at=LATER)
    assert await decide(event, WRONG, cast) == 1
    assert (await totals_of(event)).people == 0
    assert await inbox.waiting(by=cast.pinula, at=LATER) == []


async def test_what_is_kept_rests_although_the_register_stays_closed(cast: Cast) -> None:
    event = await undone_too_late(scan())
    assert await decide(event, RIGHT, cast) == 1
    assert await inbox.doubts_about(event) == []
    assert await inbox.waiting(by=cast.pinula, at=LATER) == []
    assert (await totals_of(event)).people == 1


async def test_what_it_was_corrected_to_was_the_same_mistake(cast: Cast) -> None:
    event, thing = await planned(), count(count=5)
    phone, back = await door_phone(event), undo(thing)
    said = Correction(id=new_id(), sex="male", age_band="60+", audience=None, people=7)
    await sent(phone, thing)
    await correct("headcount", thing.id, said, "Eran 7", by=SYSTEM, at=SATURDAY)
    await planning.close(event, by=SYSTEM, at=moment(600))
    assert [await sent(phone, back), await sent(phone, back)] == [["aside"], ["aside"]]
    (found,) = await inbox.doubts_about(event)
    assert isinstance(found, Undone)
    assert (found.undone, found.line, found.people) == (thing.id, said.id, 7)
    await planning.reopen(event, by=SYSTEM, at=LATER)
    await decide(event, WRONG, cast)
    assert (await totals_of(event)).people == 0


async def test_what_a_coordinator_put_back_or_voided_raises_no_doubt() -> None:
    event = await planned()
    phone, back_again, voided = await door_phone(event), scan(), count()
    back = undo(back_again)
    await sent(phone, back_again, voided, back)
    await voiding.restore("check_in", back_again.id, "Sí estuvo", by=SYSTEM, at=SATURDAY)
    await voiding.void("headcount", voided.id, "Doble", by=SYSTEM, at=SATURDAY)
    await planning.close(event, by=SYSTEM, at=moment(600))
    assert await sent(phone, back, undo(voided)) == ["undone", "undone"]
    assert await inbox.doubts_about(event) == []
