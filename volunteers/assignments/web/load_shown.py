"""A person's load as its page shows it: a bar with the median marked on it."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.load_report import Carried

WIDTH: Final = 160


class LoadLine(Struct, frozen=True, kw_only=True):
    """Somebody's load; `bar`, `asked` and `middle` are widths in a drawing WIDTH wide.

    `asked` is how far it would reach if they said yes to everything they were asked.
    """

    id: UUID
    name: str
    home: str
    home_name: str
    network_name: str
    behind: int
    ahead: int
    median: int
    beyond: str
    tone: str
    pending: str
    bar: int
    asked: int
    middle: int
    limit: str
    novice: bool


def load_line(one: Carried, most: int) -> LoadLine:
    """Drawn against the greatest load of all."""
    return LoadLine(
        id=one.id,
        name=one.name,
        home=one.home,
        home_name=one.home_name,
        network_name=one.network_name,
        behind=one.behind,
        ahead=one.ahead,
        median=one.median,
        beyond=_beyond(one.beyond),
        tone="waiting" if one.beyond > 1 else "neutral",
        pending=pending_words(one.pending),
        bar=one.ahead * WIDTH // max(1, most),
        asked=(one.ahead + one.pending) * WIDTH // max(1, most),
        middle=one.median * WIDTH // max(1, most),
        limit=_("%(n)s al mes como mucho", n=one.most_a_month) if one.most_a_month else "",
        novice=one.novice,
    )


def pending_words(number: int) -> str:
    """Such as «+3 por responder», or nothing."""
    return ngettext("+%(n)s por responder", "+%(n)s por responder", number) if number else ""


def _beyond(number: int) -> str:
    if number == 0:
        return _("en la mediana")
    if number > 0:
        return _("%(n)s más que la mediana", n=number)
    return _("%(n)s menos que la mediana", n=-number)
