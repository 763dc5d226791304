"""The pages for coming in and going out."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_429_TOO_MANY_REQUESTS

from server.accounts.domain import link_standing, sessions, sign_in
from server.accounts.web.known_device import device_of
from server.accounts.web.letting_in import FIRST, browser_of, let_in, onward, with_next
from server.accounts.web.session_cookie import drop, session_of
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound, TooMany
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import ANYBODY
from server.web.language import local
from server.web.pages import page, see
from server.web.requests import Visit, origin_of, signer_of


class SignInPages(Controller):
    """Coming in by link or password, going out."""

    include_in_schema = False
    guards = (ANYBODY,)

    @get("/entrar")
    async def door(
        self,
        request: Visit,
        next: FromQuery[str] = "/",  # noqa: A002 (a query's name)
    ) -> Template | Redirect:
        """Ask who is there; who is half-way in goes on from there."""
        found = await sessions.read(session_of(request), at=now())
        if found is not None and not found.standing.complete:
            towards = await onward(request, found, next)
            if towards.partition("?")[0] != FIRST:
                return see(request, towards)
        return _door(request, Form({"next": [local(next)]}))

    @post("/entrar")
    async def with_password(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Come in with a password; whoever pressed Enter without one is sent a link."""
        email, password = form.text("email", most=254), form.value("password")
        if form.ticked("or_link") and not password:
            return await _send_link(request, form, email)
        try:
            form.check()
            token = await sign_in.with_password(
                email,
                password,
                origin=origin_of(request),
                at=now(),
                device=device_of(request, email),
                browser=browser_of(request),
            )
        except Invalid as refusal:
            return _door(request, form.refused(refusal))
        except TooMany as refusal:
            form.wrong("password", refusal.sentence)
            return _door(request, form, used_up="password")
        return await let_in(request, token, form.value("next"))

    @post("/entrar/enlace")
    async def ask(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Have a link sent; the answer is the same whether the address is known or not."""
        return await _send_link(request, form, form.text("email", most=254))

    @get("/entrar/{token:str}")
    async def link(self, request: Visit, token: FromPath[str]) -> Template:
        """Offer to come in; nothing happens yet, since mail scanners open links too."""
        try:
            await link_standing.check(token, signer=signer_of(request), at=now())
        except NotFound as refusal:
            return await _gone(request, token, refusal)
        return page(request, "accounts/link.html", token=token)

    @post("/entrar/{token:str}")
    async def with_link(self, request: Visit, token: FromPath[str]) -> Template | Redirect:
        """Come in with a link, to the page that was wanted when it was asked for."""
        signer = signer_of(request)
        try:
            session = await sign_in.with_link(
                token, signer=signer, at=now(), browser=browser_of(request)
            )
        except NotFound as refusal:
            return await _gone(request, token, refusal)
        return await let_in(request, session, await sign_in.destination(token, signer=signer))

    @post("/salir")
    async def leave(self, request: Visit) -> Redirect:
        """Go out."""
        await sessions.end(session_of(request))
        response = see(request, "/", _("Sesión cerrada."), kind="info")
        drop(response, request)
        return response


def _door(request: Visit, form: Form, *, used_up: str = "") -> Template:
    """The form; where one way in is used up for a while, it names the other one."""
    status = HTTP_429_TOO_MANY_REQUESTS if used_up else HTTP_200_OK
    return page(request, "accounts/sign_in.html", status=status, form=form, used_up=used_up)


async def _send_link(request: Visit, form: Form, email: str) -> Template:
    wanted = local(form.value("next") or "/")
    try:
        form.check()
        await sign_in.ask_for_link(
            email,
            origin=origin_of(request),
            device=device_of(request, email),
            at=now(),
            leads_to=wanted,
        )
    except Invalid as refusal:
        return _door(request, form.refused(refusal))
    except TooMany as refusal:
        form.wrong("email", refusal.sentence)
        return _door(request, form, used_up="link")
    return page(request, "accounts/link_sent.html", email=email, wanted=wanted)


async def _gone(request: Visit, token: str, refusal: NotFound) -> Template:
    """A link that does not open; the way to another one leads where this one would have."""
    try:
        wanted = await sign_in.destination(token, signer=signer_of(request))
    except NotFound:
        wanted = "/"
    door = with_next("/entrar", wanted)
    return page(request, "accounts/link_gone.html", status=404, detail=refusal.sentence, door=door)
