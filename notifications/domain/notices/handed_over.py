"""Somebody took over another's place, and who plans the event should know who comes."""

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
from volunteers.assignments.domain.told_about import HandedOver

OWED: Final = f"""
    SELECT concat_ws(':', 'handed-over', s.id, t.id) AS key, t.id AS account, s.event,
        s.id AS subject
    FROM cover_search s
        JOIN assignment a ON a.id = s.standing_for AND a.status = 'substituted'
        JOIN event e ON e.id = s.event
        {PLANNER}
    WHERE s.outcome = 'filled' AND {NEWS.format(at="s.ended_at")}
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who leaves and who comes."""
    change = await told_about.handed_over(notice.subject)
    news = TeamNews(event=change.event, role=change.role, sentence=_sentence(change))
    return await planners.letter(news, office)


def _sentence(change: HandedOver) -> str:
    if not change.comes:
        return _("%(name)s pidió un reemplazo y ya no asistirá.", name=change.leaves)
    # No name stands last: one that is shortened, «Ana A.», brings a full stop of its own.
    told = {"leaves": change.leaves, "comes": change.comes}
    return _("%(leaves)s ya no asistirá: %(comes)s tomó su lugar.", **told)


handed_over: Final = Kind(name="handed_over", owed=OWED, write=write)
