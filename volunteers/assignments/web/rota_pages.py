"""The pages on which a rota is asked for, waited for and looked through."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Stream, Template

from events.planning.domain import codelists, when
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, Refusal
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in
from server.web.streams import changes
from volunteers.assignments.domain.rota import asking, counting, quality_words, reading
from volunteers.assignments.domain.rota.publishing import Published
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.review import Review, review
from volunteers.assignments.web import rota_diff_shown, rota_form, rota_outcome_shown, rota_shown
from volunteers.assignments.web.rota_shown import ADDRESS


class RotaPages(Controller):
    """«Planificación»."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("staff"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Earlier rotas, and the form for a new one."""
        today = when.local_day(now(), settings_of(request).timezone)
        first, last = rota_form.usual(today)
        places = await codelists.coordinated_by(signed_in(request))
        query = request.query_params
        form = rota_form.blank(_day(query.get("from"), first), _day(query.get("to"), last), places)
        return await _list_page(request, form)

    @post()
    async def ask(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Ask for a rota."""
        by = signed_in(request)
        places = await codelists.coordinated_by(by)
        try:
            asked = rota_form.asked(form, places, settings_of(request).timezone)
            rota = await asking.ask(
                asked.window, seconds=asked.seconds, seed=asked.seed, by=by, at=now()
            )
        except Invalid as refusal:
            return await _list_page(request, form.refused(refusal))
        return see(request, f"{ADDRESS}/{rota}")

    @get("/{rota_id:uuid}")
    async def show(
        self,
        request: Visit,
        rota_id: FromPath[UUID],
        ver: FromQuery[str] = "",
        municipio: FromQuery[str] = "",
    ) -> Template:
        """How far it is, or what it does."""
        return await shown(request, rota_id, view=ver, municipality=municipio)

    @get("/{rota_id:uuid}/en-vivo")
    async def follow(self, request: Visit, rota_id: FromPath[UUID]) -> Stream:
        """Whether anything changed, for as long as somebody waits."""
        await reading.rota(rota_id, by=signed_in(request))
        return changes(request, "rota", about=str(rota_id))

    @post("/{rota_id:uuid}/descarte")
    async def discard(self, request: Visit, rota_id: FromPath[UUID]) -> Template | Redirect:
        """Do away with it."""
        try:
            await asking.discard(rota_id, by=signed_in(request), at=now())
        except Conflict as refusal:
            return await shown(request, rota_id, refusal=refusal)
        return see(request, ADDRESS, _("Se descartó. Nadie cambió de lugar."), kind="info")


class RepairPages(Controller):
    """A rota about one event."""

    path = "/eventos/{event_id:uuid}/reparacion"
    include_in_schema = False
    guards = (may("staff"),)

    @post()
    async def ask(self, request: Visit, event_id: FromPath[UUID]) -> Redirect:
        """Ask who should fill what came free."""
        try:
            rota = await asking.ask_repair(event_id, by=signed_in(request), at=now())
        except Conflict as refusal:
            return see(request, f"/eventos/{event_id}/equipo", refusal.sentence, kind="error")
        return see(request, f"{ADDRESS}/{rota}")


async def shown(
    request: Visit,
    rota_id: UUID,
    *,
    view: str = "",
    municipality: str = "",
    refusal: Refusal | None = None,
    undone: Published | None = None,
) -> Template:
    """The page of a rota, with what was refused or could not be done on top."""
    by, at = signed_in(request), now()
    rota = await reading.rota(rota_id, by=by)
    status = 409 if refusal else 200
    told: dict[str, Any] = {"refusal": refusal.sentence if refusal else "", "status": status}
    if rota.unfinished or rota.state in {"failed", "discarded"}:
        return page(request, "assignments/rota_progress.html", **told, **_waiting(rota))
    found = await review(rota_id, by=by, at=at)
    view = view if view in rota_diff_shown.VIEWS else ""
    places = {look.event.municipality: look.event.municipality_name for look in found.looks}
    return page(
        request,
        "assignments/rota.html",
        tabs=section_tabs(request, "rota"),
        form=Form({"ver": [view], "municipio": [municipality]}),
        municipalities=sorted(places.items(), key=lambda item: item[1]),
        weeks=rota_diff_shown.weeks(found, view, municipality, by),
        **told,
        **_summary(found, undone or found.published, at),
    )


def _waiting(rota: Rota) -> dict[str, Any]:
    progress = rota.progress
    return {
        "rota": rota,
        "heading": rota_shown.title(rota),
        "days": rota_shown.days(rota),
        "phase": quality_words.phase(rota),
        "filled": rota_shown.filled(progress.filled, progress.needed) if progress.needed else "",
        "gap": quality_words.distance(progress.gap),
        "elapsed": min(round(progress.elapsed), rota.seconds),
    }


def _summary(found: Review, done: Published | None, at: datetime) -> dict[str, Any]:
    rota = found.rota
    return {
        "rota": rota,
        "heading": rota_shown.title(rota),
        "days": rota_shown.days(rota),
        "line": rota_shown.rota_line(rota, found.coverage),
        "moves": rota_outcome_shown.moves(found),
        "tiles": rota_shown.tiles(found),
        "stale": found.stale,
        "broken": sum(bool(entry.against) for look in found.looks for entry in look.entries),
        "left_out": rota_outcome_shown.left_out(found, done),
        "will": rota_outcome_shown.will(found),
        "waiting": rota_outcome_shown.proposals(found, at),
    }


async def _list_page(request: Visit, form: Form) -> Template:
    by = signed_in(request)
    today = when.local_day(now(), settings_of(request).timezone)
    places = await codelists.coordinated_by(by)
    rotas = await reading.rotas(by=by)
    covered = await counting.coverages(rotas)
    return page(
        request,
        "assignments/rotas.html",
        form=form,
        tabs=section_tabs(request, "rota"),
        presets=rota_form.presets(today, form, ADDRESS),
        municipalities=[(place.ine, place.name) for place in places],
        patience=rota_form.patience(),
        lines=[rota_shown.rota_line(rota, covered.get(rota.id)) for rota in rotas],
    )


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
