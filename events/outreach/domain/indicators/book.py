"""Writing indicators down, changing them, and no longer reporting on them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError

from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.indicator import Filters, Indicator
from events.outreach.domain.indicators.writing import IndicatorDraft, tidy
from events.outreach.tables import Indicator as Row
from events.planning.domain import project_book, projects
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

KNOWN: Final = """
    SELECT (SELECT count(*) FROM kind WHERE slug = ANY($1)) AS kinds,
        (SELECT count(*) FROM topic WHERE slug = ANY($2)) AS topics,
        (SELECT count(*) FROM audience WHERE slug = ANY($3)) AS audiences,
        (SELECT count(*) FROM municipality WHERE ine = ANY($4)) AS municipalities,
        (SELECT count(*) FROM programme WHERE id = ANY($5) AND project = $6) AS programmes
"""
USED: Final = """
    SELECT EXISTS (SELECT FROM target WHERE indicator = $1)
            OR EXISTS (SELECT FROM milestone WHERE indicator = $1)
            OR EXISTS (SELECT FROM cited_fact WHERE indicator = $1) AS held,
        EXISTS (SELECT FROM snapshot_figure WHERE indicator = $1) AS reported
"""
LAST: Final = "SELECT coalesce(max(position), 0) AS last FROM indicator WHERE project = $1"
RETIRE: Final = """
    UPDATE indicator SET retired_at = CASE WHEN $2 THEN coalesce(retired_at, $3) END
    WHERE id = $1
"""


def as_draft(indicator: Indicator) -> IndicatorDraft:
    """The draft that an indicator could have been written down from."""
    known = {name: getattr(indicator, name) for name in IndicatorDraft.__struct_fields__}
    return IndicatorDraft(**known)


async def add(project: UUID, draft: IndicatorDraft, *, by: Actor, at: datetime) -> UUID:
    """Write an indicator of a project down; raises Invalid, NotFound, or Conflict for its code."""
    project_book.need(by)
    await projects.by_id(project)
    neat = await _checked(project, draft)
    indicator = new_id()
    try:
        async with transaction():
            last = (await fetch(LAST, project))[0]["last"]
            row = Row(
                id=indicator, project=project, position=last + 1, created_at=at, changed_at=at,
                **_columns(neat),
            )  # fmt: skip
            await Row.insert(row)
            await audit.record(
                by, "indicator.added", f"indicator:{indicator}", at=at, **_told(neat)
            )
    except UniqueViolationError as error:
        raise _twice() from error
    return indicator


async def change(indicator_id: UUID, draft: IndicatorDraft, *, by: Actor, at: datetime) -> None:
    """Write an indicator down anew.

    What is measured stays once something is held against it: raises Invalid.
    """
    project_book.need(by)
    before = await reading.indicator(indicator_id)
    neat = await _checked(before.project, draft)
    try:
        async with transaction():
            await _allow(before, neat)
            await Row.update(**_columns(neat), changed_at=at).where(Row.id == indicator_id)
            await audit.record(
                by, "indicator.changed", f"indicator:{indicator_id}", at=at, **_told(neat)
            )
    except UniqueViolationError as error:
        raise _twice() from error


async def retire(indicator_id: UUID, *, by: Actor, at: datetime) -> None:
    """Report on an indicator no longer; what it said stays."""
    await _report(indicator_id, by=by, at=at, retired=True)


async def restore(indicator_id: UUID, *, by: Actor, at: datetime) -> None:
    """Report on an indicator again."""
    await _report(indicator_id, by=by, at=at, retired=False)


async def _report(indicator_id: UUID, *, by: Actor, at: datetime, retired: bool) -> None:
    project_book.need(by)
    await reading.indicator(indicator_id)
    act = "indicator.retired" if retired else "indicator.restored"
    async with transaction():
        await execute(RETIRE, indicator_id, retired, at)
        await audit.record(by, act, f"indicator:{indicator_id}", at=at)


async def _checked(project: UUID, draft: IndicatorDraft) -> IndicatorDraft:
    neat = tidy(draft)
    named = {name: sorted(set(codes)) for name, codes in _codes(neat.filters).items()}
    row = (await fetch(KNOWN, *named.values(), project))[0]
    wrong = [name for name, codes in named.items() if row[name] < len(codes)]
    if wrong:
        raise Invalid({name: _("Elegir al menos una de las opciones.") for name in wrong})
    return neat


def _codes(filters: Filters) -> dict[str, tuple[Any, ...]]:
    """The filters that name what is in the database, in the order of KNOWN."""
    return {
        "kinds": filters.kinds,
        "topics": filters.topics,
        "audiences": filters.audiences,
        "municipalities": filters.municipalities,
        "programmes": filters.programmes,
    }


async def _allow(before: Indicator, after: IndicatorDraft) -> None:
    used = (await fetch(USED, before.id))[0]
    said = _("Ya se usa: para medir otra cosa, retirarlo y crear otro.")
    if after.measure != before.measure and (used["held"] or used["reported"]):
        raise Invalid({"measure": said})
    if after.accumulates != before.accumulates and used["reported"]:
        raise Invalid({"accumulates": said})


def _columns(draft: IndicatorDraft) -> dict[str, Any]:
    json = {
        name: msgspec.json.encode(getattr(draft, name)).decode()
        for name in ("filters", "bands", "breakdowns")
    }
    return {**msgspec.structs.asdict(draft), **json}


def _told(draft: IndicatorDraft) -> dict[str, Any]:
    """What the journal keeps of it: how it was counted from then on."""
    return {"code": draft.code, "measure": draft.measure, "accumulates": draft.accumulates,
            "filters": msgspec.to_builtins(draft.filters), "bands": dict(draft.bands)}  # fmt: skip


def _twice() -> Conflict:
    return Conflict(_("Ya hay un indicador con ese código en el proyecto."))
