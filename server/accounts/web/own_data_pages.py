"""Where everybody takes home what is held about them."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from litestar import Controller, get
from litestar.response import Response, Template

from server.accounts.domain.people_data import RoomData, finding
from server.accounts.domain.people_data.exporting import export
from server.accounts.domain.people_data.readable import Reader
from server.accounts.web.places import places
from server.foundation.clock import now
from server.foundation.errors import NotAllowed
from server.foundation.translation import gettext as _
from server.web.guards import SIGNED_IN
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

FILE: Final = {
    "Content-Disposition": 'attachment; filename="datos.zip"',
    "Cache-Control": "no-store",
}


class OwnDataPages(Controller):
    """One's own data, at once."""

    path = "/mi-cuenta/datos"
    include_in_schema = False
    guards = (SIGNED_IN,)

    @get()
    async def own(self, request: Visit) -> Template:
        """What is held, by name, and how to have it."""
        person = await finding.person(_own(request), rooms_of(request))
        held = [holding.what for room in rooms_of(request) for holding in room.holdings]
        return page(
            request, "accounts/own_data.html", person=person, held=[_(what) for what in held],
            tabs=section_tabs(request, "own_account"),
        )  # fmt: skip

    @get("/archivo")
    async def take(self, request: Visit) -> Response[bytes]:
        """Everything as a file."""
        return await archive(request, _own(request))


async def archive(request: Visit, account: UUID) -> Response[bytes]:
    """What is held about an account, as a ZIP file."""
    reader = Reader(settings_of(request).timezone, dict(await places(request)))
    by = signed_in(request)
    content = await export(account, rooms_of(request), reader, by=by, at=now())
    return Response(content, media_type="application/zip", headers=FILE)


def rooms_of(request: Visit) -> Sequence[RoomData]:
    """What all the rooms say about the data of one person."""
    rooms: Sequence[RoomData] = request.app.state.personal
    return rooms


def _own(request: Visit) -> UUID:
    account = signed_in(request).account
    if account is None:
        raise NotAllowed(_("Hay que entrar primero."))
    return account
