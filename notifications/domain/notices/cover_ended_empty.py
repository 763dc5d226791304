"""Convoca looked for somebody and found nobody, so those who plan the event have to."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import planners
from notifications.domain.notices.planners import NEWS, PLANNER, TeamNews
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain import told_about
from volunteers.assignments.domain.told_about import Ended

# No longer once another search began, or somebody took the place without one. Who asked for a
# substitute in vain may have left meanwhile: that is other news. If nobody could even be asked, the
# letter about who left says so, unless it left before and said that somebody is looked for.
OWED: Final = f"""
    SELECT concat_ws(':', 'cover-ended', s.id, t.id) AS key, t.id AS account, s.event,
        s.id AS subject
    FROM cover_search s
        JOIN event e ON e.id = s.event
        {PLANNER}
    WHERE s.outcome = 'nobody' AND {NEWS.format(at="s.ended_at")}
        AND NOT EXISTS (SELECT FROM cover_search later
            WHERE later.event = s.event AND later.role = s.role AND later.id <> s.id
                AND later.opened_at >= s.ended_at
                AND later.standing_for IS NOT DISTINCT FROM s.standing_for)
        AND CASE WHEN s.standing_for IS NULL
            THEN NOT EXISTS (SELECT FROM assignment b WHERE b.event = s.event
                AND b.role = s.role AND b.status = 'accepted' AND b.changed_at >= s.ended_at)
            ELSE EXISTS (SELECT FROM assignment b
                WHERE b.id = s.standing_for AND b.status = 'accepted') END
        AND (s.cause IN ('withdrawn', 'substitute', 'coordinator')
            OR EXISTS (SELECT FROM offer f WHERE f.search = s.id)
            OR EXISTS (SELECT FROM notice n JOIN delivery d ON d.notice = n.id
                WHERE n.event = s.event AND n.account = t.id AND n.kind IN ('late_cancellation',
                    'answer_received', 'unanswered', 'place_reopened')
                    AND d.began_at >= s.opened_at AND d.began_at < s.ended_at))
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """How many were asked, for whom, and whether anybody is missing now."""
    search = await told_about.ended(notice.subject)
    news = TeamNews(
        event=search.event,
        role=search.role,
        sentence=_sentence(search),
        in_vain=True,
        closing=(_("%(name)s sigue en el equipo.", name=search.asker),) if search.asker else (),
    )
    return await planners.letter(news, office)


def _sentence(search: Ended) -> str:
    if search.asker and not search.asked:
        return _("%(name)s pidió un reemplazo, y no hay a quién pedirlo.", name=search.asker)
    if search.asker:
        return _("%(name)s pidió un reemplazo, y nadie pudo.", name=search.asker)
    if not search.asked:
        return _("Se buscó a alguien, y no hay a quién más pedirlo.")
    return ngettext(
        "Se buscó a alguien: se pidió a %(n)s persona, y no pudo.",
        "Se buscó a alguien: se pidió a %(n)s personas, y ninguna pudo.",
        search.asked,
    )


cover_ended_empty: Final = Kind(name="cover_ended_empty", owed=OWED, write=write)
