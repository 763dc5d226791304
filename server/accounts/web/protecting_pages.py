"""Setting up the first second step, on the way in: for whoever must have one."""

from typing import cast

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler
from litestar.params import FromQuery
from litestar.response import Redirect, Response, Template

from server.accounts.domain import sessions
from server.accounts.domain.sessions import Standing
from server.accounts.web.letting_in import PROTECT, came_in_lately, onward
from server.accounts.web.passkey_parts import asked
from server.accounts.web.protecting_parts import (
    challenge_of,
    keep_app,
    keep_passkey,
    offer,
    protected,
    who_protects,
)
from server.accounts.web.session_cookie import session_of
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import HALF_WAY, Connection, lately
from server.web.language import local
from server.web.pages import page, see
from server.web.requests import Visit


def just_came_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Raise for a browser that was left open: whoever found it would make the account theirs."""
    standing = cast(Standing | None, connection.scope.get("session"))
    if standing is None:
        return
    if standing.complete:
        lately(connection, handler)
    elif not came_in_lately(standing):
        raise NotAllowed(_("Hay que entrar primero."))


class ProtectingPages(Controller):
    """An app or a passkey, whichever one prefers."""

    path = PROTECT
    include_in_schema = False
    guards = (HALF_WAY, just_came_in)

    @get()
    async def choose(
        self,
        request: Visit,
        next: FromQuery[str] = "/",  # noqa: A002 (a query's name)
    ) -> Template | Redirect:
        """Offer both; whoever has one already goes elsewhere."""
        found = await sessions.read(session_of(request), at=now())
        towards = await onward(request, found, next)
        if not towards.startswith(PROTECT):
            return see(request, towards)
        return await _page(request, Form({"next": [local(next)]}))

    @post()
    async def with_app(self, request: Visit, form: NamedDependency[Form]) -> Template:
        """Keep an app that shows the right digits."""
        try:
            await keep_app(request, form)
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))
        return await protected(request, form.value("next"))

    @post("/llave/reto")
    async def challenge(self, request: Visit) -> Response[str]:
        """What a new passkey must sign."""
        return asked(await challenge_of(request))

    @post("/llave")
    async def with_passkey(self, request: Visit, form: NamedDependency[Form]) -> Template:
        """Keep a passkey."""
        try:
            await keep_passkey(request, form)
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("passkey", refusal.sentence)
            return await _page(request, form)
        return await protected(request, form.value("next"))


async def _page(request: Visit, form: Form) -> Template:
    shown, who = await offer(request, form), await who_protects(request)
    return page(request, "accounts/second_protect.html", form=form, offer=shown, email=who.email)
