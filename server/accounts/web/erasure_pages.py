"""Where administrators answer who asks what is held about them, or asks to be erased."""

from typing import Any, Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Response, Template

from server.accounts.domain import audit
from server.accounts.domain.people_data import Person, erasing, finding
from server.accounts.domain.people_data.holding import Erasing
from server.accounts.web.own_data_pages import archive, rooms_of
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/ajustes/datos"


class ErasurePages(Controller):
    """Everybody's data: to be handed over, and to be erased."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def find(self, request: Visit, q: FromQuery[str] = "") -> Template:
        """Look for somebody by name or address."""
        by = signed_in(request)
        found = await finding.matching(q) if q.strip() else []
        if found:
            await audit.read(by, "person.searched", "accounts", at=now())
        return page(
            request, "accounts/erasure.html", form=Form({"q": [q]}), found=found,
            tabs=section_tabs(request, "settings"),
        )  # fmt: skip

    @get("/{account:uuid}", guards=[lately])
    async def one(self, request: Visit, account: FromPath[UUID]) -> Template:
        """What there is of somebody, and what would become of it."""
        return await _page(request, account, Form())

    @get("/{account:uuid}/archivo", guards=[lately])
    async def export(self, request: Visit, account: FromPath[UUID]) -> Response[bytes]:
        """Everything as a file."""
        return await archive(request, account)

    @post("/{account:uuid}/borrado", guards=[lately])
    async def erase(
        self, request: Visit, account: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Erase somebody for good."""
        doing = Erasing(signed_in(request), now(), settings_of(request).data_dir)
        try:
            person = await finding.person(account, rooms_of(request))
            _need_sure(form, person)
            await erasing.erase(account, rooms_of(request), form.value("why"), doing=doing)
        except Invalid as refusal:
            return await _page(request, account, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _page(request, account, form)
        return see(request, HERE, _("Se borraron sus datos. Lo que queda no dice de quién es."))


def _need_sure(form: Form, person: Person) -> None:
    """It cannot be undone: whoever does it writes the address once more."""
    if form.value("email").strip().lower() != person.email:
        raise Invalid({"email": _("No es el correo de esta cuenta.")})


async def _page(request: Visit, account: UUID, form: Form) -> Template:
    rooms = rooms_of(request)
    person = await finding.person(account, rooms)
    await audit.read(signed_in(request), "person.read", f"account:{account}", at=now())
    outcomes = await erasing.preview(person, rooms)
    told: dict[str, Any] = {
        "gone": [it for it in outcomes if not it.why],
        "stays": [it for it in outcomes if it.why],
        "reasons": [(key, _(sentence)) for key, sentence in erasing.REASONS.items()],
    }
    return page(request, "accounts/erasure_person.html", form=form, person=person, **told)
