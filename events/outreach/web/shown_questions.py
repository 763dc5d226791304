"""A question in words, for the head of a page that may be printed."""

from datetime import date
from typing import Final

from babel.dates import format_date

from events.outreach.domain.questions import Question
from events.outreach.web.asked import Offered
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, ngettext

FEW: Final = 3


def said(question: Question, offered: Offered) -> str:
    """Such as «1 ene 2026 – 31 dic 2026 · Mixco · Crecer en paz»."""
    days = " – ".join(_day(day) for day in (question.first, question.last) if day)
    places = [place.name for place in offered.within(question)]
    where = ", ".join(places) if len(places) <= FEW else _number_of(places)
    projects = [funded.name for funded in offered.projects if funded.slug == question.project]
    return " · ".join([days, where, *projects])


def _number_of(places: list[str]) -> str:
    return ngettext("%(n)s municipio", "%(n)s municipios", len(places))


def _day(day: date) -> str:
    return format_date(day, "d MMM y", locale=LOCALES[current_language()])
