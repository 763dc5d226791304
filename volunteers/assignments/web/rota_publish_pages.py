"""Publishing a rota, and asking those whom it pencilled in."""

from typing import Final
from uuid import UUID

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import see
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain.rota import draft as drafts
from volunteers.assignments.domain.rota import publishing, reading
from volunteers.assignments.domain.rota.publishing import Published
from volunteers.assignments.web import rota_pages
from volunteers.assignments.web.rota_shown import ADDRESS

WAYS: Final = ("proposed", "invited")


class RotaPublishPages(Controller):
    """From a draft to places that people know of."""

    path = f"{ADDRESS}/{{rota_id:uuid}}"
    include_in_schema = False
    guards = (may("staff"),)

    @post("/publicacion")
    async def publish(
        self, request: Visit, rota_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Make its places; a second press finds it made."""
        way = form.choice("way", WAYS)
        try:
            form.check()
            published = await publishing.publish(
                rota_id, invite=way == "invited", by=signed_in(request), at=now()
            )
        except (Invalid, Conflict) as refusal:
            return await rota_pages.shown(request, rota_id, refusal=refusal)
        return see(request, f"{ADDRESS}/{rota_id}", _said(published))

    @post("/invitaciones")
    async def invite(
        self, request: Visit, rota_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Ask everybody who is pencilled in, at one event or at all of the rota."""
        only = form.reference("event", required=False)
        by, at = signed_in(request), now()
        rota = await reading.rota(rota_id, by=by)
        events = [event.id for event in await drafts.events_of(rota) if only in {None, event.id}]
        done = await publishing.invite_proposed(events, rota=rota_id, by=by, at=at)
        if done.left_out:
            return await rota_pages.shown(request, rota_id, undone=done)
        return see(request, f"{ADDRESS}/{rota_id}", _said(done))


def _said(done: Published) -> str:
    """What was done, in a few words."""
    counts = [
        (ngettext("%(n)s invitación", "%(n)s invitaciones", done.invited), done.invited),
        (ngettext("%(n)s propuesta", "%(n)s propuestas", done.proposed), done.proposed),
        (ngettext("%(n)s retiro", "%(n)s retiros", done.withdrawn), done.withdrawn),
        (
            ngettext("%(n)s lugar no se pudo", "%(n)s lugares no se pudieron", len(done.left_out)),
            len(done.left_out),
        ),
    ]
    told = ", ".join(words for words, number in counts if number)
    return _("Listo: %(what)s.", what=told) if told else _("No había nada que cambiar.")
