"""What a figure is called on its page and on its receipt."""

from events.outreach.domain.bands import Bands
from events.outreach.domain.indicators import reading as indicators
from events.outreach.domain.questions import Question
from events.outreach.web import figure_words
from events.outreach.web.offered import Offered
from events.outreach.web.pointed import Pointed
from events.outreach.web.shown_questions import said
from server.foundation.translation import gettext as _


async def named(figure: Pointed, offered: Offered) -> str:
    """Such as «Personas únicas · Mujeres · 1 ene 2026 – 31 mar 2026 · Mixco»."""
    return f"{await called(figure)} · {about(figure.question, offered)}"


def about(question: Question, offered: Offered) -> str:
    """What it is a figure of, also where no day was named."""
    told = said(question, offered).strip(" ·")
    match question.first is not None, question.last is not None:
        case True, False:
            return _("desde el %(day)s", day=told)
        case False, True:
            return _("hasta el %(day)s", day=told)
        case False, False:
            return f"{_('Todas las fechas')} · {told}"
    return told


async def called(figure: Pointed) -> str:
    """The figure without its question."""
    parts = [figure_words.measure(figure.figure)]
    if figure.indicator is not None:
        parts = [(await indicators.indicator(figure.indicator)).name]
    if figure.dimension is not None and figure.code is not None:
        parts.append(figure_words.part(await figure_words.names(), figure.dimension, figure.code))
    return " · ".join(parts)


async def bands(figure: Pointed) -> Bands | None:
    """The ages of the donor that an indicator is reported to; None where there are none."""
    if figure.indicator is None:
        return None
    return (await indicators.indicator(figure.indicator)).compiled
