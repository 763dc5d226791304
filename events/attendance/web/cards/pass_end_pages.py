"""Where a coordinator who has a card in hand ends it, or lets another one take its place."""

from typing import Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.attendance.domain.cards import pass_replacement, pass_revocation
from events.attendance.domain.cards.pass_replacement import BothWereThere, Counted
from events.attendance.web.cards import pass_form
from events.attendance.web.door.door_files import SCANS
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.headers import PAGE_POLICY
from server.web.pages import page, see
from server.web.requests import Visit, signed_in, signer_of

HERE: Final = "/tarjetas"
# The camera's pictures are read by WebAssembly where the browser cannot do it by itself.
POLICY: Final = PAGE_POLICY.replace("script-src 'self'", SCANS)


class PassEndPages(Controller):
    """One card at a time."""

    path = HERE
    include_in_schema = False
    guards = (may("register"),)

    @get("/revocar")
    async def ask(self, request: Visit) -> Template:
        """Which card, and why."""
        return _page(request, "pass_revoke", Form())

    @post("/revocar")
    async def revoke(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Revoke it."""
        try:
            await _revoke(request, form)
        except Invalid as refusal:
            return _page(request, "pass_revoke", form.refused(refusal))
        except (Conflict, NotFound) as refusal:
            form.wrong("card", refusal.sentence)
            return _page(request, "pass_revoke", form)
        return see(request, HERE, _("Tarjeta anulada."))

    @get("/reemplazar")
    async def compare(self, request: Visit) -> Template:
        """Which card takes the place of which."""
        return _page(request, "pass_replace", Form())

    @post("/reemplazar")
    async def replace(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Let the new card take over."""
        try:
            asked = pass_form.replacement(form)
            shared = await pass_replacement.replace(
                asked, by=signed_in(request), at=now(), signer=signer_of(request)
            )
        except Invalid as refusal:
            return _page(request, "pass_replace", form.refused(refusal))
        except BothWereThere as refusal:
            form.wrong("same_person", refusal.sentence)
            return _page(request, "pass_replace", form)
        except Counted as refusal:
            form.wrong("old", refusal.sentence)
            return _page(request, "pass_replace", form)
        return see(request, HERE, _told(shared))


async def _revoke(request: Visit, form: Form) -> None:
    by, read = signed_in(request), pass_form.serial_or_code(form)
    reason = form.value("reason")
    if isinstance(read, str):
        await pass_revocation.revoke_code(
            read, reason, by=by, at=now(), signer=signer_of(request)
        )  # fmt: skip
        return
    letters, number = read
    if not await pass_revocation.revoke_cards(letters, number, number, reason, by=by, at=now()):
        raise Conflict(_("Esta tarjeta ya estaba anulada."))


def _told(shared: int) -> str:
    said = _("La tarjeta nueva tomó el lugar de la anterior, que ya no sirve.")
    if not shared:
        return said
    both = ngettext(
        "En %(n)s actividad estaban las dos: allí cuenta una sola vez.",
        "En %(n)s actividades estaban las dos: allí cuenta una sola vez.",
        shared,
    )
    return f"{said} {both}"


def _page(request: Visit, name: str, form: Form) -> Template:
    shown = page(request, f"attendance/{name}.html", form=form)
    shown.headers["Content-Security-Policy"] = POLICY
    return shown
