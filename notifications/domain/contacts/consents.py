"""What people agreed to be written by, as a ledger: the latest word on a channel holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from notifications.domain.contacts import left_alone
from notifications.domain.contacts.judging import judge_anew
from notifications.domain.contacts.spellings import spellings
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _

# The latest word of an account on a channel; {account} and {channel} are SQL.
LATEST: Final = """
    SELECT l.given, l.way FROM consent l
    WHERE l.account = {account} AND l.channel = {channel} ORDER BY l.at DESC, l.id DESC LIMIT 1
"""
NOW: Final = LATEST.format(account="$1", channel="$2")
# Whoever writes last has the last word, whatever the clocks of two machines say.
WRITE: Final = """
    INSERT INTO consent (id, account, channel, given, way, by, at)
    SELECT $1, $2, $3::text, $4, $5, $6,
        greatest($7::timestamptz, max(l.at) + interval '1 microsecond')
    FROM consent l WHERE l.account = $2 AND l.channel = $3::text
"""
REACHED: Final = """
    SELECT account, address, confirmed_at IS NULL AS unproved FROM contact
    WHERE channel = $1::text AND address = ANY($2)
    UNION SELECT id, email, false FROM account WHERE $1::text = 'mail' AND email = ANY($2)
    ORDER BY account
"""
HISTORY: Final = """
    SELECT c.channel, c.given, c.way, a.name AS by, c.at
    FROM consent c LEFT JOIN account a ON a.id = c.by
    WHERE c.account = $1 ORDER BY c.at DESC, c.id DESC
"""
# What somebody said themselves that they want no more of is not given for them.
REFUSALS: Final = frozenset({"left", "link", "one_click", "reply"})


class Word(Struct, frozen=True, kw_only=True):
    """That somebody agreed to a channel, or took it back; `by` is who wrote it down for them."""

    channel: str
    given: bool
    way: str
    by: str | None
    at: datetime


async def stands(account: UUID, channel: str) -> bool:
    """Whether the latest word gives this channel."""
    rows = await fetch(NOW, account, channel)
    return bool(rows) and bool(rows[0]["given"])


async def is_withdrawn(account: UUID, channel: str) -> bool:
    """Whether the latest word takes it back: the account's own mail is used until then."""
    rows = await fetch(NOW, account, channel)
    return bool(rows) and not rows[0]["given"]


async def give(
    account: UUID, channel: str, way: str, *, at: datetime, by: UUID | None = None
) -> None:
    """Write down that somebody agreed.

    Raises Conflict when a coordinator says so of somebody who asked not to be written to there.
    """
    async with held(account):
        if way == "coordinator" and await _is_refused(account, channel):
            raise Conflict(
                _("La persona pidió no recibir nada por este medio: solo ella puede cambiarlo.")
            )
        await _write(account, channel, way, given=True, by=by, at=at)


async def withdraw(
    account: UUID, channel: str, way: str, *, at: datetime, by: UUID | None = None
) -> None:
    """Write down that somebody took it back; once is enough, but their own word counts more."""
    async with held(account):
        settled = await is_withdrawn(account, channel)
        if not settled or (way in REFUSALS and not await _is_refused(account, channel)):
            await _write(account, channel, way, given=False, by=by, at=at)


async def by_reply(channel: str, address: str, given: bool, *, at: datetime) -> None:  # noqa: FBT001 (what the reply says)
    """Somebody answered from this address: it holds for every account that is reached there.

    Who was only asked whether it is theirs is not asked again.
    """
    for row in await fetch(REACHED, channel, spellings(address)):
        account = row["account"]
        if given:
            await left_alone.forget(account, channel, row["address"])
            await give(account, channel, "reply", at=at)
            continue
        if row["unproved"]:
            await left_alone.note(account, channel, row["address"], at=at)
        await withdraw(account, channel, "reply", at=at)


async def history(account: UUID) -> list[Word]:
    """Every word of an account, the latest first."""
    return msgspec.convert([dict(row) for row in await fetch(HISTORY, account)], list[Word])


@asynccontextmanager
async def held(account: UUID) -> AsyncIterator[None]:
    """Change how somebody may be reached while nobody else does."""
    async with transaction():
        await only_one_at_a_time(f"contacts:{account}")
        yield


async def _is_refused(account: UUID, channel: str) -> bool:
    """Whether the latest word is the person's own, and a no."""
    latest = await fetch(NOW, account, channel)
    return bool(latest) and not latest[0]["given"] and latest[0]["way"] in REFUSALS


async def _write(
    account: UUID, channel: str, way: str, *, given: bool, by: UUID | None, at: datetime
) -> None:
    await execute(WRITE, new_id(), account, channel, given, way, by, at)
    await judge_anew(account, at=at)
