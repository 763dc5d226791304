"""Sheets of passes: made once, printed once, and only ever known by marks and numbers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.cards import pass_serials, passes
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

MOST: Final = 1000
TRIES: Final = 20
SHEETS: Final = """
    SELECT s.id, s.letters, s.municipality, m.name AS municipality_name, s.note, s.cards, s.made_at,
        (SELECT count(*) FROM pass p WHERE p.sheet = s.id AND p.revoked_at IS NOT NULL) AS revoked
    FROM pass_sheet s JOIN municipality m ON m.ine = s.municipality
"""
KEEP: Final = """
    INSERT INTO pass_sheet (id, letters, municipality, note, cards, made_at, made_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
KEEP_PASSES: Final = """
    INSERT INTO pass (mark, sheet, number)
    SELECT mark, $1::uuid, number FROM unnest($2::bytea[]) WITH ORDINALITY AS card (mark, number)
"""


class NewSheet(Struct, frozen=True, kw_only=True):
    """What is to be printed; `letters` are of `free_letters`, the id makes that happen once."""

    id: UUID
    letters: str
    municipality: str
    cards: int
    note: str = ""


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet that was printed, and how many of its cards are worth nothing any more."""

    id: UUID
    letters: str
    municipality: str
    municipality_name: str
    note: str
    cards: int
    made_at: datetime
    revoked: int


class Card(Struct, frozen=True, kw_only=True):
    """A revoked card of a sheet, by its number."""

    number: int
    revoked_at: datetime
    reason: str
    replaced: bool


class MadeBefore(Conflict):
    """This very sheet was made already, with these letters; its file is not kept."""

    def __init__(self, letters: str) -> None:
        super().__init__(_("Esta hoja ya se había hecho, y su archivo no se guarda."))
        self.letters = letters


async def sheets(*, municipalities: Collection[str]) -> list[Sheet]:
    """The sheets of some municipalities, the newest first."""
    rows = await fetch(
        f"{SHEETS} WHERE s.municipality = ANY($1) ORDER BY s.made_at DESC, s.id DESC",
        list(municipalities),
    )
    return msgspec.convert([dict(row) for row in rows], list[Sheet])


async def sheet(letters: str, *, by: Actor) -> Sheet:
    """The sheet with these letters; raises NotFound, NotAllowed."""
    rows = await fetch(f"{SHEETS} WHERE s.letters = $1", letters)
    if not rows:
        raise NotFound(_("No hay ninguna hoja con esas letras."))
    found = msgspec.convert(dict(rows[0]), Sheet)
    by.need("register", found.municipality)
    return found


async def revoked_cards(sheet_id: UUID) -> list[Card]:
    """The cards of a sheet that are revoked, by number."""
    rows = await fetch(
        "SELECT number, revoked_at, reason, successor IS NOT NULL AS replaced FROM pass"
        " WHERE sheet = $1 AND revoked_at IS NOT NULL ORDER BY number",
        sheet_id,
    )
    return msgspec.convert([dict(row) for row in rows], list[Card])


async def need_new(sheet_id: UUID) -> None:
    """Raise MadeBefore when there is a sheet with this id."""
    rows = await fetch("SELECT letters FROM pass_sheet WHERE id = $1", sheet_id)
    if rows:
        raise MadeBefore(rows[0]["letters"])


async def free_letters() -> str:
    """Letters that no sheet has."""
    for _try in range(TRIES):
        letters = pass_serials.new_letters()
        if not await fetch("SELECT FROM pass_sheet WHERE letters = $1", letters):
            return letters
    raise RuntimeError("no free letters were found")


async def keep(
    new: NewSheet, codes: Sequence[str], *, by: Actor, at: datetime, signer: Signer
) -> None:
    """Write a printed sheet down, so that its cards can be revoked; the codes are not kept.

    Raises NotAllowed, Invalid, and MadeBefore when this very sheet was made before.
    """
    check(new, by)
    marks = [passes.mark(code, signer) for code in codes]
    async with transaction():
        await only_one_at_a_time(f"sheet:{new.id}")
        await need_new(new.id)
        await execute(
            KEEP, new.id, new.letters, new.municipality, new.note, len(codes), at, by.account
        )  # fmt: skip
        await execute(KEEP_PASSES, new.id, marks)
        await audit.record(
            by, "passes.printed", f"sheet:{new.letters}", at=at, cards=len(codes),
            municipality=new.municipality,
        )  # fmt: skip


def check(new: NewSheet, by: Actor) -> None:
    """Raise NotAllowed or Invalid where this sheet cannot be made by this person."""
    by.need("register", new.municipality)
    if not 1 <= new.cards <= MOST:
        raise Invalid({"cards": _("Una hoja tiene de 1 a %(most)s tarjetas.", most=MOST)})
