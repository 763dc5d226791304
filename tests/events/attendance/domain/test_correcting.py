"""A coordinator puts a line right: the wrong one stays to be seen, and nobody counts twice."""

from typing import Any
from uuid import UUID

import pytest

from events.attendance.domain import headcounts, register, voiding
from events.attendance.domain.correcting import Correction, correct
from events.attendance.domain.summary import line_of, totals_of
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import line, moment
from tests.events.attendance.domain.test_headcounts import tally
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
SOMEBODY = b"p" * 32


def said(**changes: Any) -> Correction:
    usual: dict[str, Any] = {"id": new_id(), "sex": "male", "age_band": "60+", "audience": None}
    return Correction(**{**usual, **changes})


async def noticed(event: UUID, **changes: Any) -> UUID:
    one = line(event, pseudonym=SOMEBODY, at=moment(7), clock_skew=4_000, **changes)
    await register.write([one])
    return one.id


async def test_a_person_s_line_is_written_anew_and_the_wrong_one_stays_voided(cast: Cast) -> None:
    event = await planned()
    wrong, right = await noticed(event), said(audience="teachers")
    await correct("check_in", wrong, right, "Era un maestro", by=cast.pinula, at=SATURDAY)
    old, new = await line_of(event, wrong), await line_of(event, right.id)
    assert (old.voided_at, old.void_reason, old.standing) == (SATURDAY, "Era un maestro", False)
    assert (new.sex, new.age_band, new.audience, new.standing) == ("male", "60+", "teachers", True)
    assert new.corrects == wrong
    for same in ("at", "received_at", "source", "clock_skew", "phone"):
        assert getattr(new, same) == getattr(old, same)
    assert await register.has_come(event, SOMEBODY)
    assert (await totals_of(event)).people == 1
    (told,) = await fetch(
        "SELECT account, act FROM audit_entry WHERE subject = $1", f"check_in:{wrong}"
    )
    assert tuple(told) == (cast.pinula.account, "check_in.corrected")


async def test_a_number_is_corrected_or_left() -> None:
    event = await planned()
    counted, answers = tally(count=12), said(people=None)
    await headcounts.count(event, [counted], by=SYSTEM, at=SATURDAY, way="paper")
    await correct("headcount", counted.id, answers, "Eran señores", by=SYSTEM, at=SATURDAY)
    number = said(people=21)
    await correct("headcount", answers.id, number, "Se leyó al revés", by=SYSTEM, at=SATURDAY)
    totals = await totals_of(event)
    assert (totals.people, totals.by_way["paper"], totals.by_sex["male"]) == (21, 21, 21)
    assert totals.voided_lines == 2


async def test_the_same_correction_sent_again_changes_nothing() -> None:
    event = await planned()
    wrong, right = await noticed(event), said()
    for _time in range(2):
        await correct("check_in", wrong, right, "Era un señor", by=SYSTEM, at=SATURDAY)
    assert len(await fetch("SELECT FROM check_in")) == 2
    with pytest.raises(Conflict):
        await correct("check_in", wrong, said(), "Otra vez", by=SYSTEM, at=SATURDAY)


async def test_an_id_that_something_else_has_is_no_correction() -> None:
    event = await planned()
    wrong, other = await noticed(event), line(event)
    await register.write([other])
    with pytest.raises(Conflict):
        await correct("check_in", wrong, said(id=other.id), "Era otro", by=SYSTEM, at=SATURDAY)


async def test_a_correction_that_tells_less_counts_before_sightings_that_tell_more() -> None:
    event = await planned()
    wrong = await noticed(event)
    before, after = (line(event, pseudonym=SOMEBODY, at=moment(n)) for n in (9, 11))
    await register.write([before])
    silent = said(sex="female", age_band="unknown")
    await correct("check_in", wrong, silent, "No dijo su edad", by=SYSTEM, at=SATURDAY)
    await register.write([after])
    assert (await line_of(event, silent.id)).standing
    totals = await totals_of(event)
    assert (totals.people, totals.by_age_band["unknown"], totals.repeats) == (1, 1, 2)


@pytest.mark.parametrize(
    "wrong", [{"sex": "x"}, {"age_band": "7"}, {"audience": "x"}, {"people": 0}, {"people": 10_001}]
)
async def test_what_no_register_holds_is_no_correction(wrong: dict[str, Any]) -> None:
    line_id = await noticed(await planned())
    with pytest.raises(Invalid):
        await correct("check_in", line_id, said(**wrong), "Así era", by=SYSTEM, at=SATURDAY)


async def test_only_what_could_be_voided_is_corrected(cast: Cast) -> None:
    event = await planned()
    wrong = await noticed(event)
    with pytest.raises(Invalid):
        await correct("check_in", wrong, said(), " ", by=SYSTEM, at=SATURDAY)
    with pytest.raises(NotFound):
        await correct("check_in", new_id(), said(), "x", by=SYSTEM, at=SATURDAY)
    with pytest.raises(NotAllowed):
        await correct("check_in", wrong, said(), "x", by=cast.mixco, at=SATURDAY)
    await planning.close(event, by=SYSTEM, at=moment(600))
    with pytest.raises(Conflict):
        await correct("check_in", wrong, said(), "x", by=SYSTEM, at=moment(601))
    await planning.reopen(event, by=SYSTEM, at=moment(602))
    await voiding.void("check_in", wrong, "Doble", by=SYSTEM, at=moment(603))
    with pytest.raises(Conflict):
        await correct("check_in", wrong, said(), "x", by=SYSTEM, at=moment(604))
