"""The page on which a figure is explained, down to the events behind it."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.response import Template

from events.outreach.domain.explained.parts import Part
from events.outreach.domain.explained.telling import told
from events.outreach.domain.receipts import rules
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import (
    asked,
    explained,
    explained_name,
    explained_other,
    explained_shown,
    pointed,
)
from events.outreach.web.explained_shown import Shown
from events.outreach.web.pointed import Pointed
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in


class ExplainedPages(Controller):
    """«¿Cómo se contó?»"""

    include_in_schema = False
    guards = (may("report"),)

    @get(explained.PAGE)
    async def how(self, request: Visit, help_given: NamedDependency[KnowsHelp]) -> Template:
        """One figure of one question."""
        form, offered = pointed.sent(request), await asked.offered_to(signed_in(request))
        try:
            figure = pointed.pointed(form, offered, zone=settings_of(request).timezone)
        except Invalid:
            return page(request, "outreach/explained.html", form=form, shown=None)
        return page(
            request,
            "outreach/explained.html",
            form=form,
            figure=await explained_name.called(figure),
            about=explained_name.about(figure.question, offered),
            shown=await _shown(request, figure, help_given),
            rule=rules.CURRENT,
        )


async def _shown(request: Visit, figure: Pointed, help_given: KnowsHelp) -> Shown:
    actor, zone = signed_in(request), settings_of(request).timezone
    if figure.figure in explained_other.OTHERS:
        return await explained_other.shown(figure, by=actor, at=now(), help_given=help_given)
    found = await told(figure.question, await _part(figure), by=actor, at=now())
    return await explained_shown.shown(figure, found, by=actor, zone=zone)


async def _part(figure: Pointed) -> Part | None:
    if figure.dimension is None or figure.code is None:
        return None
    bands = await explained_name.bands(figure)
    return Part(dimension=figure.dimension, code=figure.code, bands=bands)
