"""One's own account: how one is called, what it may do, and its password."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from server.accounts.domain import accounts, managing_own, managing_password
from server.accounts.web.authentication import standing_of
from server.accounts.web.places import named
from server.accounts.web.role_words import called, may_do
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.identity import EVERYWHERE
from server.foundation.translation import LANGUAGES, speaking
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import SIGNED_IN, lately
from server.web.language import language_cookie
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/mi-cuenta"


class AccountPages(Controller):
    """For everybody with an account."""

    path = HERE
    include_in_schema = False
    guards = (SIGNED_IN,)

    @get()
    async def own(self, request: Visit) -> Template:
        """The account as it is."""
        who = signed_in(request)
        language = await accounts.language_of(standing_of(request).account)
        return await _page(request, Form({"name": [who.name], "language": [language]}))

    @post()
    async def describe(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Be called otherwise, or spoken to in another language."""
        try:
            name = form.text("name", most=120)
            language = form.choice("language", LANGUAGES)
            form.check()
            await managing_own.describe(name, language, by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _page(request, form.refused(refusal))
        with speaking(language):
            response = see(request, HERE, _("Guardado."))
        response.set_cookie(language_cookie(language, secure=settings_of(request).secure))
        return response


class OwnPasswordPages(Controller):
    """The password, for whoever showed lately who they are."""

    path = f"{HERE}/contrasena"
    include_in_schema = False
    guards = (SIGNED_IN, lately)

    @get()
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _password(request, Form())

    @post()
    async def choose(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Come in with another password from now on."""
        keeping = standing_of(request).handle
        try:
            await managing_password.choose(
                form.value("password"), keeping=keeping, by=signed_in(request), at=now()
            )
        except Invalid as refusal:
            return await _password(request, form.refused(refusal))
        said = _("Contraseña guardada. Las demás sesiones se cerraron.")
        return see(request, HERE, said)

    @post("/retiro")
    async def remove(self, request: Visit) -> Redirect:
        """Come in by link alone."""
        keeping = standing_of(request).handle
        await managing_password.remove(keeping=keeping, by=signed_in(request), at=now())
        said = _("Ya no hay contraseña: se entra con un enlace. Las demás sesiones se cerraron.")
        return see(request, HERE, said, kind="info")


async def _page(request: Visit, form: Form) -> Template:
    who = signed_in(request)
    return page(
        request,
        "accounts/account.html",
        form=form,
        role=called(who.role),
        may_do=may_do(who.role),
        everywhere=who.role in EVERYWHERE,
        municipalities=await named(request, who.municipalities),
        password=await managing_password.has_one(standing_of(request).account),
        tabs=section_tabs(request, "own_account"),
    )


async def _password(request: Visit, form: Form) -> Template:
    has = await managing_password.has_one(standing_of(request).account)
    return page(request, "accounts/account_password.html", form=form, password=has)
