"""How fast each channel goes, and when it rests: one account that all processes share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from notifications.domain.notice import Notice
from notifications.domain.outbox.patience import Outcome
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class Rate(Struct, frozen=True):
    """Messages per second, how many at once after a rest, and how far apart two to one person."""

    per_second: float
    burst: int
    apart: timedelta = timedelta()


class HeldUp(Struct, frozen=True):
    """Where nothing leaves: what is `resting` goes on then, what is `stopped` does not."""

    resting: Mapping[str, datetime]
    stopped: frozenset[str]


APART: Final = timedelta(seconds=6)  # what WhatsApp asks for; a telephone is no bell
RATES: Final = {
    "mail": Rate(10, 20),
    "whatsapp": Rate(40, 40, APART),
    "sms": Rate(10, 10, APART),
    "webhook": Rate(20, 20),
}
# Where one provider stands behind all of it; every program has an address of its own.
ONE_HOUSE: Final = frozenset({"mail", "whatsapp", "sms"})
IN_A_ROW: Final = 5
FIRST_REST: Final = timedelta(seconds=30)
LONGEST_REST: Final = timedelta(minutes=10)
TEST_LASTS: Final = timedelta(minutes=2)
# Whatever a provider or a clock that was ahead says, once in a while somebody looks.
LONGEST_WAIT: Final = timedelta(hours=1)
# A slot may be taken so long ahead: whoever finds none that near looks again in the next round.
AHEAD: Final = 1.0

# $1 channel, $2 now, $3 per second, $4 burst. A clock that was put back starts anew.
FILLED: Final = """
    CASE WHEN $2 < s.refilled_at - interval '1 minute' THEN $4
        ELSE least($4, s.tokens + $3 * greatest(0, extract(epoch FROM $2 - s.refilled_at)))
    END
"""
# What leaves first after a rest is a test: the others wait until it went well, or was forgotten.
TAKE: Final = f"""
    INSERT INTO channel_state AS s (channel, tokens, refilled_at)
    VALUES ($1, $4::float - 1, $2::timestamptz)
    ON CONFLICT (channel) DO UPDATE SET
        tokens = {FILLED} - 1,
        refilled_at = CASE WHEN $2 < s.refilled_at - interval '1 minute' THEN $2
            ELSE greatest(s.refilled_at, $2) END,
        open_until = CASE WHEN s.open_until IS NOT NULL THEN $5::timestamptz END
    WHERE s.stopped_at IS NULL
        AND (s.open_until IS NULL OR s.open_until <= $2 OR s.open_until > $2 + $7::interval)
        AND {FILLED} - 1 >= -$6::float
    RETURNING tokens
"""
# What began before a rest says nothing of it; a test does, which began as the rest was prolonged.
SINCE: Final = "(open_until IS NULL OR open_until <= $2::timestamptz + $3::interval)"
WELL: Final = f"""
    UPDATE channel_state SET failures = 0, open_until = NULL, detail = ''
    WHERE channel = $1 AND stopped_at IS NULL AND (failures > 0 OR open_until IS NOT NULL)
        AND {SINCE}
"""
BADLY: Final = """
    UPDATE channel_state SET failures = failures + 1, detail = $3,
        open_until = greatest(open_until,
            CASE WHEN $4::interval IS NOT NULL THEN $2::timestamptz + least($4, $8::interval) END,
            CASE
            WHEN failures + 1 >= $5 THEN $2 + least($7::interval,
                $6::interval * power(2, least(failures + 1 - $5, 10))) END)
    WHERE channel = $1 RETURNING open_until
"""
# It spoke to us: a test that went so far is enough to go on, carefully.
ANSWERED: Final = f"UPDATE channel_state SET open_until = NULL WHERE channel = $1 AND {SINCE}"
STOP: Final = "UPDATE channel_state SET stopped_at = $2, detail = $3 WHERE channel = $1"
GO_ON: Final = """
    UPDATE channel_state SET stopped_at = NULL, open_until = NULL, failures = 0, detail = ''
    WHERE channel = $1 AND (stopped_at IS NOT NULL OR open_until IS NOT NULL) RETURNING channel
"""
HELD_UP: Final = """
    SELECT channel, open_until, stopped_at IS NOT NULL AS stopped FROM channel_state
    WHERE stopped_at IS NOT NULL OR (open_until > $1 AND open_until <= $1 + $2::interval)
"""
LAST: Final = """
    SELECT max(d.began_at) AS at FROM notice n JOIN delivery d ON d.notice = n.id
    WHERE (n.account = $1 OR n.registration = $1 OR n.reader = $1) AND d.channel = $2
        AND d.began_at > $3 AND d.began_at <= $4
"""


async def take(
    channel: str, *, at: datetime, rates: Mapping[str, Rate] = RATES
) -> timedelta | None:
    """Take the next slot of a channel: how long until then, or None where nothing leaves now."""
    rate = rates[channel]
    row = await fetch(
        TAKE, channel, at, rate.per_second, rate.burst, at + TEST_LASTS, AHEAD * rate.per_second,
        LONGEST_WAIT,
    )  # fmt: skip
    return timedelta(seconds=max(0.0, -row[0]["tokens"] / rate.per_second)) if row else None


async def held_up(*, at: datetime) -> HeldUp:
    """Where nothing leaves at this moment."""
    rows = await fetch(HELD_UP, at, LONGEST_WAIT)
    return HeldUp(
        resting={row["channel"]: row["open_until"] for row in rows if not row["stopped"]},
        stopped=frozenset(row["channel"] for row in rows if row["stopped"]),
    )


async def note(
    channel: str, outcome: Outcome, *, at: datetime, began: datetime | None = None
) -> datetime | None:
    """Count what the outcome of an attempt says of the channel as a whole, not of one person.

    Returns until when the channel rests because of it.
    """
    if outcome.stopped:
        await execute(STOP, channel, at, outcome.detail)
    elif outcome.everybody or (outcome.name == "unknown" and channel in ONE_HOUSE):
        rows = await fetch(
            BADLY, channel, at, outcome.detail, outcome.wait if outcome.everybody else None,
            IN_A_ROW, FIRST_REST, LONGEST_REST, LONGEST_WAIT,
        )  # fmt: skip
        rests: list[datetime] = [row["open_until"] for row in rows if row["open_until"]]
        return next((until for until in rests if until > at), None)
    elif outcome.name == "failed":
        await execute(ANSWERED, channel, began or at, TEST_LASTS)
    else:
        await execute(WELL, channel, began or at, TEST_LASTS)
    return None


async def free_at(
    notice: Notice, channel: str, *, at: datetime, rates: Mapping[str, Rate] = RATES
) -> datetime:
    """When somebody may be written to by this channel, who was a moment ago.

    Nobody else begins to write to them until the transaction ends.
    """
    apart = rates[channel].apart
    if not apart:
        return at
    whom = notice.account or notice.registration or notice.reader
    await only_one_at_a_time(f"to:{whom}:{channel}")
    row = await fetch(LAST, whom, channel, at - apart, at)
    last: datetime | None = row[0]["at"]
    return at if last is None else last + apart


async def resume(channel: str, *, by: Actor, at: datetime) -> None:
    """Let a channel go on because somebody put it right; raises Conflict where it does."""
    by.need("administer")
    async with transaction():
        if not await fetch(GO_ON, channel):
            raise Conflict(_("Este canal ya funciona."))
        await audit.record(by, "channel.resumed", f"channel:{channel}", at=at)
