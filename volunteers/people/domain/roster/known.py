"""What is known already: the words that rows may use, and the helpers by their address."""

from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import tongues
from events.planning.domain.imports.lexicon import lexicon
from server.foundation.database import fetch
from volunteers.people.domain.roster.reading import RosterWords

MUNICIPALITIES: Final = "SELECT ine, name FROM municipality ORDER BY name"
NETWORKS: Final = "SELECT id::text, name FROM network ORDER BY name"
TOPICS: Final = "SELECT slug, name_es, name_en FROM topic ORDER BY position"
KNOWN: Final = """
    SELECT a.email, a.disabled_at IS NOT NULL AS gone, v.id, v.home, v.network, v.languages,
        v.most_a_week, v.most_a_month, v.travel_minutes,
        coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_array(q.topic, q.role))
            FROM qualification q WHERE q.volunteer = v.id), '[]') AS held,
        coalesce((SELECT jsonb_agg(jsonb_build_array(c.verified_on, c.valid_until))
            FROM clearance c WHERE c.volunteer = v.id AND c.kind = 'renas'), '[]') AS cleared
    FROM account a LEFT JOIN volunteer v ON v.account = a.id
    WHERE a.email = ANY($1)
"""


class Known(Struct, frozen=True, kw_only=True):
    """An account that has a row's address; without `id` it is not a helper's."""

    email: str
    gone: bool
    id: UUID | None
    home: str | None
    network: UUID | None
    languages: tuple[str, ...] | None
    most_a_week: int | None
    most_a_month: int | None
    travel_minutes: int | None
    held: frozenset[tuple[str, str]]
    cleared: frozenset[tuple[date, date]]


async def words() -> RosterWords:
    """All that rows may speak of today."""
    return RosterWords(
        municipalities=lexicon(tuple(row.values()) for row in await fetch(MUNICIPALITIES)),
        networks=lexicon(tuple(row.values()) for row in await fetch(NETWORKS)),
        languages=lexicon(tongues.names().items()),
        topics=lexicon(tuple(row.values()) for row in await fetch(TOPICS)),
    )


async def known(emails: list[str]) -> dict[str, Known]:
    """Who has these addresses."""
    found = []
    for row in await fetch(KNOWN, emails):
        told = {name: msgspec.json.decode(row[name]) for name in ("held", "cleared")}
        found.append(msgspec.convert({**row, **told}, Known))
    return {one.email: one for one in found}
