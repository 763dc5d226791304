"""Somebody let an invitation expire, and who plans the event may want to know."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import planners
from notifications.domain.notices.planners import NEWS, PLANNER, TeamNews
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import told_about

# Whoever was asked by a search that goes on is no news: others are asked as well.
OWED: Final = f"""
    SELECT concat_ws(':', 'unanswered', a.id,
            (extract(epoch FROM a.changed_at) * 1000000)::bigint, t.id) AS key,
        t.id AS account, a.event, a.id AS subject
    FROM assignment a
        JOIN event e ON e.id = a.event
        {PLANNER}
    WHERE a.status = 'expired' AND a.changed_at >= a.answer_by
        AND {NEWS.format(at="a.changed_at")}
        AND NOT EXISTS (SELECT FROM offer o JOIN cover_search s ON s.id = o.search
            WHERE o.assignment = a.id AND (s.ended_at IS NULL OR s.ended_at >= a.changed_at))
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who did not answer, and what is done about it."""
    member = await told_about.member(notice.subject)
    news = TeamNews(
        event=member.event,
        role=member.role,
        sentence=_("%(name)s no respondió a tiempo a la invitación.", name=member.name),
    )
    return await planners.letter(news, office)


unanswered: Final = Kind(name="unanswered", owed=OWED, write=write)
