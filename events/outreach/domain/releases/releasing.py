"""Letting figures leave the house, for good."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from events.outreach.domain.receipts import issuing
from events.outreach.domain.releases import sources
from events.outreach.domain.releases.basis import Code
from events.outreach.domain.releases.drafting import Draft, drafted
from events.outreach.domain.releases.wish import Wish
from events.outreach.tables import Release
from server.accounts.domain import audit
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

READERS = ("public", "donor")


async def publish(wish: Wish, *, by: Actor, at: datetime, named: UUID | None = None) -> UUID:
    """Release what the wish asks for, with a receipt of its total; returns the release.

    With the id `named` for it, asking twice releases once. Raises NotAllowed for who is not an
    administrator, Invalid for a wish that makes no sense, Conflict where there is nothing that
    could be told, or registers are still being counted.
    """
    by.need("administer")
    check(wish, at=at)
    release = named or new_id()
    async with transaction():
        # One after the other: each is held against all that were made before.
        await only_one_at_a_time("release")
        if not await fetch("SELECT FROM release WHERE id = $1", release):
            await _publish(release, wish, by=by, at=at)
    return release


async def _publish(release: UUID, wish: Wish, *, by: Actor, at: datetime) -> None:
    # Never before the lock: whoever holds the counting must not wait for who releases.
    await sources.catch_up(wish, by=by, at=at)
    draft = await drafted(wish, by=by, at=at)
    if draft.figures.fresh.pending:
        raise Conflict(_("Todavía hay registros por contar: probar de nuevo en unos minutos."))
    if not any(cell.contacts for table in draft.tables for cell in table.cells):
        raise Conflict(_("No hay ninguna cifra que se pueda mostrar: no se publicó nada."))
    await Release.insert(await _row(release, draft, by=by, at=at))
    await audit.record(by, "release.made", f"release:{release}", at=at, readers=wish.readers)
    await _receipt(draft, release, by=by, at=at)


async def withdraw(release: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Show a release no longer; whoever read it still knows it, and so do later ones.

    Raises Invalid without a reason, NotFound, and Conflict if it was withdrawn already.
    """
    by.need("administer")
    why = one_line(reason)
    if not why:
        raise Invalid({"reason": _("Falta el motivo.")})
    async with transaction():
        rows = await fetch("SELECT withdrawn_at FROM release WHERE id = $1 FOR UPDATE", release)
        if not rows:
            raise NotFound(_("Esta publicación no existe."))
        if rows[0]["withdrawn_at"] is not None:
            raise Conflict(_("Esta publicación ya se retiró."))
        await Release.update({Release.withdrawn_at: at, Release.withdrawn_why: why[:200]}).where(
            Release.id == release
        )
        await audit.record(by, "release.withdrawn", f"release:{release}", at=at, reason=why[:200])


def check(wish: Wish, *, at: datetime) -> None:
    """Raise Invalid for a wish that makes no sense."""
    wrong: dict[str, str] = {}
    if not one_line(wish.title):
        wrong["title"] = _("Falta este dato.")
    if wish.readers not in READERS:
        wrong["readers"] = _("Elegir una de las opciones.")
    if wish.readers == "donor" and wish.project is None:
        wrong["project"] = _("Para un donante hay que elegir su proyecto.")
    if wish.last < wish.first:
        wrong["last"] = _("El último día no puede ser anterior al primero.")
    ends = wish.question.ends
    if ends is not None and ends > at:
        wrong.setdefault("last", _("Solo se publica lo que ya pasó: el último día aún no termina."))
    if wrong:
        raise Invalid(wrong)


async def _row(release: UUID, draft: Draft, *, by: Actor, at: datetime) -> Release:
    wish = draft.wish
    projects = await fetch("SELECT id FROM project WHERE slug = $1", wish.project)
    if wish.project is not None and not projects:
        raise NotFound(_("Este proyecto no existe."))
    return Release(
        id=release,
        project=projects[0]["id"] if projects else None,
        title=one_line(wish.title)[:160],
        readers=wish.readers,
        starts_on=wish.first,
        ends_on=wish.last,
        small=draft.limits.small,
        rule=issuing.rule(),
        asked=_json({"ages": wish.ages, "zone": wish.zone}),
        shown=_json(
            {
                "events": draft.figures.events,
                "tables": draft.tables,
                "told_before": draft.told_before,
            }
        ),
        held_back=_json(list(held_back(draft).items())),
        basis=_json(draft.basis),
        made_at=at,
        made_by=by.account,
    )


def held_back(draft: Draft) -> dict[Code, str]:
    """Why each cell that is not told is held back: `small` itself, or to `guard` one that is."""
    return {
        (table.dimensions, cell.codes): "small"
        if (table.dimensions, cell.codes) in draft.small
        else "guard"
        for table in draft.tables
        for cell in table.cells
        if cell.contacts is None
    }


async def _receipt(draft: Draft, release: UUID, *, by: Actor, at: datetime) -> None:
    whole = next(table for table in draft.tables if not table.dimensions)
    if whole.cells and whole.cells[0].contacts is not None:
        await issuing.issue(
            one_line(draft.wish.title), draft.wish.question, draft.figures,
            by=by, at=at, release=release, bands=draft.wish.ages,
        )  # fmt: skip


def _json(content: Any) -> str:
    return msgspec.json.encode(content).decode()
