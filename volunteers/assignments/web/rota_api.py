"""Rotas, for programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct, field

from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in
from volunteers.assignments.domain.rota import asking
from volunteers.assignments.domain.rota.outline import Outline, outline
from volunteers.assignments.domain.rota.publishing import Published, publish
from volunteers.assignments.domain.rota.window import Window


class RotaWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to plan: whole days on the installation's clocks, the last one included.

    `municipalities` are INE codes; without any, all that the token may staff. The same `seed` gives
    the same rota where the solver is done in time.
    """

    first_day: date = field(name="from")
    last_day: date = field(name="to")
    seconds: Annotated[int, Meta(ge=1, le=asking.MOST_SECONDS)] = 30
    seed: Annotated[int, Meta(ge=0, le=asking.MOST_SEED)] = 0
    municipalities: tuple[str, ...] = ()


class PublicationWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the people are asked now, or only pencilled in."""

    invite: bool = True


class RotaApi(Controller):
    """Working out who helps at what."""

    path = "/api/v1/rotas"
    tags = ("volunteers",)
    guards = (may("staff"),)

    @post()
    async def ask(self, request: Visit, data: JSONBody[RotaWritten]) -> Outline:
        """Ask for a rota: it is worked out soon, ask again how far it is."""
        by = signed_in(request)
        window = Window(
            first_day=data.first_day,
            last_day=data.last_day,
            municipalities=data.municipalities,
            zone=request.app.state.settings.timezone,
        )
        asked = await asking.ask(window, seconds=data.seconds, seed=data.seed, by=by, at=now())
        return await outline(asked, by=by, at=now())

    @get("/{rota_id:uuid}")
    async def rota(self, request: Visit, rota_id: FromPath[UUID]) -> Outline:
        """How far it is; and once worked out, what it leaves empty and why, and what it changes."""
        return await outline(rota_id, by=signed_in(request), at=now())

    @post("/{rota_id:uuid}/publication")
    async def publish(
        self, request: Visit, rota_id: FromPath[UUID], data: JSONBody[PublicationWritten]
    ) -> Published:
        """Make its places; what does not hold any more is left out, with the reason."""
        by = signed_in(request)
        return await publish(rota_id, invite=data.invite, by=by, at=now())
