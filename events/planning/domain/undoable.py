"""Whether what was done to an event can be taken back, and why not."""

from typing import Final

from events.planning.domain.deeds import Change, Deed, Written
from events.planning.domain.upstairs import Hold
from server.foundation.translation import gettext as _

UNDOING: Final = "act.undone"
# What a revision leaves behind without anybody having written it, and what may be thrown away.
BOOKKEEPING: Final = frozenset({"sequence", "changed_at", "template"})
# Who came, came there and then, and counts once in its period.
WHERE_AND_WHEN: Final = ("starts_at", "ends_at", "municipality", "venue", "project", "period")


def final(deed: Deed) -> str:
    """Why an act is never undone, whatever became of its events; empty when it may be.

    A series that was changed is a rule besides its events, of which acts keep no record.
    """
    if deed.undone_at is not None:
        return _("Ya se deshizo.")
    if deed.act == UNDOING:
        return _("Lo deshecho no se vuelve a deshacer: hacerlo otra vez.")
    if deed.act.startswith("series.") and deed.act != "series.planned":
        return _("Un cambio de toda la serie se corrige en la página de la serie.")
    return ""


def same(one: Written | None, other: Written | None) -> bool:
    """Whether an event is written down alike, apart from the bookkeeping of revisions."""
    if one is None or other is None:
        return one is other
    common = (one.keys() & other.keys()) - BOOKKEEPING
    return all(one[name] == other[name] for name in common)


def obstacle(change: Change, now: Written | None, hold: Hold, *, shown: bool) -> str | None:
    """Why the change cannot be undone, or None; `shown` is whether it was ever published."""
    if now is None or change.after is None:
        return _("«%(title)s» ya no existe.", title=change.title)
    if not same(now, change.after):
        return _("«%(title)s» cambió después: eso habría que deshacerlo antes.", title=now["title"])
    if change.before is None:
        return _in_the_way_of_removing(now, hold, shown=shown)
    return _in_the_way_of_restoring(change.before, now, hold)


def _in_the_way_of_removing(now: Written, hold: Hold, *, shown: bool) -> str | None:
    title = now["title"]
    if hold.lines:
        return _("«%(title)s» ya tiene asistencia registrada.", title=title)
    if hold.helpers:
        return _("Ya se invitó a alguien a «%(title)s»: se puede cancelar.", title=title)
    if hold.seats:
        return _("«%(title)s» ya tiene inscripciones: se puede cancelar.", title=title)
    if shown:
        return _("«%(title)s» ya se publicó: se puede cancelar.", title=title)
    return None


def _in_the_way_of_restoring(before: Written, now: Written, hold: Hold) -> str | None:
    if not hold.lines:
        return None
    moves = any(before[name] != now[name] for name in WHERE_AND_WHEN)
    if moves or before["status"] == "draft":
        return _("«%(title)s» ya tiene asistencia registrada.", title=now["title"])
    return None
