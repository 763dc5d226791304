"""Who is meant by a name or an address, and what those are called whom entries are about."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from server.foundation.database import fetch

# People look for «sofia» and mean «Sofía».
PLAIN: Final = "translate(lower({}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')".format
# Many share what stands after the @: who means that says so.
MATCHING: Final = f"""
    SELECT id FROM account WHERE erased_at IS NULL AND (
        position({PLAIN("$1")} IN {PLAIN("name")}) > 0
        OR position({PLAIN("$1")} IN {PLAIN("email")}) BETWEEN 1 AND CASE
            WHEN position('@' IN $1) > 0 THEN length(email) ELSE position('@' IN email) - 1 END)
"""
CALLED: Final = "SELECT id, name FROM account WHERE id = ANY($1) AND erased_at IS NULL"

Helpers = Callable[[Collection[UUID]], Awaitable[Sequence[tuple[UUID, UUID]]]]
"""Each helper with their account, where either is among those asked for; a higher room knows."""


async def accounts_of(text: str) -> list[UUID]:
    """The accounts whose name or address holds this text, with accents or without."""
    return [row["id"] for row in await fetch(MATCHING, text)] if text else []


async def subjects_of(text: str, helpers: Helpers) -> list[str]:
    """The subjects of entries about those whose name or address holds this text."""
    accounts = await accounts_of(text)
    if not accounts:
        return []
    pairs = await helpers(accounts)
    return [f"account:{one}" for one in accounts] + [f"volunteer:{one}" for one, _whose in pairs]


async def names_of(subjects: Collection[str], helpers: Helpers) -> Mapping[str, str]:
    """What the people among these subjects are called; who was erased has no name."""
    known = {written: key for written in subjects if (key := _person(written)) is not None}
    accounts = dict(await helpers(list(known.values()))) if known else {}
    wanted = {written: accounts.get(key, key) for written, key in known.items()}
    rows = await fetch(CALLED, list(wanted.values())) if wanted else []
    names = {row["id"]: row["name"] for row in rows}
    return {written: names[one] for written, one in wanted.items() if one in names}


def _person(written: str) -> UUID | None:
    kind, _colon, key = written.partition(":")
    try:
        return UUID(key) if kind in {"account", "volunteer"} else None
    except ValueError:
        return None
