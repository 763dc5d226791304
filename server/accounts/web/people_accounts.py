"""Where administrators let people in, say what they may do, and let them out."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from server.accounts.domain import managing, managing_list, managing_ways, sign_in
from server.accounts.web import people_accounts_form as forms
from server.accounts.web.people_accounts_list_pages import HERE
from server.accounts.web.people_accounts_shown import shown
from server.accounts.web.places import places
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of


class ManagingPages(Controller):
    """For administrators who showed lately who they are."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"), lately)

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return await _new(request, Form({"role": ["coordinator"], "language": ["es"]}))

    @post("/nueva")
    async def create(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Let somebody in, with a link by mail or one to hand over."""
        by = signed_in(request)
        try:
            new = forms.written(form, await places(request))
            account = await managing.create(new, by=by, at=now())
        except Invalid as refusal:
            return await _new(request, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("email", refusal.sentence)
            return await _new(request, form)
        if form.value("way") == "hand":
            return await _page(request, account, link=await _handed(request, account))
        await managing_ways.mail_link(account, by=by, at=now())
        return see(request, f"{HERE}/{account}", _("Cuenta creada. El enlace va por correo."))

    @get("/{account:uuid}")
    async def one(self, request: Visit, account: FromPath[UUID]) -> Template:
        """The account, and what can be done with it."""
        return await _page(request, account)

    @post("/{account:uuid}")
    async def entrust(
        self, request: Visit, account: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Give another role, or other places."""
        try:
            role, municipalities = forms.entrusted(form, await places(request))
            form.check()
            await managing.entrust(
                account, role, municipalities, by=signed_in(request), at=now()
            )  # fmt: skip
        except Invalid as refusal:
            return await _page(request, account, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("role", refusal.sentence)
            return await _page(request, account, form)
        return _done(request, account, _("Guardado. Sus sesiones se cerraron."))

    @post("/{account:uuid}/baja")
    async def disable(self, request: Visit, account: FromPath[UUID]) -> Redirect:
        """Let it in no more."""
        try:
            await managing.disable(account, by=signed_in(request), at=now())
        except Conflict as refusal:
            return _done(request, account, refusal.sentence, kind="error")
        return _done(request, account, _("Deshabilitada. Sus sesiones se cerraron."), kind="info")

    @post("/{account:uuid}/regreso")
    async def enable(self, request: Visit, account: FromPath[UUID]) -> Redirect:
        """Let it in again."""
        await managing.enable(account, by=signed_in(request), at=now())
        return _done(request, account, _("Puede entrar de nuevo."))

    @post("/{account:uuid}/correo")
    async def mail_link(self, request: Visit, account: FromPath[UUID]) -> Redirect:
        """Have a link sent to the person."""
        await managing_ways.mail_link(account, by=signed_in(request), at=now())
        return _done(request, account, _("El enlace va por correo. Vale por un día."))

    @post("/{account:uuid}/enlace", status_code=200)
    async def hand_over(self, request: Visit, account: FromPath[UUID]) -> Template:
        """Show a link once, to be given to the person."""
        return await _page(request, account, link=await _handed(request, account))

    @post("/{account:uuid}/pasos")
    async def remove_steps(self, request: Visit, account: FromPath[UUID]) -> Redirect:
        """The telephone was lost: forget the second steps."""
        try:
            await managing_ways.remove_steps(account, by=signed_in(request), at=now())
        except Conflict as refusal:
            return _done(request, account, refusal.sentence, kind="error")
        said = _("Sin segundo paso: al entrar se le pide uno nuevo. Sus sesiones se cerraron.")
        return _done(request, account, said, kind="info")


async def _handed(request: Visit, account: UUID) -> str:
    link = await managing_ways.hand_over(account, by=signed_in(request), at=now())
    return f"{settings_of(request).base_url}/entrar/{sign_in.link_token(link, signer_of(request))}"


def _done(request: Visit, account: UUID, said: str, *, kind: str = "success") -> Redirect:
    return see(request, f"{HERE}/{account}", said, kind=kind)


async def _new(request: Visit, form: Form) -> Template:
    return page(
        request,
        "accounts/accounts_new.html",
        form=form,
        roles=forms.roles(),
        places=await places(request),
        languages=forms.languages(),
    )


async def _page(
    request: Visit, account: UUID, form: Form | None = None, *, link: str = ""
) -> Template:
    kept = await managing_list.one(account, by=signed_in(request))
    known = await places(request)
    return page(
        request,
        "accounts/accounts_one.html",
        form=form or forms.filled(kept),
        account=shown(kept, dict(known), settings_of(request).timezone),
        own=kept.id == signed_in(request).account,
        link=link,
        roles=forms.roles(),
        places=known,
        tabs=section_tabs(request, "settings"),
    )
