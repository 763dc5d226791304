"""The pages on which series are read, begun, changed and given up."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from events.planning.domain import agenda, codelists
from events.planning.domain.draft import as_draft
from events.planning.domain.series import preview as previews
from events.planning.domain.series import reading, saving
from events.planning.domain.series.saving import Part
from events.planning.domain.upstairs import Upstairs
from events.planning.web import event_form, series_form, series_views
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in


class SeriesPages(Controller):
    """Series, from the first date to the last."""

    path = "/series"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """The series of the municipalities that one coordinates."""
        places = await codelists.coordinated_by(signed_in(request))
        found = await reading.all_series(at=now(), municipalities=[place.ine for place in places])
        return page(request, "planning/series_list.html", series=series_views.lines(found))

    @get("/nueva")
    async def blank(
        self, request: Visit, evento: FromQuery[UUID | None] = None, dia: FromQuery[str] = ""
    ) -> Template:
        """An empty form, or one that repeats an event."""
        actor = signed_in(request)
        if evento is None:
            offered = await event_form.options(actor)
            zone = settings_of(request).timezone
            return series_views.form_page(
                request, series_form.blank(offered, day=dia, zone=zone), offered
            )
        event = await agenda.event(evento)
        actor.need("plan", event.municipality)
        offered, form = await event_form.options(actor, event), series_form.repeating(event)
        form.put("evento", str(event.id))
        return series_views.form_page(request, form, offered, event=event)

    @post("/nueva")
    async def start(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Show what the form would make, or make it."""
        actor, first = signed_in(request), form.reference("evento", required=False)
        event = await agenda.event(first) if first else None
        if event is not None:
            actor.need("plan", event.municipality)
        offered = await event_form.options(actor, event)
        if form.value("step") == "edit":
            return series_views.form_page(request, form, offered, event=event)
        try:
            wish = series_form.wish(form, offered, as_draft(event) if event else None)
            actor.need("plan", wish.draft.municipality)
            joins = await saving.adoptable(first, by=actor, at=now())
            preview = await previews.of_a_new_one(wish.undecided, joins, at=now(), above=above)
        except Invalid as refusal:
            refused = series_form.refused(form, refusal)
            return series_views.form_page(request, refused, offered, event=event)
        if form.value("step") != "save":
            return series_views.preview_page(request, form, preview)
        try:
            seen = form.value("seen")
            made = await saving.start(wish, first, by=actor, at=now(), above=above, seen=seen)
        except (Invalid, Conflict) as refusal:
            return series_views.preview_page(request, form, preview, refusal=refusal)
        return see(request, f"/series/{made}", _("Serie creada."))

    @get("/{series_id:uuid}")
    async def show(
        self, request: Visit, series_id: FromPath[UUID], above: NamedDependency[Upstairs]
    ) -> Template:
        """A series with all its dates."""
        found = await reading.series(series_id, at=now())
        signed_in(request).need("plan", found.municipality)
        events = await reading.occurring_in(series_id)
        holds = await above.holds([event.id for event in events])
        return series_views.series_page(request, found, events, holds, at=now())

    @get("/{series_id:uuid}/editar")
    async def edit(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        desde: FromQuery[UUID | None] = None,
        alcance: FromQuery[str] = "",
    ) -> Template | Redirect:
        """The form of a part of a series; first which part, when it was not said."""
        if desde is not None and alcance == "esta":
            return Redirect(f"/eventos/{desde}/editar")
        actor = signed_in(request)
        if desde is not None and alcance not in {"siguientes", "todas"}:
            return await _scope_page(request, series_id, desde)
        part = Part(series_id, desde if alcance == "siguientes" else None)
        scope = await saving.scope_of(part, by=actor, at=now())
        form = series_form.changing(scope.rest, scope.series.draft)
        offered = await event_form.options(actor, project=scope.series.draft.project)
        return series_views.form_page(request, form, offered, scope=scope, part=part)

    @post("/{series_id:uuid}/editar")
    async def change(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        form: NamedDependency[Form],
        above: NamedDependency[Upstairs],
        desde: FromQuery[UUID | None] = None,
        alcance: FromQuery[str] = "",
    ) -> Template | Redirect:
        """Show what the form would change, or change it."""
        actor, part = (
            signed_in(request),
            Part(series_id, desde if alcance == "siguientes" else None),
        )
        scope = await saving.scope_of(part, by=actor, at=now())
        offered = await event_form.options(actor, project=scope.series.draft.project)
        if form.value("step") == "edit":
            return series_views.form_page(request, form, offered, scope=scope, part=part)
        try:
            wish = series_form.wish(form, offered, scope.series.draft)
            actor.need("plan", wish.draft.municipality)
            preview = await previews.of_a_change(wish.undecided, scope, at=now(), above=above)
        except Invalid as refusal:
            refused = series_form.refused(form, refusal)
            return series_views.form_page(request, refused, offered, scope=scope, part=part)
        if form.value("step") != "save":
            return series_views.preview_page(request, form, preview, scope=scope)
        try:
            seen = form.value("seen")
            holder = await saving.change(part, wish, by=actor, at=now(), above=above, seen=seen)
        except (Invalid, Conflict) as refusal:
            return series_views.preview_page(request, form, preview, scope=scope, refusal=refusal)
        return see(request, f"/series/{holder}", _("Serie cambiada."))


async def _scope_page(request: Visit, series_id: UUID, since: UUID) -> Template | Redirect:
    found, event = await reading.series(series_id, at=now()), await agenda.event(since)
    if event.series != series_id:
        raise NotFound(_("Esa actividad no es de esta serie."))
    actor = signed_in(request)
    if actor.reaches(event.municipality) and not actor.reaches(found.municipality):
        # It moved away, to where others plan: they change it alone.
        return Redirect(f"/eventos/{since}/editar")
    actor.need("plan", found.municipality)
    return page(request, "planning/series_scope.html", series=found, event=event)
