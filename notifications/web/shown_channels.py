"""What the page about the channels shows, in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from notifications.domain.outbox.channel_health import Health
from notifications.domain.outbox.failure_words import in_words
from notifications.web.shown import channel_name, moment_of
from server.foundation.settings import Settings
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

REPORTING: Final = frozenset({"whatsapp", "sms"})
TROUBLED: Final = frozenset({"stopped", "waiting", "failing"})
SECOND: Final = timedelta(seconds=1)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


class ShownChannel(Struct, frozen=True, kw_only=True):
    """A channel; what does not apply to it is empty."""

    name: str
    label: str
    standing: str
    until: str
    since: str
    reason: str
    queued: int
    oldest: str
    sent: int
    failed: int
    doubt: int
    median: str
    delivered: str


def shown_channel(health: Health, settings: Settings, at: datetime) -> ShownChannel:
    """Whether it works, what waits, and what left in the last day."""
    zone, stopped, until = settings.timezone, health.stopped_at, health.open_until
    standing = _standing(health, settings, at)
    return ShownChannel(
        name=health.channel, label=channel_name(health.channel),
        standing=standing,
        until=moment_of(until, zone) if until and health.waits(at) else "",
        since=moment_of(stopped, zone) if stopped else "",
        reason=in_words(health.channel, health.detail) if standing in TROUBLED else "",
        queued=health.queued, oldest=_age(health, at),
        sent=health.sent, failed=health.failed, doubt=health.doubt,
        median=rounded_up(health.median) if health.median is not None else "",
        delivered=_delivered(health),
    )  # fmt: skip


def waiting_line(everything: Sequence[Health], at: datetime) -> str:
    """What is owed and was not tried yet, by whichever way."""
    untried = sum(each.untried for each in everything)
    if not untried:
        return ""
    number = ngettext(
        "%(n)s aviso espera su primer intento", "%(n)s avisos esperan su primer intento", untried
    )
    oldest = min(each.oldest for each in everything if each.oldest)
    return _("%(number)s; el más antiguo, hace %(age)s.", number=number, age=lasted(at - oldest))


def lasted(span: timedelta) -> str:
    """Such as «40 s», «5 min», «3 h» or «2 días»."""
    if span < MINUTE:
        return _("%(n)s s", n=max(int(span.total_seconds()), 0))
    if span < HOUR:
        return _("%(n)s min", n=span // MINUTE)
    if span < 2 * DAY:
        return _("%(n)s h", n=span // HOUR)
    return ngettext("%(n)s día", "%(n)s días", span // DAY)


def rounded_up(span: timedelta) -> str:
    """The same, and never less than it is."""
    unit = next(unit for unit in (SECOND, MINUTE, HOUR) if span <= 59 * unit or unit is HOUR)
    return lasted(max(-(-span // unit), 1) * unit)


def _standing(health: Health, settings: Settings, at: datetime) -> str:
    configured = _configured(health.channel, settings)
    standings = {
        "off": not configured and health.channel != "mail",
        "unused": not health.used,
        "stopped": health.stopped_at is not None,
        "waiting": health.waits(at),
        "failing": health.failing,
        "folder": not configured,
    }
    return next((standing for standing, holds in standings.items() if holds), "working")


def _configured(channel: str, settings: Settings) -> bool:
    needed = {"mail": settings.mail_server, "whatsapp": settings.whatsapp, "sms": settings.sms}
    return channel not in needed or needed[channel] is not None


def _age(health: Health, at: datetime) -> str:
    return lasted(at - health.oldest) if health.oldest else ""


def _delivered(health: Health) -> str:
    if health.channel not in REPORTING or not health.sent:
        return ""
    return _("%(n)s %%", n=round(100 * health.delivered / health.sent))
