"""Coming in with a passkey alone, in one step."""

from datetime import timedelta

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Response, Template

from server.accounts.domain import limits, passkeys_asking, sign_in
from server.accounts.web.letting_in import browser_of, let_in
from server.accounts.web.passkey_parts import asked, party_of
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.forms import Form
from server.web.guards import ANYBODY
from server.web.pages import page
from server.web.requests import Visit, origin_of


class PasskeySignInPages(Controller):
    """The button on the sign-in page."""

    path = "/entrar/llave"
    include_in_schema = False
    guards = (ANYBODY,)

    @post("/reto")
    async def challenge(self, request: Visit) -> Response[str]:
        """What a passkey of anybody must sign."""
        at = now()
        await limits.at_most(
            60, f"passkey:{origin_of(request)}", within=timedelta(minutes=15), at=at
        )
        return asked(await passkeys_asking.to_come_in(at=party_of(request), moment=at))

    @post()
    async def come_in(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Come in; the passkey says who it is."""
        try:
            session = await sign_in.with_passkey(
                form.value("passkey"),
                party=party_of(request),
                at=now(),
                browser=browser_of(request),
            )
        except Invalid as refusal:
            return page(request, "accounts/sign_in.html", form=form.refused(refusal))
        return await let_in(request, session, form.value("next"))
