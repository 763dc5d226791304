"""Copying a part of the agenda, seen before it is done."""

from typing import Any, Final

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template

from events.planning.domain import cloning, when
from events.planning.domain.cloning import Cloned, Copy, Wish
from events.planning.domain.upstairs import Upstairs
from events.planning.web import clone_form
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

ADDRESS: Final = "/calendario/copiar"


class ClonePages(Controller):
    """What is copied where, the copies one by one, and making them."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def ask(self, request: Visit, above: NamedDependency[Upstairs]) -> Template:
        """The form; below it every copy that would be made, once it was filled in."""
        asked = request.query_params
        if "onto" in asked:
            form = Form({name: asked.getall(name) for name in asked})
            return await _preview(request, form, above)
        offered = await clone_form.options(signed_in(request))
        today = when.local_day(now(), settings_of(request).timezone)
        return await _page(request, clone_form.blank(asked.get("what", ""), offered, today))

    @post()
    async def copy(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Make the ticked copies, or look again with other venues."""
        if form.value("step") == "look":
            return await _preview(request, form, above, sent=True)
        try:
            wish = await _wish(request, form)
            chosen = clone_form.chosen(form)
            done = await cloning.clone(wish, chosen, by=signed_in(request), at=now(), above=above)
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return await _preview(request, form, above, sent=True)
        except Invalid as refusal:
            return await _preview(request, form.refused(refusal), above, sent=True)
        return see(request, _where(done, wish), _said(done))


async def _wish(request: Visit, form: Form) -> Wish:
    offered = await clone_form.options(signed_in(request))
    return clone_form.wish(form, offered, settings_of(request).timezone)


async def _preview(request: Visit, form: Form, above: Upstairs, *, sent: bool = False) -> Template:
    try:
        wish = await _wish(request, form)
        copies = await cloning.preview(wish, by=signed_in(request), above=above)
    except Invalid as refusal:
        return await _page(request, form.refused(refusal))
    clone_form.standing(form, copies, wish.municipality)
    ticked = set(form.values("event"))
    lines = [
        (one, _when(one), str(one.original.id) in ticked if sent else not one.twin)
        for one in copies
    ]
    rooms = await clone_form.rooms(copies, wish.municipality)
    possible = sum(not one.refusal for one in copies)
    return await _page(request, form, lines=lines, rooms=rooms, possible=possible)


def _when(one: Copy) -> str:
    return when.span(one.draft.starts_at, one.draft.ends_at, one.draft.zone)


def _where(done: Cloned, wish: Wish) -> str:
    if done.programme is not None:
        return f"/programas/{done.programme}"
    return f"/calendario?municipio={wish.municipality}&mes={wish.onto:%Y-%m}"


def _said(done: Cloned) -> str:
    return ngettext(
        "%(n)s actividad copiada como borrador.",
        "%(n)s actividades copiadas como borradores.",
        len(done.events),
    )


async def _page(request: Visit, form: Form, **more: Any) -> Template:
    offered = await clone_form.options(signed_in(request))
    return page(request, "planning/clone.html", form=form, options=offered, **more)
