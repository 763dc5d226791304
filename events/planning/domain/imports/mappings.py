"""Remembering which column means what, by account and headings."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from events.planning.domain.imports.columns import FIELDS, folded, guess
from server.foundation.database import execute, fetch
from server.foundation.identity import Actor

KNOWN: Final = "SELECT mapping FROM import_mapping WHERE account = $1 AND headings = $2"
REMEMBER: Final = """
    INSERT INTO import_mapping (id, account, headings, mapping)
    VALUES (gen_random_uuid(), $1, $2, $3)
    ON CONFLICT (account, headings) DO UPDATE SET mapping = EXCLUDED.mapping
"""


async def of(headings: Sequence[str], by: Actor) -> dict[str, int]:
    """What this account chose for such headings before, else what they suggest."""
    known = await fetch(KNOWN, by.account, _headings(headings)) if by.account else []
    if not known:
        return guess(headings)
    chosen = msgspec.json.decode(known[0]["mapping"], type=dict[str, int])
    return {field: at for field, at in chosen.items() if field in FIELDS}


async def remember(headings: Sequence[str], columns: Mapping[str, int], by: Actor) -> None:
    """Keep what somebody chose."""
    if by.account is not None:
        chosen = msgspec.json.encode(columns).decode()
        await execute(REMEMBER, by.account, _headings(headings), chosen)


def _headings(headings: Sequence[str]) -> str:
    return sha256("\n".join(folded(each) for each in headings).encode()).hexdigest()
