"""What of the demonstration is closed, and what is released by itself as soon as it is served."""

from datetime import datetime, timedelta

from events.outreach.domain.periods import book, closing
from events.outreach.domain.releases import plans
from events.outreach.domain.releases.plans import PlanDraft
from events.planning.domain import projects
from server.cli.demo_calendar import ZONE, local_day
from server.cli.demo_goals import PEACE, quarter
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import given


async def reported(at: datetime) -> None:
    """Close every period that is over and complete, and plan to release each quarter to everybody.

    The quarter before this one is due today.
    """
    today = local_day(at)
    for period in await book.periods():
        if period.ends_on < today and not period.open_registers:
            await closing.close(period.id, by=SYSTEM, at=at, zone=ZONE, help_given=given)
    peace = await projects.project(PEACE)
    last = quarter(today)[0] - timedelta(days=1)
    wanted = PlanDraft(every="quarter", days_after=(today - last).days, readers="public")
    await plans.write(peace.id, wanted, by=SYSTEM, at=at, today=today)
