"""Before something dangerous: whoever sits there shows once more who they are."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_200_OK, HTTP_429_TOO_MANY_REQUESTS

from server.accounts.domain import fresh, managing_password, passkeys_asking, second_step, sign_in
from server.accounts.web.authentication import standing_of
from server.accounts.web.known_device import device_of
from server.accounts.web.letting_in import with_next
from server.accounts.web.passkey_parts import asked, party_of
from server.accounts.web.session_cookie import keep, session_of
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, TooMany
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import SIGNED_IN
from server.web.language import local
from server.web.pages import page, see
from server.web.requests import Visit, origin_of, signed_in, signer_of

HERE: Final = "/confirmar"


class ConfirmPages(Controller):
    """With a password, a second step, or a link by mail."""

    path = HERE
    include_in_schema = False
    guards = (SIGNED_IN,)

    @get()
    async def ask(self, request: Visit, next: FromQuery[str] = "/") -> Template:  # noqa: A002 (a query's name)
        """Ask in every way that this account has."""
        return await _page(request, Form({"next": [local(next)]}))

    @post()
    async def with_password(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Show it with the password."""
        try:
            right = await fresh.by_password(
                form.value("password"), standing=standing_of(request), by=signed_in(request),
                at=now(),
            )  # fmt: skip
        except Conflict as refusal:
            there = with_next(HERE, form.value("next"))
            return see(request, there, refusal.sentence, kind="error")
        except TooMany as refusal:
            form.wrong("password", refusal.sentence)
            return await _page(request, form, used_up=True)
        if not right:
            form.wrong("password", _("No es la contraseña de esta cuenta."))
            return await _page(request, form)
        return see(request, local(form.value("next")))

    @post("/digitos")
    async def with_digits(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:  # fmt: skip
        """Show it with the digits of an app, or with a code on paper."""
        try:
            way = await second_step.prove(
                form.value("digits")[:100], standing=standing_of(request),
                signer=signer_of(request), origin=origin_of(request), at=now(),
            )  # fmt: skip
        except TooMany as refusal:
            form.wrong("digits", refusal.sentence)
            return await _page(request, form, used_up=True)
        if not way:
            form.wrong("digits", _("No son los dígitos de ahora, o ya se usaron."))
            return await _page(request, form)
        return await _proved(request, way, form)

    @post("/llave/reto")
    async def challenge(self, request: Visit) -> Response[str]:
        """What a passkey of this account must sign."""
        account = standing_of(request).account
        party = party_of(request)
        return asked(await passkeys_asking.as_second_step(account, at=party, moment=now()))

    @post("/llave")
    async def with_passkey(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Show it with a passkey."""
        try:
            way = await second_step.prove_by_passkey(
                form.value("passkey"), standing=standing_of(request), party=party_of(request),
                at=now(),
            )  # fmt: skip
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))
        return await _proved(request, way, form)

    @post("/enlace")
    async def by_link(self, request: Visit, form: NamedDependency[Form]) -> Redirect:
        """Have a link sent: whoever opens it comes in anew, and where they wanted to go."""
        who, wanted = signed_in(request), local(form.value("next"))
        await sign_in.ask_for_link(
            who.email, origin=origin_of(request), device=device_of(request, who.email), at=now(),
            leads_to=wanted,
        )  # fmt: skip
        said = _("El enlace va en camino a %(email)s. Abrirlo en este aparato.", email=who.email)
        return see(request, with_next(HERE, wanted), said, kind="info")


async def _proved(request: Visit, way: str, form: Form) -> Redirect:
    session = await second_step.complete(
        session_of(request), standing=standing_of(request), by=way, at=now()
    )
    response = see(request, local(form.value("next")))
    keep(response, request, session)
    return response


async def _page(request: Visit, form: Form, *, used_up: bool = False) -> Template:
    account = standing_of(request).account
    ways = await second_step.ways(account)
    password = not ways.kept and await managing_password.has_one(account)
    return page(
        request,
        "accounts/confirm.html",
        status=HTTP_429_TOO_MANY_REQUESTS if used_up else HTTP_200_OK,
        used_up=used_up,
        form=form,
        ways=ways,
        password=password,
        email=signed_in(request).email,
    )
