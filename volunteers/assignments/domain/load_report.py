"""Everybody's load: what they did, what they will do, and what their network does on average."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.load import median, places

BEHIND: Final = timedelta(weeks=12)
AHEAD: Final = timedelta(weeks=4)
PEOPLE: Final = """
    SELECT v.id, a.name, v.home, m.name AS home_name, v.network,
        coalesce(n.name, '') AS network_name, v.most_a_month, v.novice
    FROM volunteer v
        JOIN account a ON a.id = v.account
        JOIN municipality m ON m.ine = v.home
        LEFT JOIN network n ON n.id = v.network
    WHERE a.disabled_at IS NULL AND ($1::text[] IS NULL OR v.home = ANY($1))
    ORDER BY a.name, v.id
"""
PENDING: Final = """
    SELECT a.volunteer, count(*) AS places FROM assignment a JOIN event e ON e.id = a.event
    WHERE a.status = 'invited' AND e.status <> 'cancelled' AND a.volunteer = ANY($3)
        AND e.starts_at >= $1 AND e.starts_at < $2
    GROUP BY a.volunteer
"""


class Carried(Struct, frozen=True, kw_only=True):
    """What somebody carries: places behind and ahead, and the median ahead of their like.

    `pending` are places ahead that they were asked to take and have not answered for.
    Their like are those of their network, or without one those at home in the same municipality.
    """

    id: UUID
    name: str
    home: str
    home_name: str
    network: UUID | None
    network_name: str
    most_a_month: int | None
    novice: bool
    behind: int = 0
    ahead: int = 0
    pending: int = 0
    median: int = 0

    @property
    def beyond(self) -> int:
        """How many more places they have ahead than the median; less is negative."""
        return self.ahead - self.median


async def carried(*, by: Actor, at: datetime, municipality: str = "") -> list[Carried]:
    """Those at home where `by` coordinates, who carries most ahead first."""
    by.need("staff")
    homes = [place.ine for place in await codelists.coordinated_by(by)]
    return await _weighed([home for home in homes if municipality in {"", home}], at)


async def elsewhere(*, by: Actor, at: datetime, municipality: str = "") -> list[Carried]:
    """The rest of the whole network, whom `carried` leaves out: who carries least ahead first.

    Of them one may know who they are and how much they do, to ask them for help.
    """
    by.need("staff")
    homes = {place.ine for place in await codelists.coordinated_by(by)}
    near = {home for home in homes if municipality in {"", home}}
    return [one for one in reversed(await _weighed(None, at)) if one.home not in near]


async def _weighed(homes: list[str] | None, at: datetime) -> list[Carried]:
    rows = await fetch(PEOPLE, homes)
    people = msgspec.convert([dict(row) for row in rows], list[Carried])
    ids = [one.id for one in people]
    behind = await places(at - BEHIND, at, only=ids)
    ahead = await places(at, at + AHEAD, only=ids)
    asked = await fetch(PENDING, at, at + AHEAD, ids)
    pending = {row["volunteer"]: row["places"] for row in asked}
    weighed = [
        msgspec.structs.replace(
            one, behind=behind[one.id], ahead=ahead[one.id], pending=pending.get(one.id, 0)
        )
        for one in people
    ]
    return sorted(_beside(weighed), key=lambda one: (-one.ahead, -one.behind, one.name, one.id))


def _beside(people: list[Carried]) -> Iterable[Carried]:
    groups: dict[object, list[int]] = {}
    for one in people:
        groups.setdefault(one.network or one.home, []).append(one.ahead)
    for one in people:
        middle = median(groups[one.network or one.home])
        yield msgspec.structs.replace(one, median=middle)
