"""Writing down what those who came to an event passed on, and what media carried."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.beyond import replica_list, replicas
from events.outreach.domain.beyond.replica import Replica
from events.outreach.domain.keeping import need_to_keep
from events.outreach.web import replica_form, shown_replicas
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/alcance/replicas"


class ReplicaPages(Controller):
    """The form of a replica, and what takes it back."""

    path = HERE
    include_in_schema = False
    guards = (may("register"),)

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form, or that of an event that is named."""
        at, event = now(), request.query_params.get("evento", "")
        given = await replica_form.choices(signed_in(request), at, event)
        chosen = event if event in dict(given.events) else ""
        today = when.local_day(at, settings_of(request).timezone)
        return _form_page(request, replica_form.blank(given, today, chosen), given)

    @post("/nueva")
    async def record(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Add it to the indirect ledger."""
        by, at, zone = signed_in(request), now(), settings_of(request).timezone
        given = await replica_form.choices(by, at, form.value("event"))
        try:
            written = replica_form.written(form, given)
            await replicas.record(written, zone=zone, by=by, at=at)
        except Invalid as refusal:
            return _form_page(request, form.refused(refusal), given)
        return see(request, HERE, _("Réplica guardada."))

    @get("/{replica_id:uuid}")
    async def edit(self, request: Visit, replica_id: FromPath[UUID]) -> Template:
        """The form of one that is kept."""
        kept = await _kept(request, replica_id)
        given = await replica_form.choices(signed_in(request), now(), str(kept.event or ""))
        return _form_page(request, replica_form.filled(kept), given, kept)

    @post("/{replica_id:uuid}")
    async def correct(
        self, request: Visit, replica_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Write it anew."""
        by, at, zone = signed_in(request), now(), settings_of(request).timezone
        kept = await _kept(request, replica_id)
        given = await replica_form.choices(by, at, str(kept.event or ""))
        try:
            written = replica_form.written(form, given)
            await replicas.correct(replica_id, written, zone=zone, by=by, at=at)
        except Invalid as refusal:
            return _form_page(request, form.refused(refusal), given, kept)
        return see(request, HERE, _("Réplica corregida."))

    @get("/{replica_id:uuid}/anulacion")
    async def doubt(self, request: Visit, replica_id: FromPath[UUID]) -> Template:
        """Ask why it is wrong."""
        return _void_page(request, await _kept(request, replica_id), Form())

    @post("/{replica_id:uuid}/anulacion")
    async def void(
        self, request: Visit, replica_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take it out of the ledger."""
        kept = await _kept(request, replica_id)
        try:
            reason = form.text("reason")
            form.check()
            await replicas.void(replica_id, reason, by=signed_in(request), at=now())
        except Invalid as refusal:
            return _void_page(request, kept, form.refused(refusal))
        return see(request, HERE, _("Réplica anulada."))


async def _kept(request: Visit, replica_id: UUID) -> Replica:
    by = signed_in(request)
    kept = await replica_list.replica(replica_id, by=by)
    need_to_keep(by, kept.municipality)
    return kept


def _form_page(
    request: Visit, form: Form, given: replica_form.Choices, kept: Replica | None = None
) -> Template:
    return page(request, "outreach/replica_form.html", form=form, given=given, kept=kept, back=HERE)


def _void_page(request: Visit, kept: Replica, form: Form) -> Template:
    (line,) = shown_replicas.lines([kept], by=signed_in(request))
    return page(request, "outreach/replica_void.html", form=form, line=line, back=HERE)
