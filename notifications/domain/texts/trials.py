"""Sending oneself a notice to see how it arrives, through the outbox like any other."""

from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct

from notifications.domain.contacts.ways import reach_of
from notifications.domain.notices.kinds import KINDS
from notifications.domain.notices.trying_out import NAME
from notifications.domain.texts.phrases import CHANNELS, phrases
from server.accounts.domain import limits
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.settings import Settings
from server.foundation.translation import SOURCE
from server.foundation.translation import gettext as _

MOST: Final = 10
WITHIN: Final = timedelta(minutes=10)
WRITE: Final = """
    INSERT INTO notice (id, key, kind, account, subject, channel, owed_at, due_at)
    VALUES ($1, $2, $3, $4, $4, $5, $6, $6)
"""
LATEST: Final = """
    SELECT n.state, n.channel, n.owed_at AS at,
        coalesce((SELECT d.detail FROM delivery d WHERE d.notice = n.id AND d.outcome <> 'sent'
            ORDER BY d.attempt DESC LIMIT 1), '') AS reason
    FROM notice n WHERE n.account = $1 AND n.kind = $2 AND n.key LIKE $3
    ORDER BY n.owed_at DESC, n.id DESC LIMIT 3
"""


class Trial(Struct, frozen=True, kw_only=True):
    """A notice that somebody sent themselves, and what became of it."""

    state: str
    channel: str
    at: datetime
    reason: str


async def ways(kind: str, of: Actor, settings: Settings) -> list[str]:
    """The channels on which somebody may try this notice on themselves, what they like best first.

    What goes to no account has no short words.
    """
    if of.account is None:
        return []
    spoken = {channel for channel in CHANNELS if kind in phrases()[channel, SOURCE]}
    reach = await reach_of(of.account, settings)
    return [way.channel for way in reach.ways if way.channel in {"mail", *spoken}]


async def send(kind: str, channel: str, *, by: Actor, settings: Settings, at: datetime) -> None:
    """Queue a notice of this kind to oneself.

    Raises NotFound for a kind there is not, Invalid for a channel that is not one's own, TooMany.
    """
    by.need("notices")
    if kind not in KINDS or kind == NAME:
        raise NotFound(_("Este aviso no existe."))
    if channel not in await ways(kind, by, settings):
        raise Invalid({"channel": _("Por este medio no se le puede escribir.")})
    await limits.at_most(MOST, f"trial:{by.account}", within=WITHIN, at=at)
    await execute(WRITE, new_id(), f"test:{kind}:{new_id()}", NAME, by.account, channel, at)


async def latest(kind: str, of: Actor) -> list[Trial]:
    """The last times somebody tried this notice, the newest first."""
    rows = await fetch(LATEST, of.account, NAME, f"test:{kind}:%")
    return msgspec.convert([dict(row) for row in rows], list[Trial])
