"""Where administrators give programs a way in, and take it away."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from msgspec import Struct

from server.accounts.domain import tokens
from server.accounts.domain.tokens import Token
from server.accounts.web.moments import day
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/ajustes/llaves"
MIDDAY: Final = time(12, tzinfo=UTC)


class ShownToken(Struct, frozen=True, kw_only=True):
    """A token in the list; `over` says why it opens nothing any more."""

    id: UUID
    name: str
    may: str
    made: str
    used: str
    until: str
    over: str


class TokenListPages(Controller):
    """For administrators."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def listed(self, request: Visit) -> Template:
        """Every token, never itself."""
        zone = settings_of(request).timezone
        found = await tokens.all_of_them(by=signed_in(request))
        return page(
            request,
            "accounts/tokens.html",
            tokens=[_shown(one, zone, now()) for one in found],
            tabs=section_tabs(request, "settings"),
        )


class TokenPages(Controller):
    """For administrators who showed lately who they are."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"), lately)

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """An empty form."""
        return _form(request, Form({"scope": ["read"]}))

    @post("/nueva", status_code=200)
    async def make(self, request: Visit, form: NamedDependency[Form]) -> Template:
        """Make a token and show it, once."""
        try:
            name, scope = form.text("name", most=120), form.choice("scope", tokens.SCOPES)
            until = _until(form, settings_of(request).timezone)
            form.check()
            token = await tokens.create(name, scope, by=signed_in(request), at=now(), until=until)
        except Invalid as refusal:
            return _form(request, form.refused(refusal))
        return page(request, "accounts/tokens_made.html", called=name, token=token)

    @post("/{token:uuid}/retiro")
    async def revoke(self, request: Visit, token: FromPath[UUID]) -> Redirect:
        """Let it open nothing any more."""
        await tokens.revoke(token, by=signed_in(request), at=now())
        return see(request, HERE, _("Esa llave ya no abre nada."), kind="info")


def _until(form: Form, zone: str) -> datetime | None:
    """The end of the last day on which it is good; none where it is good for ever."""
    if not form.value("until"):
        return None
    after = form.day("until") + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(zone))


def _form(request: Visit, form: Form) -> Template:
    scopes = [(scope, *_scope(scope)) for scope in tokens.SCOPES]
    return page(request, "accounts/tokens_new.html", form=form, scopes=scopes)


def _shown(token: Token, zone: str, at: datetime) -> ShownToken:
    return ShownToken(
        id=token.id,
        name=token.name,
        may=_scope(token.scope)[0],
        made=day(token.created_at, zone),
        used=_used(token),
        until=day(token.expires_at - timedelta(microseconds=1), zone) if token.expires_at else "",
        over=_over(token, at),
    )


def _used(token: Token) -> str:
    if token.used_on is None:
        return ""
    return day(datetime.combine(token.used_on, MIDDAY), "UTC")


def _over(token: Token, at: datetime) -> str:
    if token.revoked_at is not None:
        return _("Retirada")
    return _("Vencida") if token.expires_at is not None and token.expires_at <= at else ""


def _scope(scope: str) -> tuple[str, str]:
    return {
        "read": (_("Leer"), _("La agenda y las listas.")),
        "plan": (_("Planificar"), _("Actividades, equipos y personas.")),
        "attend": (_("Registrar"), _("Asistencia y conteos.")),
        "report": (_("Informar"), _("Cifras y comprobantes.")),
        "administer": (_("Administrar"), _("También cerrar periodos y publicar cifras.")),
    }[scope]
