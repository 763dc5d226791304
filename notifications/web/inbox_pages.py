"""What one was told, on one's own page."""

from math import ceil
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template
from msgspec import Struct

from events.planning.domain import when
from notifications.domain.inbox import reading
from notifications.domain.letter import Fact
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in


class ShownEntry(Struct, frozen=True, kw_only=True):
    """An entry of the list; `label` is what its button does."""

    id: UUID
    subject: str
    opening: str
    facts: tuple[Fact, ...]
    moment: str
    unread: bool
    label: str


class InboxPages(Controller):
    """The inbox of whoever is signed in."""

    path = "/mis-avisos"
    include_in_schema = False
    guards = [may("be_told")]  # noqa: RUF012 (Litestar's signature)

    @get()
    async def inbox(self, request: Visit, pagina: FromQuery[int] = 1) -> Template:
        """The newest first, what is unread marked."""
        who, zone = signed_in(request), settings_of(request).timezone
        last = max(1, ceil(await reading.count(who) / reading.PAGE))
        number = min(max(pagina, 1), last)
        found = await reading.entries(who, page=number)
        return page(
            request, "notifications/inbox.html",
            tabs=section_tabs(request, "own_notices"), number=number,
            entries=[_shown(entry, zone) for entry in found],
            more=number < last,
            unread=await reading.unread(who), kept=reading.KEPT.days,
        )  # fmt: skip

    @post("/{entry:uuid}")
    async def follow(self, request: Visit, entry: FromPath[UUID]) -> Redirect:
        """Mark an entry as read and go where it leads."""
        return see(request, await reading.read(entry, by=signed_in(request), at=now()))

    @post("/leidos")
    async def read_all(self, request: Visit) -> Redirect:
        """Mark everything as read."""
        await reading.read_all(by=signed_in(request), at=now())
        return see(request, self.path, _("Todo quedó marcado como leído."))


def _shown(entry: reading.Entry, zone: str) -> ShownEntry:
    return ShownEntry(
        id=entry.id, subject=entry.subject, opening=entry.opening, facts=entry.facts,
        moment=f"{when.short_day(entry.written_at, zone)}, {when.hour(entry.written_at, zone)}",
        unread=entry.read_at is None, label=_label(entry),
    )  # fmt: skip


def _label(entry: reading.Entry) -> str:
    if not entry.leads_to.startswith(InboxPages.path):
        return _("Abrir")
    return "" if entry.read_at else _("Marcar como leído")
