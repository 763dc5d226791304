"""What the demonstration says that people were told."""

from collections import Counter
from datetime import timedelta

from notifications.domain.outbox import causes, overview
from notifications.domain.outbox.sought import Sought
from server.cli import demo_notices
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY
from tests.support.outbox_crowd import owed

THEN = SATURDAY - timedelta(days=7)


async def test_the_outbox_of_the_demonstration_shows_how_notices_fare(db: None) -> None:
    await owed(2 * len(demo_notices.TURNS), phones=False, at=THEN)
    await demo_notices.told(at=SATURDAY + timedelta(hours=4))
    counts = await overview.counts(SYSTEM, Sought())
    turns = Counter(how.state for how in demo_notices.TURNS)
    assert {state: counts[state] for state in turns} == {
        state: 2 * number for state, number in turns.items()
    }
    assert (counts["held"], counts["doubt"], counts["superseded"]) == (2, 1, 0)
    reasons = await causes.causes(SYSTEM, Sought(standing="failed"))
    assert [(cause.said, cause.number) for cause in reasons] == [
        ("mail:5.1.1", 4),
        ("sms:21614", 2),
    ]


async def test_what_waits_there_waits_for_the_morning(db: None) -> None:
    await owed(3, phones=False, at=THEN)
    await demo_notices.told(at=SATURDAY + timedelta(hours=4))
    rows = await fetch("SELECT DISTINCT due_at FROM notice WHERE state = 'held'")
    # Six in the morning in Guatemala.
    assert [row["due_at"] for row in rows] == [SATURDAY + timedelta(hours=21)]
