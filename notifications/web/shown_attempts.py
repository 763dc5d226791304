"""What the page of one notice shows of every attempt, in words."""

from msgspec import Struct

from notifications.domain.outbox.attempts import Attempt
from notifications.domain.outbox.failure_words import in_words
from notifications.web.shown import channel_name, moment_of
from server.foundation.translation import gettext as _


class ShownAttempt(Struct, frozen=True, kw_only=True):
    """A delivery in a list; `said` are the provider's own words where ours are others."""

    began: str
    channel: str
    channel_name: str
    outcome: str | None
    receipt: str | None
    doubt: str
    reason: str
    said: str
    segments: int | None


def shown_attempt(attempt: Attempt, zone: str) -> ShownAttempt:
    """By which way, how it ended, and what is known since."""
    reason = in_words(attempt.channel, attempt.detail)
    return ShownAttempt(
        began=moment_of(attempt.began_at, zone), channel=attempt.channel,
        channel_name=channel_name(attempt.channel), outcome=attempt.outcome,
        receipt=attempt.receipt, doubt=_doubt(attempt, zone), reason=reason,
        said=attempt.detail if attempt.detail != reason else "", segments=attempt.segments,
    )  # fmt: skip


def _doubt(attempt: Attempt, zone: str) -> str:
    if attempt.settled_at is not None:
        return _("La duda se resolvió: %(moment)s", moment=moment_of(attempt.settled_at, zone))
    return _("Sigue en duda") if attempt.outcome == "unknown" else ""
