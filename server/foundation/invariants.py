"""What must always hold, as queries that find nothing: a row found is a promise broken."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from server.foundation.database import fetch

SHOWN: Final = 3
FOUND: Final = """
    WITH broken AS MATERIALIZED ({query})
    SELECT (SELECT count(*) FROM broken) AS times,
        array(SELECT to_jsonb(broken)::text FROM broken LIMIT {shown}) AS examples
"""


class Law(Struct, frozen=True, kw_only=True):
    """A promise: `says` in a sentence, `query` finds what breaks it, by ids and never by names.

    It holds at any moment, whoever did what at the same time, and asks no clock.
    """

    name: str
    says: str
    query: str


class Violation(Struct, frozen=True):
    """A law that something breaks: so many `times`, with the first few as JSON."""

    law: str
    says: str
    times: int
    examples: tuple[str, ...]


async def violations(laws: Iterable[Law]) -> list[Violation]:
    """Every law that is broken right now, in the order of the laws; none is as it must be.

    Each is asked by itself: what is being done meanwhile is seen whole or not at all.
    """
    found = [(law, await _found(law)) for law in laws]
    return [violation for _law, violation in found if violation.times]


async def _found(law: Law) -> Violation:
    row = (await fetch(FOUND.format(query=law.query, shown=SHOWN)))[0]
    return Violation(law.name, law.says, row["times"], tuple(row["examples"]))
