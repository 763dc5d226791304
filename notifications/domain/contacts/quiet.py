"""When a way may be used: outside somebody's quiet hours, and while it is safe."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from notifications.domain.contacts.way import Hours, Reach, Way

# Of whoever said nothing: a telephone at the bedside is not woken.
NIGHT: Final = Hours(time(21), time(6))
RINGING: Final = frozenset({"whatsapp", "sms"})
# An hour that the clocks skip comes back the day after.
HORIZON: Final = timedelta(days=3)
# What leaves before the quiet begins has to arrive before it does: a queue, a try that fails and is
# made again, and the clock of a telephone all take their minutes.
MARGIN: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
SECOND: Final = timedelta(seconds=1)


def is_quiet(at: datetime, reach: Reach, way: Way) -> bool:
    """Whether this way may not be used at this moment."""
    hour = at.astimezone(ZoneInfo(reach.zone)).time()
    night = _night(reach, way)
    unsafe = way.hours is not None and not _within(hour, way.hours)
    return unsafe or (night is not None and _within(hour, night))


def send_at(
    wanted: datetime, reach: Reach, way: Way, *, now: datetime, before: datetime | None
) -> datetime | None:
    """The moment nearest to `wanted`, never before `now`, at which this way may be used.

    Where it is quiet then, that is later; where later would not be before `before`, a margin before
    it becomes quiet, or less where there is no room; None where there is no such moment.
    """
    wanted, now = wanted.astimezone(UTC), now.astimezone(UTC)
    soonest = max(wanted, now)
    if not is_quiet(soonest, reach, way) and (before is None or soonest < before):
        return soonest
    usable = _usable(max(now, wanted - HORIZON), soonest + HORIZON, reach, way)
    later = next((max(begins, soonest) for begins, ends in usable if ends > soonest), None)
    if later is not None and (before is None or later < before):
        return later
    last = wanted if before is None else min(wanted, before.astimezone(UTC))
    earlier = [
        max(begins, min(ends, last) - MARGIN) for begins, ends in usable if begins < last
    ]  # fmt: skip
    return earlier[-1] if earlier else None


def _night(reach: Reach, way: Way) -> Hours | None:
    if reach.quiet is not None:
        return reach.quiet
    return NIGHT if way.channel in RINGING else None


def _within(hour: time, hours: Hours) -> bool:
    """Whether the clock shows an hour of this part of the day; the same hour twice is no part."""
    if hours.from_time <= hours.until_time:
        return hours.from_time <= hour < hours.until_time
    return hour >= hours.from_time or hour < hours.until_time


def _usable(
    since: datetime, until: datetime, reach: Reach, way: Way
) -> list[tuple[datetime, datetime]]:
    """The times between in which a way may be used, as long as each of them lasts."""
    usable: list[tuple[datetime, datetime]] = []
    for begins, ends in _pieces(since, until, reach, way):
        if is_quiet(begins, reach, way):
            continue
        goes_on = usable and usable[-1][1] == begins
        usable.append((usable.pop()[0] if goes_on else begins, ends))
    return usable


def _pieces(
    since: datetime, until: datetime, reach: Reach, way: Way
) -> list[tuple[datetime, datetime]]:
    """The time between, cut wherever it may begin or cease to be quiet."""
    edges = [
        edge
        for hours in (_night(reach, way), way.hours)
        if hours is not None
        for edge in (hours.from_time, hours.until_time)
    ]
    zone = ZoneInfo(reach.zone)
    turns = [since, *_turns(since, until, zone), until]
    cuts = {
        cut
        for begins, ends in pairwise(turns)
        for cut in (begins, *_struck(edges, begins, ends, zone), ends)
    }
    return list(pairwise(sorted(cuts)))


def _turns(since: datetime, until: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """When the clocks of a zone are put forward or back."""
    while since < until:
        after = min(since + HOUR, until)
        if _ahead(since, zone) != _ahead(after, zone):
            yield _turn(since, after, zone)
        since = after


def _turn(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second between on which the clocks go as they do afterwards."""
    while after - before > SECOND:
        between = (before + (after - before) / 2).replace(microsecond=0)
        between = max(between, before + SECOND)
        if _ahead(between, zone) == _ahead(after, zone):
            after = between
        else:
            before = between
    return after.replace(microsecond=0)


def _struck(
    edges: list[time], begins: datetime, ends: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    """When the clocks, which are not put forward or back meanwhile, show one of these hours."""
    ahead = _ahead(begins, zone)
    day, last = (begins + ahead).date(), (ends + ahead).date()
    while day <= last:
        for edge in edges:
            at = datetime.combine(day, edge, UTC) - ahead
            if begins < at < ends:
                yield at
        day += timedelta(days=1)


def _ahead(at: datetime, zone: ZoneInfo) -> timedelta:
    """How far the clocks of a zone are ahead of UTC."""
    return at.astimezone(zone).utcoffset() or timedelta()
