"""Series for programs: `/api/v1/series`."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from events.planning.domain.series import preview as previews
from events.planning.domain.series import reading, saving
from events.planning.domain.series.saving import Part
from events.planning.domain.upstairs import Upstairs
from events.planning.web.series_read import (
    PreviewRead,
    SeriesPage,
    SeriesRead,
    preview_read,
    series_read,
)
from events.planning.web.series_written import SeriesChanged, SeriesWritten
from server.foundation.clock import now
from server.foundation.errors import Invalid, NotFound
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.requests import Visit, signed_in

PAGE = 100
ONLY_PLANNERS: Final = (
    "Tokens with the scope `plan` read everything. Those with `read`, `report` or `attend` see only"
    " events that were published once and series of such, and find empty what is for the team:"
    " meeting_url, a confidential venue, notes."
)


class SeriesApi(Controller):
    """Events that repeat, for programs."""

    path = "/api/v1/series"
    tags = ("series",)

    @get(guards=[may("read")], description=f"The series, a page at a time. {ONLY_PLANNERS}")
    async def all(self, request: Visit, cursor: FromQuery[UUID | None] = None) -> SeriesPage:
        """The series, a page at a time."""
        plans = signed_in(request).may("plan")
        found = await reading.page(at=now(), after=cursor, most=PAGE + 1, drafts=plans)
        items = [series_read(one, whole=plans) for one in found[:PAGE]]
        return SeriesPage(items, items[-1].id if len(found) > PAGE else None)

    @post(guards=[may("plan")])
    async def start(
        self, request: Visit, data: JSONBody[SeriesWritten], above: NamedDependency[Upstairs]
    ) -> SeriesRead:
        """Begin a series: its events are drafts."""
        made = await saving.start(
            data.wish(), by=signed_in(request), at=now(), above=above, seen=data.fingerprint
        )
        return await _whole(made)

    @post("/preview", status_code=200, guards=[may("plan")])
    async def preview(
        self, request: Visit, data: JSONBody[SeriesWritten], above: NamedDependency[Upstairs]
    ) -> PreviewRead:
        """What beginning a series would make."""
        wish = data.wish()
        signed_in(request).need("plan", wish.draft.municipality)
        return preview_read(
            await previews.of_a_new_one(wish.undecided, None, at=now(), above=above)
        )

    @get(
        "/{series_id:uuid}",
        guards=[may("read")],
        description=f"A series with its events. {ONLY_PLANNERS}",
    )
    async def one(self, request: Visit, series_id: FromPath[UUID]) -> SeriesRead:
        """A series with its events; to programs that may not plan, drafts do not exist."""
        found = await reading.series(series_id, at=now())
        plans = signed_in(request).may("plan")
        if not (plans or found.shown):
            raise NotFound(_("Esta serie no existe."))
        events = await reading.occurring_in(series_id)
        known = [event for event in events if plans or event.published_at is not None]
        return series_read(found, known, whole=plans)

    @patch("/{series_id:uuid}", guards=[may("plan")])
    async def change(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        data: JSONBody[SeriesChanged],
        above: NamedDependency[Upstairs],
    ) -> SeriesRead:
        """Change a part of a series; answers with the series that holds that part."""
        actor, part = signed_in(request), _part(series_id, data)
        scope = await saving.scope_of(part, by=actor, at=now())
        wish = data.wish(scope.rest, scope.series.draft)
        seen = data.fingerprint
        holder = await saving.change(part, wish, by=actor, at=now(), above=above, seen=seen)
        return await _whole(holder)

    @post("/{series_id:uuid}/preview", status_code=200, guards=[may("plan")])
    async def preview_change(
        self,
        request: Visit,
        series_id: FromPath[UUID],
        data: JSONBody[SeriesChanged],
        above: NamedDependency[Upstairs],
    ) -> PreviewRead:
        """What such a change would do."""
        scope = await saving.scope_of(_part(series_id, data), by=signed_in(request), at=now())
        wish = data.wish(scope.rest, scope.series.draft)
        return preview_read(
            await previews.of_a_change(wish.undecided, scope, at=now(), above=above)
        )


async def _whole(series_id: UUID) -> SeriesRead:
    found = await reading.series(series_id, at=now())
    return series_read(found, await reading.occurring_in(series_id))


def _part(series_id: UUID, data: SeriesChanged) -> Part:
    if data.scope == "all":
        return Part(series_id)
    if data.scope != "following":
        said = _(
            "Toda la serie es «all»; desde una actividad, «following». Una sola se cambia aparte."
        )
        raise Invalid({"scope": said})
    if data.since is None:
        raise Invalid({"from": _("Falta desde qué actividad.")})
    return Part(series_id, data.since)
