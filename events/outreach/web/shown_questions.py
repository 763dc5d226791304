"""A question in words, for the head of a page that may be printed."""

from typing import Final

from events.outreach.domain.questions import Question
from events.outreach.web import shown_days
from events.outreach.web.offered import Offered
from server.foundation.translation import ngettext

FEW: Final = 3


def said(question: Question, offered: Offered) -> str:
    """Such as «1 ene 2026 – 31 dic 2026 · Mixco · Crecer en paz · Taller, Foro»."""
    days = " – ".join(shown_days.day(day) for day in (question.first, question.last) if day)
    places = [place.name for place in offered.within(question)]
    where = ", ".join(places) if len(places) <= FEW else _number_of(places)
    projects = [funded.name for funded in offered.projects if funded.slug == question.project]
    return " · ".join([days, where, *projects, *_narrowed(question, offered)])


def _narrowed(question: Question, offered: Offered) -> list[str]:
    """What the figures leave out must be said where they are printed."""
    chosen = [
        [offered.kinds.get(code, code) for code in question.kinds],
        [offered.topics.get(code, code) for code in question.topics],
        [offered.audiences.get(code, code) for code in question.audiences],
        [offered.modalities.get(code, code) for code in question.modalities],
    ]
    return [", ".join(names) for names in chosen if names]


def _number_of(places: list[str]) -> str:
    return ngettext("%(n)s municipio", "%(n)s municipios", len(places))
