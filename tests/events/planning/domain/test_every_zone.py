"""Whatever zone of the world an event is in, its calendar describes that zone right."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import msgspec

from events.planning.domain.ical import CalendarFace, feed, vevent
from tests.support import icaljs, libical
from tests.support.calendar_cast import PLAIN

ZONES = sorted(available_timezones() - {"localtime"})
STARTS = [
    datetime(2026, month, 14, hour, 30, tzinfo=UTC) for month in (1, 4, 7, 10) for hour in (3, 18)
]


def test_both_readers_find_the_instants_of_every_zone() -> None:
    entries = [
        msgspec.structs.replace(
            PLAIN, zone=zone, starts_at=start, ends_at=start + timedelta(hours=2)
        )
        for zone in ZONES
        for start in STARTS
    ]
    calendar = feed(CalendarFace(name="Mundo"), [vevent(one) for one in entries], set(ZONES))
    assert libical.complaints(calendar) == []
    wanted = [(one.starts_at, one.ends_at) for one in entries]
    assert [(one.starts_at, one.ends_at) for one in libical.events(calendar)] == wanted
    (read,) = icaljs.read(calendar)
    assert [(one.starts.time, one.ends.time) for one in read.events] == wanted
