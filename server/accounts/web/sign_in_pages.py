"""The pages for coming in and going out."""

from litestar import Controller, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from server.accounts.domain import accounts, sign_in
from server.accounts.web.authentication import COOKIE
from server.accounts.web.landing import landing
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.signing import fingerprint
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.language import local
from server.web.pages import page, see
from server.web.requests import Visit, origin_of, settings_of, signer_of


class SignInPages(Controller):
    """Coming in by link or password, going out."""

    include_in_schema = False

    @get("/entrar")
    async def door(self, request: Visit, next: FromQuery[str] = "/") -> Template:  # noqa: A002 (a query's name)
        """Ask who is there."""
        return page(request, "accounts/sign_in.html", form=Form({"next": [local(next)]}))

    @post("/entrar")
    async def with_password(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Come in with a password."""
        email, password = form.text("email", most=254), form.value("password")
        try:
            form.check()
            token = await sign_in.with_password(
                email, password, origin=origin_of(request), at=now()
            )
        except Invalid as refusal:
            return page(request, "accounts/sign_in.html", form=form.refused(refusal))
        return await _let_in(request, token, form.value("next"))

    @post("/entrar/enlace")
    async def ask(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Have a link sent; the answer is the same whether the address is known or not."""
        email, wanted = form.text("email", most=254), local(form.value("next") or "/")
        try:
            form.check()
        except Invalid as refusal:
            return page(request, "accounts/sign_in.html", form=form.refused(refusal))
        await sign_in.ask_for_link(email, origin=origin_of(request), at=now(), leads_to=wanted)
        return page(request, "accounts/link_sent.html", email=email, wanted=wanted)

    @get("/entrar/{token:str}")
    async def link(self, request: Visit, token: FromPath[str]) -> Template:
        """Offer to come in; nothing happens yet, since mail scanners open links too."""
        signer_of(request).unsign(sign_in.PURPOSE, token)
        return page(request, "accounts/link.html", token=token)

    @post("/entrar/{token:str}")
    async def with_link(self, request: Visit, token: FromPath[str]) -> Redirect:
        """Come in with a link, to the page that was wanted when it was asked for."""
        signer = signer_of(request)
        session = await sign_in.with_link(token, signer=signer, at=now())
        return await _let_in(request, session, await sign_in.destination(token, signer=signer))

    @post("/salir")
    async def leave(self, request: Visit) -> Redirect:
        """Go out."""
        await sign_in.sign_out(request.cookies.get(COOKIE, ""))
        response = see(request, "/", _("Sesión cerrada."), kind="info")
        response.delete_cookie(COOKIE)
        return response


async def _let_in(request: Visit, session: str, asked: str) -> Redirect:
    who = await accounts.actor_of_session(fingerprint(session), at=now())
    response = see(request, landing(asked, request.app.state.navigation, who))
    lasts = int(sign_in.SESSION_LASTS.total_seconds())
    response.set_cookie(
        Cookie(
            COOKIE,
            value=session,
            max_age=lasts,
            httponly=True,
            samesite="lax",
            secure=settings_of(request).secure,
        )
    )
    return response
