"""Writing down what the bearer of a pass reached in the assessment of a programme.

There is one result for a pass and programme. It stands in the period in which the pass came last,
so that writing it down ties no two periods together.
"""

from collections.abc import Sized
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.learning import completion_trails
from events.planning.domain import programmes
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

HOLD: Final = "SELECT FROM programme WHERE id = $1 FOR NO KEY UPDATE"
WRITE: Final = """
    INSERT INTO assessment (id, programme, period, pseudonym, score, recorded_at, entered_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (programme, period, pseudonym)
        DO UPDATE SET score = $5, recorded_at = $6, entered_by = $7
"""


class Result(Struct, frozen=True):
    """What was typed or scanned off a pass, and what its bearer reached, in per cent."""

    typed: str
    score: int

    def __repr__(self) -> str:
        """Without the code, which must not reach a log."""
        return f"Result(score={self.score})"


async def record(
    programme_id: UUID, result: Result, *, by: Actor, at: datetime, signer: Signer
) -> bool:
    """Write a result down in place of an earlier one; whether there was one.

    Raises Invalid for a pass that is revoked, or that came to no session: most likely a letter of
    it was read wrongly.
    """
    await _own(programme_id, by)
    code = await completion_trails.read(result.typed, signer=signer)
    mine = await completion_trails.pseudonyms_of(code, signer=signer)
    async with transaction():
        await fetch(HOLD, programme_id)
        known = await completion_trails.scored(mine, programme=programme_id)
        came = await completion_trails.attended(mine, at=at, programme=programme_id)
        _need_somebody(came)
        period = known[-1].period if known else came[-1].period
        row = (new_id(), programme_id, period, mine[period], result.score, at, by.account)
        await execute(WRITE, *row)
        act = "assessment.corrected" if known else "assessment.recorded"
        await audit.record(by, act, f"programme:{programme_id}", at=at)
    return bool(known)


async def look(programme_id: UUID, typed: str, *, by: Actor, at: datetime, signer: Signer) -> None:
    """Raise Invalid for a pass for which `record` would, whatever it reached."""
    await _own(programme_id, by)
    code = await completion_trails.read(typed, signer=signer)
    mine = await completion_trails.pseudonyms_of(code, signer=signer)
    _need_somebody(await completion_trails.attended(mine, at=at, programme=programme_id))


def _need_somebody(came: Sized) -> None:
    if not came:
        raise Invalid({"code": _("Esa tarjeta no estuvo en ninguna sesión. Revisar el código.")})


async def _own(programme_id: UUID, by: Actor) -> None:
    programme = await programmes.programme(programme_id)
    by.need("register", programme.municipality)
    if not programme.assessment:
        raise Conflict(_("Este programa no tiene evaluación."))
