"""How far projects are, for programs: `/api/v1/projects/{id}/progress`."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from msgspec import Struct, field

from events.outreach.domain.amounts import Amount
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Measure
from events.outreach.domain.indicators.progress import Progress, progress
from events.outreach.domain.indicators.target import Held, Verdict
from events.outreach.domain.indicators.target_book import EARLIEST, LATEST
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import target_api
from events.outreach.web.target_api import TargetRead
from events.planning.domain import projects
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

FIRST: Final = "first day, such as 2026-01-01; included"
LAST: Final = "last day, such as 2026-12-31; included; no days at all are the project's life"


class Interval(Struct, frozen=True, kw_only=True):
    """One number where both ends meet."""

    least: int | float = field(name="from")
    most: int | float = field(name="to")


class TargetHeld(TargetRead, frozen=True, kw_only=True):
    """A target and its own actual, over its own days and place.

    `actual` is null where nothing was reported, which is not zero. `share` is 1.0 where all of it
    was reached; there is none where only part of the places may be seen.
    """

    actual: Interval | None
    share: Interval | None
    verdict: Verdict | None


class ProgressRead(Struct, frozen=True, kw_only=True):
    """An indicator, its actual in the days asked about, and its targets that fall in them."""

    indicator: UUID
    code: str
    measure: Measure
    actual: Interval | None
    targets: list[TargetHeld]


class ProgressApi(Controller):
    """What was reached of what a project promised."""

    path = "/api/v1/projects/{project_id:uuid}/progress"
    tags = ("projects",)
    guards = (may("report"),)

    @get()
    async def progress(
        self,
        request: Visit,
        project_id: FromPath[UUID],
        help_given: NamedDependency[KnowsHelp],
        first: Annotated[date | None, QueryParameter(name="from", description=FIRST)] = None,
        last: Annotated[date | None, QueryParameter(name="to", description=LAST)] = None,
    ) -> list[ProgressRead]:
        """The indicators of a project in some days, and their targets that fall in them."""
        await projects.by_id(project_id)
        days = _days(first, last, settings_of(request).timezone)
        found = await progress(
            project_id, days, by=signed_in(request), at=now(), help_given=help_given
        )
        return [_progress(it) for it in found]


def _days(first: date | None, last: date | None, zone: str) -> Days:
    for name, day in (("from", first), ("to", last)):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise Invalid({name: _("La fecha debe estar entre los años 2000 y 2099.")})
    if first and last and last < first:
        raise Invalid({"to": _("El último día no puede ser anterior al primero.")})
    return Days(first, last, zone)


def _progress(found: Progress) -> ProgressRead:
    return ProgressRead(
        indicator=found.indicator.id,
        code=found.indicator.code,
        measure=found.indicator.measure,
        actual=_amount(found.amount),
        targets=[_held(held) for held in found.targets],
    )


def _held(held: Held) -> TargetHeld:
    share = held.share
    return TargetHeld(
        **msgspec.structs.asdict(target_api.read(held.target)),
        actual=_amount(held.amount),
        share=Interval(least=share.low, most=share.high) if share else None,
        verdict=held.verdict,
    )


def _amount(amount: Amount | None) -> Interval | None:
    return None if amount is None else Interval(least=amount.low, most=amount.high)
