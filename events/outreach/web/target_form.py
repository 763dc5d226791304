"""The form in which a target is set."""

from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.target import Target
from events.outreach.domain.indicators.target_book import MOST, TargetDraft, wrong_days
from events.planning.domain import codelists
from server.foundation.translation import gettext as _
from server.web.forms import Form


async def places(indicator: Indicator) -> list[tuple[str, str]]:
    """The municipalities that the indicator counts, as (value, label)."""
    among = indicator.filters.municipalities
    known = await codelists.municipalities()
    return [(it.ine, it.name) for it in known if not among or it.ine in among]


def filled(target: Target) -> Form:
    """The form as it stands for a target that is set."""
    first, last = target.days.first, target.days.last
    return Form(
        {
            "value": [str(target.value)],
            "municipality": [target.municipality or ""],
            "starts_on": [first.isoformat() if first else ""],
            "ends_on": [last.isoformat() if last else ""],
            "exact": ["exact" if target.exact else "least"],
            "note": [target.note],
        }
    )


def kinds() -> list[tuple[str, str, str]]:
    """At least or exactly, as (value, label, hint)."""
    return [
        ("least", _("Al menos"), _("Más también cumple.")),
        ("exact", _("Exactamente"), _("Más tampoco cumple.")),
    ]


def draft(form: Form, offered: list[tuple[str, str]]) -> TargetDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    value = form.whole("value", most=MOST)
    if value is None:
        form.wrong("value", _("Falta este dato."))
    dated = bool(form.value("starts_on") or form.value("ends_on"))
    written = TargetDraft(
        value=value or 0,
        municipality=form.choice("municipality", dict(offered), required=False) or None,
        starts_on=form.day("starts_on") if dated else None,
        ends_on=form.day("ends_on") if dated else None,
        exact=form.choice("exact", ("least", "exact")) == "exact",
        note=form.text("note", required=False),
    )
    for name, sentence in wrong_days(written).items():
        form.wrong(name, sentence)
    form.check()
    return written
