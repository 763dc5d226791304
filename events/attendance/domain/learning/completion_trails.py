"""What one pass did in programmes, known while it is shown and only as long as there are keys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.cards import pass_reading, passes
from events.attendance.domain.pseudonyms import pseudonym
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

KEYS: Final = """
    SELECT k.period, k.salt FROM period_key k
    WHERE k.salt IS NOT NULL AND EXISTS
        (SELECT FROM event e WHERE e.period = k.period AND e.programme IS NOT NULL)
"""
ATTENDED: Final = """
    SELECT e.programme, e.id AS session, e.period, e.starts_at
    FROM unnest($1::uuid[], $2::bytea[]) AS mine (period, pseudonym)
        JOIN event e ON e.period = mine.period AND e.programme IS NOT NULL
            AND e.status IN ('published', 'closed') AND e.starts_at <= $3
        JOIN check_in c ON c.event = e.id AND c.pseudonym = mine.pseudonym AND c.standing
    WHERE $4::uuid IS NULL OR e.programme = $4
    ORDER BY e.starts_at, e.id
"""
SCORES: Final = """
    SELECT a.programme, a.period, a.score
    FROM unnest($1::uuid[], $2::bytea[]) AS mine (period, pseudonym)
        JOIN assessment a ON a.period = mine.period AND a.pseudonym = mine.pseudonym
    WHERE $3::uuid IS NULL OR a.programme = $3
    ORDER BY a.recorded_at
"""


class Attended(Struct, frozen=True):
    """A session of a programme that the pass was at."""

    programme: UUID
    session: UUID
    period: UUID
    starts_at: datetime


class Scored(Struct, frozen=True):
    """What the pass reached in a programme's assessment, in per cent."""

    programme: UUID
    period: UUID
    score: int


async def read(text: str, *, signer: Signer) -> str:
    """The code of a pass that was typed or scanned; raises Invalid unless the pass is good."""
    code = pass_reading.read(text)
    if code is None or pass_reading.UNREAD in code:
        raise Invalid(
            {"code": _("Ese código no es de una tarjeta. Revisarlo y escribirlo otra vez.")}
        )
    if await passes.revoked([passes.mark(code, signer)]):
        raise Invalid({"code": _("Esa tarjeta está anulada.")})
    return code


async def pseudonyms_of(code: str, *, signer: Signer) -> dict[UUID, bytes]:
    """What stands for a pass in each period with programmes whose key still is."""
    return {
        row["period"]: pseudonym(code, salt=row["salt"], signer=signer) for row in await fetch(KEYS)
    }


async def attended(
    mine: Mapping[UUID, bytes], *, at: datetime, programme: UUID | None = None
) -> list[Attended]:
    """The sessions held by `at` that a pass was at, the earliest first."""
    rows = await fetch(ATTENDED, list(mine), list(mine.values()), at, programme)
    return msgspec.convert([dict(row) for row in rows], list[Attended])


async def scored(mine: Mapping[UUID, bytes], *, programme: UUID | None = None) -> list[Scored]:
    """What a pass reached, the latest last."""
    rows = await fetch(SCORES, list(mine), list(mine.values()), programme)
    return msgspec.convert([dict(row) for row in rows], list[Scored])
