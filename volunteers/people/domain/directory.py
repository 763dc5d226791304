"""Finding helpers among those whom the asker looks after."""

from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor

# People search for «jose» and mean «José»; and Ángela stands before Beto.
PLAIN: Final = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')".format
PEOPLE: Final = f"""
    SELECT v.id, v.account, a.name, a.email, v.home, m.name AS home_name, v.network,
        n.name AS network_name, v.languages,
        (SELECT max(c.valid_until) FROM clearance c WHERE c.volunteer = v.id AND c.kind = 'renas')
            AS cleared_until,
        (SELECT count(DISTINCT q.topic) FROM qualification q
            WHERE q.volunteer = v.id AND q.role = 'lead'
                AND (q.valid_until IS NULL OR q.valid_until >= $6)) AS leads
    FROM volunteer v
        JOIN account a ON a.id = v.account
        JOIN municipality m ON m.ine = v.home
        LEFT JOIN network n ON n.id = v.network
    WHERE a.disabled_at IS NULL AND v.home = ANY($1)
        AND ($2 = '' OR v.home = $2)
        AND ($3::uuid IS NULL OR v.network = $3)
        AND ($4 = '' OR EXISTS (SELECT FROM qualification q
            WHERE q.volunteer = v.id AND q.topic = $4
                AND (q.valid_until IS NULL OR q.valid_until >= $6)))
        AND position({PLAIN("$5")} IN {PLAIN("a.name || ' ' || a.email")}) > 0
        AND ($7::uuid IS NULL OR ({PLAIN("a.name")}, v.id) > (SELECT {PLAIN("b.name")}, w.id
            FROM volunteer w JOIN account b ON b.id = w.account WHERE w.id = $7))
    ORDER BY {PLAIN("a.name")}, v.id
    LIMIT $8
"""


class Sought(Struct, frozen=True, kw_only=True):
    """What a list is narrowed by; `after` is the last person of the page before."""

    municipality: str = ""
    network: UUID | None = None
    topic: str = ""
    text: str = ""
    after: UUID | None = None
    most: int = 50


class Person(Struct, frozen=True, kw_only=True):
    """A helper in a list; `leads` is the number of topics they may lead today."""

    id: UUID
    account: UUID
    name: str
    email: str
    home: str
    home_name: str
    network: UUID | None
    network_name: str | None
    languages: list[str]
    cleared_until: date | None
    leads: int


class Found(Struct, frozen=True):
    """A page of helpers, and where the next one begins."""

    people: list[Person]
    next: UUID | None


async def matching(sought: Sought, *, by: Actor, today: date) -> Found:
    """Helpers of the municipalities that `by` looks after, by name."""
    by.need("staff")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    rows = await fetch(
        PEOPLE, places, _sayable(sought.municipality), sought.network, _sayable(sought.topic),
        _sayable(sought.text).strip(), today, sought.after, sought.most + 1,
    )  # fmt: skip
    people = msgspec.convert([dict(row) for row in rows], list[Person])
    page = people[: sought.most]
    return Found(page, page[-1].id if len(people) > len(page) else None)


def _sayable(text: str) -> str:
    """PostgreSQL knows no NUL."""
    return text.replace("\0", "")
