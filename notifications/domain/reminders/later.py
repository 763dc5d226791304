"""What kinds of notice that follow the calendar will ask: the very same question, asked later."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from notifications.domain.kind import Kind
from notifications.domain.notices.absences_asked import absences_asked
from notifications.domain.notices.answer_due import LAST_HOURS, LEAST_HOURS, answer_due
from notifications.domain.notices.digest import HOUR, digest
from notifications.domain.notices.lapsing import FIRST, lapsing
from notifications.domain.notices.places_lapsing import places_lapsing
from notifications.domain.notices.told import LAST_TOLD

A_DAY: Final = timedelta(days=1)
MONDAY: Final = 0
# Days of these are those of UTC.
BY_DAY: Final = (absences_asked, lapsing)
# What breaks is asked twice, not once a day: its key names the day until which something holds.
BROKEN_SINCE: Final = f"""
    greatest($1[1], (split_part(o.key, ':', 3)::date - {FIRST})::timestamp AT TIME ZONE 'UTC')
"""


def later(kind: Kind, since: str = "min(moment.at)") -> str:
    """The query of everything owed first at one of the moments $1, or `since` when."""
    return f"""
        SELECT o.key, o.account, o.event, o.subject, {since} AS wanted_at
        FROM unnest($1::timestamptz[]) moment (at)
            CROSS JOIN LATERAL ({_asked_at(kind, "moment.at")}) o
        GROUP BY o.key, o.account, o.event, o.subject
    """


def answers_due() -> str:
    """The query of everybody who will be asked again for an answer within two weeks of $1."""
    return f"""
        SELECT o.key, o.account, o.event, o.subject, moment.at AS wanted_at
        FROM (
            SELECT a.id AS subject, greatest($1::timestamptz,
                a.answer_by - interval '{LAST_HOURS} hours',
                a.changed_at + (a.answer_by - a.changed_at) / 2,
                last.began_at + interval '{LEAST_HOURS} hours') AS at
            FROM assignment a
                CROSS JOIN LATERAL (SELECT a.id AS subject, '' AS key) c
                CROSS JOIN LATERAL ({LAST_TOLD}) last
            WHERE a.status = 'invited' AND a.answer_by > $1
                AND a.answer_by <= $1::timestamptz + interval '15 days'
        ) moment CROSS JOIN LATERAL ({_asked_at(answer_due, "moment.at")}) o
        WHERE o.subject = moment.subject
    """


def midnights(now: datetime, until: datetime) -> list[datetime]:
    """Now, and whenever a day of UTC begins until then."""
    day = now.astimezone(UTC).date()
    days = (day + A_DAY * ahead for ahead in range(1, (until - now).days + 2))
    return [now, *_within((datetime.combine(each, time(), UTC) for each in days), now, until)]


def mondays(now: datetime, until: datetime, zones: Iterable[str]) -> list[datetime]:
    """Now, and when those in these zones read on Mondays what they have to look after."""
    first = now.date() - A_DAY
    days = [first + A_DAY * ahead for ahead in range((until - now).days + 4)]
    moments = (_at_hour(day, zone) for zone in zones for day in days if day.weekday() == MONDAY)
    return [now, *sorted(set(_within(moments, now, until)))]


def _asked_at(kind: Kind, moment: str) -> str:
    return kind.owed.replace("$1", moment)


def _at_hour(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(HOUR), ZoneInfo(zone)).astimezone(UTC)


def _within(moments: Iterable[datetime], now: datetime, until: datetime) -> Iterator[datetime]:
    return (moment for moment in moments if now < moment <= until)


__all__ = [
    "BROKEN_SINCE", "BY_DAY", "answers_due", "digest", "later", "midnights", "mondays",
    "places_lapsing",
]  # fmt: skip
