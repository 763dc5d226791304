"""Erasing a person: what it would do, and doing it in every room."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import audit, managing
from server.accounts.domain.audit import forgetting
from server.accounts.domain.people_data import sweeping
from server.accounts.domain.people_data.finding import person as found
from server.accounts.domain.people_data.holding import Erasing, Person, RoomData, ask
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import later

REASONS: Final = {
    "asked": later("La persona lo pidió"),
    "left": later("Ya no colabora"),
    "inactive": later("Pasó el tiempo sin actividad"),
    "mistake": later("La cuenta se hizo por error"),
}
NAMELESS: Final = "Persona borrada"
FORGET: Final = """
    UPDATE account SET name = $2, email = $3, password_hash = NULL, language = 'es', erased_at = $4
    WHERE id = $1 AND erased_at IS NULL
"""


class Outcome(Struct, frozen=True):
    """What becomes of so many things; it stays where `why` says so."""

    what: str
    number: int
    why: str


async def preview(person: Person, rooms: Sequence[RoomData]) -> list[Outcome]:
    """What erasing somebody would do; nothing is done."""
    told = [
        Outcome(_(fate.what), (await ask(fate.count, person))[0]["n"], fate.why and _(fate.why))
        for room in rooms
        for fate in room.fates
    ]
    mentioned = await sweeping.mentioned(person, rooms)
    said = _("Menciones en textos de otras personas: se ponen tres puntos en su lugar")
    return [*told, Outcome(said, mentioned, "")]


async def erase(account: UUID, rooms: Sequence[RoomData], why: str, *, doing: Erasing) -> None:
    """Erase somebody for good; what remains are numbers and dates of nobody.

    They are let in no more first, then taken off what is ahead, place by place, so that others are
    asked; then all the rest goes at once. Broken off between, it can be done again.
    Raises NotAllowed, NotFound, Invalid for an unknown reason (`why`), and Conflict for oneself and
    for the last administrator.
    """
    doing.by.need("administer")
    if why not in REASONS:
        raise Invalid({"why": _("Elegir una de las opciones.")})
    person = await found(account, rooms)
    await managing.disable(account, by=doing.by, at=doing.at)
    for room in rooms:
        if room.first is not None:
            await room.first(person, doing)
    async with transaction():
        for room in rooms:
            for fate in room.fates:
                for statement in fate.statements:
                    await ask(statement, person)
        nowhere = f"{account}@borrado.invalid"
        await execute(FORGET, account, NAMELESS, nowhere, doing.at)
        await sweeping.sweep(person, rooms)
        # Held last: whoever holds the chain waits for nobody.
        await audit.hold()
        await fetch(forgetting.BLANK, account)
        subject = f"account:{account}"
        await audit.record(doing.by, "person.erased", subject, at=doing.at, why=why)
