"""The same weekday and hour some weeks later, on the clocks of the place."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain.draft import EventDraft


def later(moment: datetime, zone: str, weeks: int) -> datetime:
    """The moment so many weeks later; nine o'clock stays nine o'clock when clocks change."""
    there = moment.astimezone(ZoneInfo(zone))
    return there + timedelta(weeks=weeks)


def moved(draft: EventDraft, weeks: int) -> EventDraft:
    """The draft so many weeks later, as long as before on the clock."""
    starts, ends = (later(t, draft.zone, weeks) for t in (draft.starts_at, draft.ends_at))
    return msgspec.structs.replace(draft, starts_at=starts, ends_at=ends)


def between(first: date, onto: date) -> int:
    """How many weeks lie between the weeks of two days, each beginning on Monday."""
    mondays = [day - timedelta(days=day.weekday()) for day in (first, onto)]
    return (mondays[1] - mondays[0]).days // 7
