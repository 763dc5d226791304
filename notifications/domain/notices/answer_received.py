"""Somebody declined, and who plans the event has to look for another."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import planners
from notifications.domain.notices.declined import declined
from notifications.domain.notices.planners import LATE_NEWS, NEWS, PLANNER, TeamNews
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# Whoever a search asked, and who did not want to, is no news while it goes on asking others. Who
# called off late is an alarm (late_cancellation).
OWED: Final = f"""
    SELECT concat_ws(':', 'answer', s.id, t.id) AS key, t.id AS account, a.event,
        s.id AS subject
    FROM answer s
        JOIN assignment a ON a.id = s.assignment
        JOIN event e ON e.id = a.event
        {PLANNER}
    WHERE s.answer = 'declined' AND a.status = 'declined' AND {NEWS.format(at="s.at")}
        AND NOT EXISTS (SELECT FROM answer later
            WHERE later.assignment = s.assignment AND later.at > s.at)
        AND NOT EXISTS (SELECT FROM offer o JOIN cover_search c ON c.id = o.search
            WHERE o.assignment = s.assignment AND o.offered_at <= s.at
                AND (c.ended_at IS NULL OR c.ended_at >= s.at)
                AND NOT EXISTS (SELECT FROM answer yes
                    WHERE yes.assignment = s.assignment AND yes.answer = 'accepted'
                        AND yes.at >= o.offered_at))
        AND NOT EXISTS (SELECT FROM ({LATE_NEWS}) late WHERE late.answer = s.id)
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who and where; the reason they gave stays on the signed-in pages."""
    said = await declined(notice.subject)
    news = TeamNews(
        event=said.event,
        role=said.role,
        sentence=_("%(name)s no podrá acompañar esta actividad.", name=said.name),
        closing=said.hint(),
    )
    return await planners.letter(news, office)


answer_received: Final = Kind(name="answer_received", owed=OWED, write=write)
