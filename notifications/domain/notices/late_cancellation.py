"""Somebody who had said yes called off when little time was left."""

from datetime import datetime
from typing import Final

from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices import planners
from notifications.domain.notices.declined import declined
from notifications.domain.notices.planners import EVERYBODY, LATE_NEWS, TeamNews
from notifications.domain.office import Office
from server.foundation.translation import gettext as _

# The key is that of any answer: nobody hears twice of one. If the event is put off meanwhile, it
# was not late after all.
OWED: Final = f"""
    SELECT concat_ws(':', 'answer', l.answer, t.id) AS key, t.id AS account, l.event,
        l.answer AS subject
    FROM ({LATE_NEWS}) l
        JOIN event e ON e.id = l.event
        {EVERYBODY}
"""


async def write(notice: Notice, office: Office, _at: datetime) -> Letter:
    """Who, where, and what is done about it; the reason stays on the signed-in pages."""
    said = await declined(notice.subject)
    news = TeamNews(
        event=said.event,
        role=said.role,
        sentence=_("%(name)s había aceptado, y avisó que ya no podrá asistir.", name=said.name),
        urgent=True,
        closing=said.hint(),
    )
    return await planners.letter(news, office)


late_cancellation: Final = Kind(name="late_cancellation", owed=OWED, write=write)
