"""Where one is signed in, and how to end what one does not know."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import Struct

from server.accounts.domain import session_list
from server.accounts.domain.session_list import OpenSession
from server.accounts.web.authentication import standing_of
from server.accounts.web.moments import moment
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.guards import SIGNED_IN
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/mi-cuenta/sesiones"


class ShownSession(Struct, frozen=True, kw_only=True):
    """A session as its owner knows it again."""

    handle: UUID
    browser: str
    since: str
    seen: str
    this: bool


class SessionPages(Controller):
    """For everybody with an account. Ending a session needs no proof: it can only make safer."""

    path = HERE
    include_in_schema = False
    guards = (SIGNED_IN,)

    @get()
    async def listed(self, request: Visit) -> Template:
        """Every session, this one first."""
        this = standing_of(request).handle
        zone = settings_of(request).timezone
        found = await session_list.of(signed_in(request), this=this, at=now())
        return page(
            request,
            "accounts/sessions.html",
            sessions=[_shown(one, zone) for one in found],
            tabs=section_tabs(request, "own_account"),
        )

    @post("/{handle:uuid}/cierre")
    async def end(self, request: Visit, handle: FromPath[UUID]) -> Redirect:
        """End one."""
        await session_list.end(handle, by=signed_in(request), at=now())
        return see(request, HERE, _("Sesión cerrada."))

    @post("/cierre")
    async def end_rest(self, request: Visit) -> Redirect:
        """End all but this one."""
        this = standing_of(request).handle
        ended = await session_list.end_rest(keeping=this, by=signed_in(request), at=now())
        said = ngettext("Se cerró %(n)s sesión.", "Se cerraron %(n)s sesiones.", ended)
        return see(request, HERE, said if ended else _("No había otra sesión abierta."))


def _shown(one: OpenSession, zone: str) -> ShownSession:
    return ShownSession(
        handle=one.handle,
        browser=one.browser or _("Navegador sin nombre"),
        since=moment(one.created_at, zone),
        seen=moment(one.seen_at, zone),
        this=one.this,
    )
