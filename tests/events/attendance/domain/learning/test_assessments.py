"""What a pass reached in an assessment is written down without the pass."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from events.attendance.domain import pseudonyms
from events.attendance.domain.cards import passes
from events.attendance.domain.learning import assessments
from events.attendance.domain.learning.assessments import Result
from events.attendance.tables import Pass
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import Actor
from tests.events.attendance.arriving import SIGNER, everything
from tests.events.attendance.cohorts import ANA, BETO, came, school
from tests.support.cast import Cast
from tests.support.registers import AFTER, WORKSHOP_DAY

EXAM: dict[str, Any] = {"assessment": "Examen", "pass_mark": 60}
NEXT_YEAR = datetime(2027, 2, 6, 15, 0, tzinfo=UTC)
LATER = datetime(2027, 3, 6, 15, 0, tzinfo=UTC)


async def record(programme: UUID, typed: str, score: int, by: Actor, at: datetime = AFTER) -> bool:
    return await assessments.record(programme, Result(typed, score), by=by, at=at, signer=SIGNER)


async def scores() -> list[int]:
    return [row["score"] for row in await fetch("SELECT score FROM assessment ORDER BY score")]


async def test_a_result_is_written_down_once_and_corrected(cast: Cast) -> None:
    programme, sessions = await school(**EXAM)
    await came(ANA, sessions[0])
    typed = ("anna-2222-3333", f"https://convoca.test/P/{ANA}")
    known = [
        await record(programme, it, n, cast.pinula) for it, n in zip(typed, (85, 40), strict=True)
    ]
    assert (known, await scores()) == ([False, True], [40])
    told = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'assessment.%' ORDER BY id")
    assert [row["act"] for row in told] == ["assessment.recorded", "assessment.corrected"]


async def test_neither_the_pass_nor_its_pseudonym_is_in_the_audit(cast: Cast) -> None:
    programme, sessions = await school(**EXAM)
    await came(ANA, sessions[0])
    await record(programme, ANA, 85, cast.pinula)
    row = (await fetch("SELECT pseudonym FROM assessment"))[0]
    audited = str([dict(it) for it in await fetch("SELECT * FROM audit_entry")])
    assert (row["pseudonym"].hex() in audited, str(row["pseudonym"]) in audited) == (False, False)
    assert (ANA in await everything(), ANA in repr(Result(ANA, 85))) == (False, False)


async def test_a_pass_that_never_came_is_refused(cast: Cast) -> None:
    programme, sessions = await school(**EXAM)
    await came(ANA, sessions[0])
    for typed in (BETO, "ANNA-2222-333?", "ABCD2345", ""):
        with pytest.raises(Invalid) as refused:
            await record(programme, typed, 85, cast.pinula)
        assert list(refused.value.fields) == ["code"]
    assert await scores() == []


async def test_a_revoked_pass_is_refused(cast: Cast) -> None:
    programme, sessions = await school(**EXAM)
    await came(ANA, sessions[0])
    await Pass.insert(Pass(mark=passes.mark(ANA, SIGNER), revoked_at=AFTER, reason="perdida"))
    with pytest.raises(Invalid, match="anulada"):
        await record(programme, ANA, 85, cast.pinula)


async def test_only_the_coordinator_there_writes_results_and_only_where_there_is_an_assessment(
    cast: Cast,
) -> None:
    programme, _sessions = await school(**EXAM)
    plain, _none = await school(WORKSHOP_DAY.replace(day=2), name="Sin examen")
    with pytest.raises(NotAllowed):
        await record(programme, ANA, 85, cast.mixco)
    with pytest.raises(Conflict):
        await record(plain, ANA, 85, cast.pinula)


async def test_across_two_years_a_pass_has_one_result_and_no_two_pseudonyms_are_tied(
    cast: Cast,
) -> None:
    programme, sessions = await school(WORKSHOP_DAY, NEXT_YEAR, **EXAM)
    await came(ANA, sessions[0])
    await record(programme, ANA, 30, cast.pinula)
    await came(ANA, sessions[1])
    await record(programme, ANA, 90, cast.pinula, at=LATER)
    assert await scores() == [90]


async def test_without_a_key_a_pass_is_not_known_any_more(cast: Cast) -> None:
    programme, sessions = await school(**EXAM)
    await came(ANA, sessions[0])
    period = (await fetch("SELECT period FROM event WHERE id = $1", sessions[0]))[0]["period"]
    await pseudonyms.destroy(period, by=cast.admin, at=AFTER)
    with pytest.raises(Invalid):
        await record(programme, ANA, 85, cast.pinula)
