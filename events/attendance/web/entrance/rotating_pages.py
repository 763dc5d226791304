"""The screen that a facilitator shows at the entrance: its code changes every half minute."""

from typing import Final
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template

from events.attendance.domain.door import door_guard
from events.attendance.domain.staff import KnowsWhoHelps, need_to_count
from events.attendance.web.entrance import rotating_shown
from events.attendance.web.entrance.rotating_shown import Screen
from events.planning.domain import agenda
from server.foundation.clock import now
from server.web.guards import may
from server.web.pages import page
from server.web.requests import Visit, settings_of, signed_in, signer_of

NOT_KEPT: Final = {"Cache-Control": "no-store"}


class RotatingPages(Controller):
    """The screen of one event's door, for whoever may count there."""

    path = "/eventos/{event_id:uuid}/puerta"
    include_in_schema = False
    guards = (may("tally", "serve"),)

    @get("/codigo")
    async def show(
        self, request: Visit, event_id: FromPath[UUID], who_helps: NamedDependency[KnowsWhoHelps]
    ) -> Template:
        """The whole screen; without a script it asks for itself anew."""
        screen = await _screen(request, event_id, who_helps)
        event = await agenda.event(event_id)
        await door_guard.need_adults(event, who_helps, at=now())
        back = "puerta" if signed_in(request).may("register") else "conteo"
        return page(
            request,
            "attendance/rotating.html",
            screen=screen,
            source=f"/eventos/{event_id}/puerta/codigo.json",
            back=f"/eventos/{event_id}/{back}",
        )

    @get("/codigo.json")
    async def tell(
        self, request: Visit, event_id: FromPath[UUID], who_helps: NamedDependency[KnowsWhoHelps]
    ) -> Response[Screen]:
        """What changes on it."""
        return Response(await _screen(request, event_id, who_helps), headers=dict(NOT_KEPT))


async def _screen(request: Visit, event_id: UUID, who_helps: KnowsWhoHelps) -> Screen:
    event = await agenda.event(event_id)
    await need_to_count(signed_in(request), event_id, event.municipality, who_helps)
    return await rotating_shown.screen(
        event_id, base_url=settings_of(request).base_url, at=now(), signer=signer_of(request),
        who_helps=who_helps,
    )  # fmt: skip
