"""What a change would cause, for programs: `/api/v1/events/{id}/preview`."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from events.planning.domain import agenda, change_preview
from events.planning.domain.change_preview import Preview
from events.planning.domain.draft import as_draft
from events.planning.domain.grounding import check
from events.planning.domain.upstairs import Upstairs
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in

Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339, with offset")]


class Changes(Struct, frozen=True, kw_only=True):
    """What is to change, as in PATCH; what concerns nobody else has no consequence."""

    municipality: str | UnsetType = UNSET
    venue: UUID | None | UnsetType = UNSET
    modality: str | UnsetType = UNSET
    meeting_url: Annotated[str, Meta(max_length=500)] | UnsetType = UNSET
    starts_at: Moment | UnsetType = UNSET
    ends_at: Moment | UnsetType = UNSET
    zone: Annotated[str, Meta(max_length=64)] | UnsetType = UNSET
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None | UnsetType = UNSET
    project: str | UnsetType = UNSET


class Considered(Struct, frozen=True, kw_only=True):
    """A change that is considered; or with `cancel`, to call the event off."""

    changes: Changes = Changes()
    cancel: bool = False


class PreviewApi(Controller):
    """Looking ahead."""

    path = "/api/v1/events/{event_id:uuid}/preview"
    guards = (may("plan"),)
    tags = ("events",)

    @post(status_code=200)
    async def preview(
        self,
        request: Visit,
        event_id: FromPath[UUID],
        data: JSONBody[Considered],
        above: NamedDependency[Upstairs],
    ) -> Preview:
        """Conflicts, free alternatives and consequences of a change; nothing is changed."""
        event = await agenda.event(event_id)
        signed_in(request).need("plan", event.municipality)
        if data.cancel:
            return await change_preview.of_a_cancellation(event, above, at=now())
        changes = {
            name: value
            for name, value in msgspec.structs.asdict(data.changes).items()
            if value is not UNSET
        }
        becomes = msgspec.structs.replace(as_draft(event), **changes)
        await check(becomes, event_id)
        return await change_preview.of_a_change(event, becomes, above, at=now())
