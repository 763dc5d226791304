"""The page of the second step, between the first one and the page that was wanted."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_200_OK, HTTP_429_TOO_MANY_REQUESTS

from server.accounts.domain import passkeys_asking, second_step, sessions
from server.accounts.domain.sessions import Standing
from server.accounts.web.authentication import standing_of
from server.accounts.web.known_device import device_of
from server.accounts.web.letting_in import SECOND, let_in, onward
from server.accounts.web.passkey_parts import asked, party_of
from server.accounts.web.protecting_parts import who_protects
from server.accounts.web.session_cookie import session_of
from server.foundation.clock import now
from server.foundation.errors import Invalid, TooMany
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import HALF_WAY
from server.web.language import local
from server.web.pages import page, see
from server.web.requests import Visit, origin_of, signer_of

FIELDS: Final = ("digits", "code")
MOST: Final = 100


class SecondStepPages(Controller):
    """Digits of an app, a passkey or a code on paper."""

    path = SECOND
    include_in_schema = False
    guards = (HALF_WAY,)

    @get()
    async def ask(
        self,
        request: Visit,
        next: FromQuery[str] = "/",  # noqa: A002 (a query's name)
    ) -> Template | Redirect:
        """Ask for the second step; whoever needs none, or has none yet, goes elsewhere."""
        found = await sessions.read(session_of(request), at=now())
        towards = await onward(request, found, next)
        if not towards.startswith(SECOND):
            return see(request, towards)
        return await _page(request, standing_of(request), Form({"next": [local(next)]}))

    @post()
    async def take(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Take it with digits, or with a code on paper."""
        standing = standing_of(request)
        field = next((name for name in FIELDS if form.value(name)), FIELDS[0])
        form.put(field, form.value(field)[:MOST])
        try:
            way = await second_step.prove(
                form.value(field),
                standing=standing,
                signer=signer_of(request),
                origin=origin_of(request),
                at=now(),
                device=device_of(request, (await who_protects(request)).email),
            )
        except TooMany as refusal:
            form.wrong(field, refusal.sentence)
            return await _page(request, standing, form, used_up=True)
        if not way:
            form.wrong(field, _wrong(field))
            return await _page(request, standing, form)
        said = await _left(standing) if way == second_step.PAPER else ""
        return await _go_on(request, standing, way, form, said)

    @post("/llave/reto")
    async def challenge(self, request: Visit) -> Response[str]:
        """What a passkey of this account must sign."""
        account = standing_of(request).account
        return asked(
            await passkeys_asking.as_second_step(account, at=party_of(request), moment=now())
        )

    @post("/llave")
    async def with_passkey(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Take it with a passkey."""
        standing = standing_of(request)
        try:
            way = await second_step.prove_by_passkey(
                form.value("passkey"), standing=standing, party=party_of(request), at=now()
            )
        except Invalid as refusal:
            return await _page(request, standing, form.refused(refusal))
        return await _go_on(request, standing, way, form)


async def _go_on(
    request: Visit, standing: Standing, way: str, form: Form, said: str = ""
) -> Redirect:
    session = await second_step.complete(
        session_of(request), standing=standing, by=way, at=now()
    )  # fmt: skip
    return await let_in(request, session, form.value("next"), said)


async def _page(
    request: Visit, standing: Standing, form: Form, *, used_up: bool = False
) -> Template:  # fmt: skip
    ways = await second_step.ways(standing.account)
    status = HTTP_429_TOO_MANY_REQUESTS if used_up else HTTP_200_OK
    shown = {"form": form, "ways": ways, "used_up": used_up}
    return page(request, "accounts/second_step.html", status=status, **shown)


def _wrong(field: str) -> str:
    if field == "code":
        return _("Ese código no vale, o ya se usó.")
    return _("No son los dígitos de ahora, o ya se usaron. Conviene esperar a los siguientes.")


async def _left(standing: Standing) -> str:
    left = (await second_step.ways(standing.account)).codes
    return ngettext(
        "Queda %(n)s código de recuperación.", "Quedan %(n)s códigos de recuperación.", left
    )
