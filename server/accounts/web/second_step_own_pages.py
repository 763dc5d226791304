"""One's own second steps: what there is, one more, one less, and new codes on paper."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Response, Template

from server.accounts.domain import second_step
from server.accounts.domain import second_step_keeping as keeping
from server.accounts.domain.sessions import MUST
from server.accounts.web.authentication import standing_of
from server.accounts.web.passkey_parts import asked
from server.accounts.web.protecting_parts import (
    challenge_of,
    codes_page,
    keep_app,
    keep_passkey,
    offer,
    protected,
    renewed,
)
from server.accounts.web.second_step_shown import shown
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import SIGNED_IN, lately
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/mi-cuenta/seguridad"
KINDS: Final = {"aplicaciones": "app", "llaves": "passkey"}


class OwnSecondStepPages(Controller):
    """For everybody with an account, after they showed lately who they are."""

    path = HERE
    include_in_schema = False
    guards = (SIGNED_IN, lately)

    @get()
    async def all(self, request: Visit) -> Template:
        """What there is."""
        return await _page(request, Form())

    @get("/aplicacion")
    async def app(self, request: Visit) -> Template:
        """Offer a key for one more app."""
        return await _app(request, Form())

    @post("/aplicacion")
    async def add_app(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Keep an app that shows the right digits."""
        try:
            await keep_app(request, form)
        except Invalid as refusal:
            return await _app(request, form.refused(refusal))
        return await _added(request, _("Aplicación agregada."))

    @post("/llaves/reto")
    async def challenge(self, request: Visit) -> Response[str]:
        """What a new passkey must sign."""
        return asked(await challenge_of(request))

    @post("/llaves")
    async def add_passkey(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Keep one more passkey."""
        try:
            await keep_passkey(request, form)
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("passkey", refusal.sentence)
            return await _page(request, form)
        return await _added(request, _("Llave de acceso agregada."))

    @post("/codigos")
    async def codes(self, request: Visit) -> Template:
        """New codes on paper; those on the old paper are good for nothing any more."""
        return await codes_page(request, HERE)

    @post("/{kind:str}/{way:uuid}/retiro")
    async def remove(
        self, request: Visit, kind: FromPath[str], way: FromPath[UUID]
    ) -> Redirect:  # fmt: skip
        """Take an app or a passkey away."""
        try:
            await keeping.remove(
                way,
                KINDS.get(kind, ""),
                by=signed_in(request),
                at=now(),
                session=standing_of(request).handle,
            )
        except Conflict as refusal:
            return see(request, HERE, refusal.sentence, kind="error")
        return see(request, HERE, _("Ya no abre esta cuenta."), kind="info")


async def _added(request: Visit, said: str) -> Template | Redirect:
    """The first one makes the session whole and comes with codes on paper."""
    account = standing_of(request).account
    if (await second_step.ways(account)).codes == 0:
        return await protected(request, HERE)
    return await renewed(request, see(request, HERE, said))


async def _page(request: Visit, form: Form) -> Template:
    who = signed_in(request)
    ways = await second_step.ways(standing_of(request).account)
    return page(
        request,
        "accounts/second_own.html",
        form=form,
        ways=shown(ways, HERE, settings_of(request).timezone),
        must=who.role in MUST,
        tabs=section_tabs(request, "own_account"),
    )


async def _app(request: Visit, form: Form) -> Template:
    shown = await offer(request, form)
    return page(request, "accounts/second_app.html", form=form, offer=shown)
