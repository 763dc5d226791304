"""The page on which what is to come of a series is given up."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain.series import preview as previews
from events.planning.domain.series import saving
from events.planning.domain.series.saving import Part
from events.planning.domain.upstairs import Upstairs
from events.planning.web import series_views
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in


class SeriesEndPages(Controller):
    """Giving a series up, from an event on or all that is to come."""

    path = "/series/{series_id:uuid}/fin"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def ask(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        above: NamedDependency[Upstairs],
        desde: FromQuery[UUID | None] = None,
    ) -> Template:
        """What would become of its dates."""
        part = Part(series_id, desde)
        scope = await saving.scope_of(part, by=signed_in(request), at=now())
        preview = await previews.of_an_end(scope, "", at=now(), above=above)
        return series_views.preview_page(request, Form(), preview, scope=scope, ending=True)

    @post()
    async def stop(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
        desde: FromQuery[UUID | None] = None,
    ) -> Template | Redirect:
        """Give it up."""
        actor, part = signed_in(request), Part(series_id, desde)
        scope = await saving.scope_of(part, by=actor, at=now())
        reason, seen = form.value("reason"), form.value("seen")
        try:
            await saving.stop(part, reason, by=actor, at=now(), above=above, seen=seen)
        except (Invalid, Conflict) as refusal:
            preview = await previews.of_an_end(scope, "", at=now(), above=above)
            return series_views.preview_page(
                request, form, preview, scope=scope, ending=True, refusal=refusal
            )
        return see(request, f"/series/{series_id}", _("Serie terminada."), kind="info")
