"""The calendar that planners take along is one that every program reads."""

from datetime import timedelta

import pytest

from events.planning.domain import planning
from events.planning.domain.exports import files
from server.foundation.identity import SYSTEM
from tests.support import icaljs, libical
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import ALWAYS, everything

pytestmark = pytest.mark.usefixtures("db")


async def test_other_programs_have_no_complaint_and_read_the_same_times() -> None:
    await planned(notes="Uno; dos,\ntres 🎭 " * 40, capacity=40, published=False)
    await planned(title="\\n; , 🎬" + "ñ" * 190, zone="America/New_York")
    called_off = await planned(title="Con lluvia", starts_at=SATURDAY - timedelta(hours=3))
    await planning.cancel(called_off, "rain", by=SYSTEM, at=TODAY)
    await planned(
        title="En línea", modality="virtual", meeting_url="https://meet.test/á?x=1,2",
        ends_at=SATURDAY + timedelta(days=2),
    )  # fmt: skip
    content = await files.agenda_file(ALWAYS, "ics")
    assert libical.complaints(content) == []
    starts = sorted(event.starts_at for event in await everything())
    assert sorted(event.starts_at for event in libical.events(content)) == starts
    (calendar,) = icaljs.read(content)
    assert len(calendar.events) == 4
    statuses = [line for line in content.split(b"\r\n") if line.startswith(b"STATUS:")]
    assert sorted(statuses) == [
        b"STATUS:CANCELLED", b"STATUS:CONFIRMED", b"STATUS:CONFIRMED", b"STATUS:TENTATIVE",
    ]  # fmt: skip
