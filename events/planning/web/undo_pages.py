"""The page on which one takes back what one did to the plan."""

from datetime import datetime
from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect, Template
from msgspec import Struct

from events.planning.domain import event_names, undo, when
from events.planning.domain.act_words import called
from events.planning.domain.deeds import Change
from events.planning.domain.differences import Names, sentences
from events.planning.domain.undo import Undoable
from events.planning.domain.upstairs import Upstairs
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

ADDRESS: Final = "/calendario/deshacer"
LISTED: Final = 4  # events of a larger act; the rest is counted


class Line(Struct, frozen=True):
    """What became of one event of an act."""

    title: str
    sentences: list[str]


class Step(Struct, frozen=True, kw_only=True):
    """One of the last acts; `obstacle` is why it stays as it is."""

    act: UUID
    name: str
    at: str
    lines: list[Line]
    beyond: int
    obstacle: str
    undone: bool


class UndoPages(Controller):
    """One's last acts, and a button for each."""

    path = ADDRESS
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def show(self, request: Visit, above: NamedDependency[Upstairs]) -> Template:
        """What could be undone, in words."""
        return await _page(request, above)

    @post()
    async def undo(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Put everything back as it was before the act."""
        act = form.reference("act")
        if act is None:
            raise Invalid(form.errors)
        try:
            count = await undo.undo(act, by=signed_in(request), at=now(), above=above)
        except Conflict as refusal:
            return await _page(request, above, refusal=refusal.sentence)
        said = ngettext(
            "Deshecho: %(n)s actividad está como antes.",
            "Deshecho: %(n)s actividades están como antes.",
            count,
        )
        return see(request, ADDRESS, said)


async def _page(request: Visit, above: Upstairs, *, refusal: str = "") -> Template:
    found = await undo.latest(by=signed_in(request), at=now(), above=above)
    names = await event_names.known()
    zone = settings_of(request).timezone
    steps = [_step(one, names, zone) for one in found]
    status = 409 if refusal else 200
    return page(request, "planning/undo.html", status=status, steps=steps, refusal=refusal)


def _step(done: Undoable, names: Names, zone: str) -> Step:
    lines = [_line(change, names) for change in done.changes[:LISTED]]
    return Step(
        act=done.deed.id,
        name=called(done.deed.act, done.deed.size),
        at=_moment(done.deed.at, zone),
        lines=lines,
        beyond=len(done.changes) - len(lines),
        obstacle=done.obstacle,
        undone=done.deed.undone_at is not None,
    )


def _line(change: Change, names: Names) -> Line:
    return Line(change.title, sentences(change.before, change.after, names))


def _moment(at: datetime, zone: str) -> str:
    return f"{when.short_day(at, zone)}, {when.hour(at, zone)}"
