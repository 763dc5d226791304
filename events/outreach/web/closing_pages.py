"""Closing a period: what it means, what would be kept, and the act itself."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain import ledgers
from events.outreach.domain.periods import book, closing
from events.outreach.domain.periods.reported import as_known
from events.outreach.domain.questions import Question
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import figure_words, shown_periods, shown_reported
from events.outreach.web.period_pages import HERE, missing
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in


class ClosingPages(Controller):
    """For administrators: it cannot be taken back."""

    path = f"{HERE}/{{period_id:uuid}}/cierre"
    include_in_schema = False
    guards = (may("administer"), lately)

    @get()
    async def preview(self, request: Visit, period_id: FromPath[UUID]) -> Template:
        """Say what closing means, and what would be kept."""
        return await _page(request, period_id, Form())

    @post()
    async def close(
        self,
        request: Visit,
        period_id: FromPath[UUID],
        form: NamedDependency[Form],
        help_given: NamedDependency[KnowsHelp],
    ) -> Template | Redirect:
        """Close it for good."""
        by, zone = signed_in(request), settings_of(request).timezone
        if not form.ticked("sure"):
            form.wrong("sure", _("Marcar que se entiende: después no se puede deshacer."))
        try:
            form.check()
            await closing.close(period_id, by=by, at=now(), zone=zone, help_given=help_given)
        except Invalid as refusal:
            return await _page(request, period_id, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _page(request, period_id, form)
        return see(request, f"{HERE}/{period_id}", _("Periodo cerrado. La clave se destruyó."))


async def _page(request: Visit, period_id: UUID, form: Form) -> Template:
    period, by, zone = (
        await book.period(period_id),
        signed_in(request),
        settings_of(request).timezone,
    )
    if period.closed_at is not None:
        raise Conflict(_("Este periodo ya se cerró."))
    question = Question(zone=zone, project=period.slug, first=period.starts_on, last=period.ends_on)
    figures = await ledgers.figures(question, by=by, at=now())
    whole, called = as_known(question, figures), await figure_words.names()
    return page(
        request,
        "outreach/period_closing.html",
        form=form,
        line=shown_periods.line(period, now(), zone),
        totals=shown_reported.totals(whole),
        breakdowns=shown_reported.breakdowns(whole, called),
        back=f"{HERE}/{period_id}",
        **await missing(period, by, zone),
    )
