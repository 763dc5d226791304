"""Somebody who had said yes lost the place: they are away, or the event moved."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import planners
from notifications.domain.notices.lost import SAID_YES
from notifications.domain.notices.planners import NEWS, PLANNER, TeamNews
from notifications.domain.notices.standing import standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain import told_about

OWED: Final = f"""
    SELECT concat_ws(':', 'reopened', a.id,
            (extract(epoch FROM a.changed_at) * 1000000)::bigint, t.id) AS key,
        t.id AS account, a.event, a.id AS subject
    FROM assignment a
        JOIN event e ON e.id = a.event
        {PLANNER}
    WHERE a.status = 'withdrawn' AND a.released_for IS NOT NULL
        AND {NEWS.format(at="a.changed_at")}
        AND {SAID_YES.format(place="a.id")}
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who, in general terms why, and what is done about it."""
    place = await standing(notice)
    name = (await told_about.member(notice.subject)).name
    news = TeamNews(
        event=place.event.id,
        role=place.role,
        sentence=_("%(name)s había aceptado, pero avisó una ausencia para esos días.", name=name)
        if place.released_for == "absence"
        else _("%(name)s había aceptado, pero ya no puede ocupar el lugar.", name=name),
    )
    return await planners.letter(news, office)


place_reopened: Final = Kind(name="place_reopened", owed=OWED, write=write)
