"""Where administrators set targets."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain.indicators import reading, target_book
from events.outreach.domain.indicators.target import Target
from events.outreach.web import target_form
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, signed_in

HERE: Final = "/alcance/metas"


class TargetPages(Controller):
    """The form of a target."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get("/{indicator_id:uuid}/nueva")
    async def blank(self, request: Visit, indicator_id: FromPath[UUID]) -> Template:
        """An empty form."""
        return await _form_page(request, Form({"exact": ["least"]}), indicator_id)

    @post("/{indicator_id:uuid}/nueva")
    async def add(
        self, request: Visit, indicator_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Set a target."""
        offered = await target_form.places(await reading.indicator(indicator_id))
        try:
            draft = target_form.draft(form, offered)
            await target_book.add(indicator_id, draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), indicator_id)
        return see(request, f"{HERE}/{indicator_id}", _("Meta guardada."))

    @get("/{indicator_id:uuid}/metas/{target_id:uuid}")
    async def edit(
        self, request: Visit, indicator_id: FromPath[UUID], target_id: FromPath[UUID]
    ) -> Template:
        """The form of a target that is set."""
        target = await _own(indicator_id, target_id)
        return await _form_page(request, target_form.filled(target), indicator_id, target)

    @post("/{indicator_id:uuid}/metas/{target_id:uuid}")
    async def change(
        self,
        request: Visit,
        indicator_id: FromPath[UUID],
        target_id: FromPath[UUID],
        form: NamedDependency[Form],
    ) -> Template | Redirect:
        """Set a target anew."""
        target = await _own(indicator_id, target_id)
        offered = await target_form.places(await reading.indicator(indicator_id))
        try:
            draft = target_form.draft(form, offered)
            await target_book.change(target_id, draft, by=signed_in(request), at=now())
        except (Invalid, Conflict) as refusal:
            return await _form_page(request, _refused(form, refusal), indicator_id, target)
        return see(request, f"{HERE}/{indicator_id}", _("Meta guardada."))


async def _own(indicator_id: UUID, target_id: UUID) -> Target:
    target = await target_book.one(target_id)
    if target.indicator != indicator_id:
        raise NotFound(_("Esa meta no existe."))
    return target


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    form.wrong("form", refusal.sentence)
    return form


async def _form_page(
    request: Visit, form: Form, indicator_id: UUID, target: Target | None = None
) -> Template:
    indicator = await reading.indicator(indicator_id)
    return page(
        request,
        "outreach/target_form.html",
        form=form,
        indicator=indicator,
        target=target,
        places=await target_form.places(indicator),
        kinds=target_form.kinds(),
        back=f"{HERE}/{indicator_id}",
    )
