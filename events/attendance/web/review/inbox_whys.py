"""The usual reasons as a section of the inbox offers them: each beside what it speaks for."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from events.attendance.domain.review import reasons
from server.foundation.translation import gettext as _

ORDER: Final = ("merged", "voided", "kept", "moved", "dropped")


class Why(Struct, frozen=True):
    """Reasons for one decision, as (key, sentence); `label` is '' where no other is offered."""

    label: str
    options: list[tuple[str, str]]


def whys(keys: Sequence[str], fates: Sequence[str], *, kept: str = "") -> list[Why]:
    """These reasons by what they speak for, without those for what cannot be decided now.

    `kept` says what is done with lines that are kept, where it is not to leave them as they are.
    """
    offered = {fate.partition("-")[0] for fate in fates}
    groups = {
        fate: [(key, reasons.said(key)) for key in keys if reasons.speaks_for(key, fate)]
        for fate in ORDER
        if fate in offered
    }
    filled = {fate: options for fate, options in groups.items() if options}
    labels = _labels(kept or _("Para dejar como está")) if len(offered) > 1 else {}
    return [Why(labels.get(fate, ""), options) for fate, options in filled.items()]


def _labels(kept: str) -> dict[str, str]:
    return {
        "merged": _("Para dejar solo una"),
        "voided": _("Para anular"),
        "kept": kept,
        "moved": _("Para pasar a otra actividad"),
        "dropped": _("Para descartar"),
    }
