"""Whether every municipality gets its share: rates, who falls behind, what crowds were like."""

from datetime import date, datetime
from typing import Any

from litestar import Controller, get
from litestar.response import Template

from events.outreach.domain import ledgers
from events.outreach.domain.beyond import traits
from events.outreach.domain.equity import spans
from events.outreach.domain.equity.equity import earlier_question, equity
from events.outreach.domain.equity.sentences import caveat
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.questions import Question
from events.outreach.web import asked, shown_equity, shown_traits
from events.outreach.web.offered import offered_to
from events.outreach.web.shown_days import days
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.identity import Actor
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in


class EquityPages(Controller):
    """What each municipality got for the people who live there."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance/equidad")
    async def compared(self, request: Visit) -> Template:
        """This quarter, or the days that the filters say, beside as many days before."""
        by, at, zone = signed_in(request), now(), settings_of(request).timezone
        today = when.local_day(at, zone)
        offered, form = await offered_to(by), asked.of_quarter(request, today=today)
        frame: dict[str, Any] = {
            "form": form,
            "offered": offered,
            "tabs": section_tabs(request, "outreach"),
        }
        try:
            question = _of_all_places(asked.question(form, offered, asked.OF_PAGES, zone=zone))
        except Invalid:
            return page(request, "outreach/equity.html", shown=None, **frame)
        return page(
            request,
            "outreach/equity.html",
            shown=shown_equity.shown(await equity(question, by=by, at=at), question),
            compared_with=_said(earlier_question(question, at)),
            partial=_partial(question, today),
            said=_said(question),
            caveat=caveat(),
            **await _crowds(question, today, by, at),
            **frame,
        )


async def _crowds(question: Question, today: date, by: Actor, at: datetime) -> dict[str, Any]:
    """What the crowds of a whole quarter were like, of every event.

    Sums of other choices could be subtracted from one another.
    """
    quarter = spans.quarter_of(min(question.last or today, today))
    every = Question(zone=question.zone, first=quarter.first, last=quarter.last)
    counted = await ledgers.counted(every, by=by, at=at)
    tallied = await traits.tallied([event.id for event in counted])
    return {"quarter": days(quarter), "crowds": shown_traits.shown(tallied)}


def _of_all_places(question: Question) -> Question:
    """Places are compared with one another: one of them alone says nothing.

    What the page does not offer to ask, it does not ask either.
    """
    return Question(
        zone=question.zone, project=question.project, first=question.first, last=question.last
    )


def _said(question: Question | None) -> str:
    if question is None or question.first is None or question.last is None:
        return ""
    return days(Span(question.first, question.last))


def _partial(question: Question, today: date) -> bool:
    """Whether the days that are asked about are not over."""
    first, last = question.first, question.last
    return first is not None and last is not None and first <= today < last
