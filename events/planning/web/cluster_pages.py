"""Calling off everything in some municipalities and hours, seen before it is done."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import cluster, codelists, rebooking, when
from events.planning.domain.cluster import Affected, Outcome
from events.planning.domain.upstairs import Upstairs
from events.planning.web import cluster_form, shown
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

ADDRESS: Final = "/calendario/cancelacion"
MOST_NAMED: Final = 5


class ClusterPages(Controller):
    """What, which events that are, and what became of them."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def ask(self, request: Visit, above: NamedDependency[Upstairs]) -> Template:
        """The form; below it every event that it speaks of, once it was filled in."""
        asked = request.query_params
        if "from_day" in asked:
            form = Form({name: asked.getall(name) for name in asked})
            return await _preview(request, form, above)
        places = await codelists.coordinated_by(signed_in(request))
        today = when.local_day(now(), settings_of(request).timezone)
        return await _page(request, cluster_form.blank([place.ine for place in places], today))

    @post()
    async def cancel(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Call the ticked events off."""
        actor = signed_in(request)
        try:
            area = await _area(request, form)
            reason, chosen = cluster_form.reason(form), _chosen(form)
            form.check()
            done = await cluster.cancel(area, chosen, reason, by=actor, at=now(), above=above)
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _preview(request, form, above)
        except Invalid:
            return await _preview(request, form, above)
        return see(request, f"{ADDRESS}/{done.act}", _said(done), kind="info")

    @get("/{act:uuid}")
    async def result(
        self, request: Visit, act: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template:
        """What was called off, and when it could happen after all."""
        found = await rebooking.called_off(act, by=signed_in(request), at=now(), above=above)
        lines = [(shown.line(one.event), one) for one in found]
        return page(request, "planning/cluster_done.html", lines=lines, act=act)

    @post("/{act:uuid}/reprogramacion")
    async def rebook(
        self, request: Visit, act: FromPath[UUID], form: NamedDependency[Form]
    ) -> Redirect:
        """Plan one of them anew, as a draft."""
        event, weeks = form.reference("event"), form.whole("weeks", least=1, most=99)
        if event is None or weeks is None:
            raise NotFound(_("Esta actividad no existe."))
        made = await rebooking.rebook(act, event, weeks, by=signed_in(request), at=now())
        return see(request, f"/eventos/{made}", _("Reprogramada como borrador."))


def _said(done: Outcome) -> str:
    """A message travels in a cookie: it names a few of those that stayed and counts the others."""
    said = ngettext("%(n)s actividad cancelada.", "%(n)s actividades canceladas.", done.cancelled)
    beyond = len(done.skipped) - MOST_NAMED
    more = ngettext("Y otra se quedó.", "Y otras %(n)s se quedaron.", beyond) if beyond > 0 else ""
    return " ".join(part for part in (said, *done.skipped[:MOST_NAMED], more) if part)


def _chosen(form: Form) -> list[UUID]:
    try:
        chosen = [UUID(value) for value in form.values("event")]
    except ValueError:
        chosen = []
    if not chosen:
        form.wrong("form", _("No se eligió ninguna actividad."))
    return chosen


async def _area(request: Visit, form: Form) -> cluster.Area:
    places = await codelists.coordinated_by(signed_in(request))
    among = {place.ine for place in places}
    return cluster_form.area(form, among, settings_of(request).timezone)


async def _preview(request: Visit, form: Form, above: Upstairs) -> Template:
    try:
        area = await _area(request, form)
    except Invalid:
        return await _page(request, form)
    found = await cluster.affected(area, by=signed_in(request), at=now(), above=above)
    sent = request.method == "POST"
    ticked = set(form.values("event")) if sent else {str(one.event.id) for one in found}
    lines = [(shown.line(one.event), one, str(one.event.id) in ticked) for one in found]
    return await _page(request, form, lines=lines, open=_open(found))


def _open(found: list[Affected]) -> int:
    return sum(not one.skipped for one in found)


async def _page(request: Visit, form: Form, **more: Any) -> Template:
    places = await codelists.coordinated_by(signed_in(request))
    return page(
        request,
        "planning/cluster.html",
        form=form,
        municipalities=[(place.ine, place.name) for place in places],
        reasons=shown.cancellation_reasons(),
        **more,
    )
