"""What was decided about doubts, said to those who come after."""

from collections.abc import Sequence

from msgspec import Struct

from events.attendance.domain.review import reasons
from events.attendance.domain.review.inbox_past import Past
from events.attendance.domain.review.rulings import Decided, Verdict
from events.attendance.web import shown_clocks
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class PastLine(Struct, frozen=True):
    """A decision of the past."""

    title: str
    reason: str
    note: str


def verdict(told: Verdict, zone: str) -> str:
    """What became of a decision, and what somebody else had decided first."""
    done = ngettext("Quedó decidida %(n)s línea.", "Quedaron decididas %(n)s líneas.", told.done)
    gone = ngettext(
        "%(n)s ya no estaba por decidir.", "%(n)s ya no estaban por decidir.", told.gone
    )
    parts = [
        done if told.done else "",
        _before(told.before, zone) if told.before else "",
        gone if told.gone else "",
    ]
    return " ".join(part for part in parts if part)


def past(decided: Sequence[Past], zone: str) -> list[PastLine]:
    """The last decisions."""
    return [
        PastLine(
            f"{kinds()[one.kind]}: {fates()[one.fate]} ({one.lines})",
            reasons.said(one.reason),
            _signed(one.by, shown_clocks.moment(one.at, zone)),
        )
        for one in decided
    ]


def kinds() -> dict[str, str]:
    """The kinds of doubt."""
    return {
        "aside": _("Fuera de un registro"),
        "double": _("Dos veces"),
        "skew": _("Reloj"),
        "impossible": _("No cuadra"),
        "undone": _("Deshecho después de cerrar"),
    }


def fates() -> dict[str, str]:
    """What can become of something doubtful."""
    return {
        "merged": _("se dejó una"),
        "kept": _("se dejó como está"),
        "voided": _("se anuló"),
        "moved": _("pasó a otra actividad"),
        "dropped": _("se descartó"),
    }


def _before(before: Sequence[Decided], zone: str) -> str:
    first = before[0]
    count = ngettext("%(n)s ya estaba decidida", "%(n)s ya estaban decididas", len(before))
    signed = _signed(first.by, shown_clocks.moment(first.at, zone))
    return f"{count} ({signed}): {fates()[first.fate]}, «{reasons.said(first.reason)}»."


def _signed(by: str, at: str) -> str:
    return f"{by}, {at}" if by else at
