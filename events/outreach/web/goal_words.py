"""A target and its actual, in words."""

from datetime import date
from typing import Final

from msgspec.structs import replace

from events.outreach.domain.amounts import Amount
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator, Measure
from events.outreach.domain.indicators.questions import question_of
from events.outreach.domain.indicators.target import Held, Target, Verdict
from events.outreach.web import explained, shown_days
from server.foundation.translation import gettext as _

TONES: Final[dict[Verdict | None, str]] = {
    "met": "good",
    "under": "neutral",
    "over": "waiting",
    "perhaps": "calm",
    None: "neutral",
}


def figure(measure: Measure, amount: Amount | None) -> str:
    """Such as «12–15»; a milestone is reached or it is not yet."""
    if amount is None:
        return _("no reportado")
    if measure == "milestone" and amount.high <= 1:
        return _("sí") if amount.high else _("todavía no")
    return amount.text


def about(target: Target) -> str:
    """Where and when, such as «Mixco · 1 ene – 31 mar 2026»."""
    return " · ".join(filter(None, [target.municipality_name, stretch(target.days)]))


def stretch(days: Days) -> str:
    """Some days, or all the life of a project."""
    if days.first and days.last:
        return shown_days.days(Span(days.first, days.last))
    return _("toda la vida del proyecto")


def meant(measure: Measure, target: Target) -> str:
    """What is to be reached, such as «al menos 400» or «exactamente 400»."""
    value = f"{target.value:,}"
    if measure == "milestone":
        return _("lograrlo") if target.value <= 1 else _("lograrlo en %(n)s lugares", n=value)
    return _("exactamente %(n)s", n=value) if target.exact else _("al menos %(n)s", n=value)


def verdict(held: Held) -> str:
    """Whether it was met, in a word or two; empty where nothing was reported."""
    if held.partial and held.amount:
        return _("Solo se ve una parte")
    match held.verdict:
        case "met":
            return _("Cumplida")
        case "over":
            return _("Sobrepasada")
        case "perhaps":
            return _("Quizá cumplida")
        case "under":
            return _("Todavía no llega")
    return ""


def tone(held: Held) -> str:
    """The tone of its tag."""
    return "neutral" if held.partial else TONES[held.verdict]


def how(
    indicator: Indicator, days: Days, amount: Amount | None, municipality: str | None = None
) -> str:
    """Where it is explained how this was counted; nowhere if nothing was."""
    if amount is None:
        return ""
    asked = question_of(indicator, indicator.project_slug, days, days.zone)
    question = replace(asked, municipality=municipality)
    return explained.address(question, figure=indicator.measure, indicator=indicator.id)


def day(moment: date) -> str:
    """Such as «1 ene 2026»."""
    return shown_days.day(moment)
