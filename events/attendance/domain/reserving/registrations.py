"""Asking for seats, and what whoever has the link can do with them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain.reserving import (
    seat_book,
    seat_codes,
    seat_letters,
    waiting_list,
)
from events.attendance.domain.reserving.seat_book import Book
from events.attendance.domain.reserving.waiting_list import Place, Places, Room
from events.planning.domain import public_agenda
from server.accounts.domain import limits
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.mailbox import is_mailbox
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

# A whole school may sit behind one address, each pupil with a phone.
ASKS: Final = 300
GUESSES: Final = 300
WITHIN: Final = timedelta(minutes=10)
NEW: Final = """
    INSERT INTO registration (id, event, code, people, status, language, contact, quiet, asked_at)
    VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, $8)
"""
KNOWN: Final = "SELECT event FROM registration WHERE id = $1"
# Whether letters really leave would tell strangers that somebody else gave the address as well.
BEHIND: Final = """
    SELECT id, event, contact IS NOT NULL OR quiet AS told FROM registration WHERE code = $1
"""
HUSH: Final = "UPDATE registration SET contact = NULL, quiet = false WHERE id = $1"


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody asks for; the id came with the form, so sent twice it is one wish.

    `contact` is a mail address or ''. What is stored is `kept`: under another id.
    """

    id: UUID
    people: int
    contact: str = ""
    language: str = "es"

    def __repr__(self) -> str:
        """Without the address, which must not reach a log."""
        return f"Wish(id={self.id!s}, people={self.people})"

    def kept(self, signer: Signer) -> "Wish":
        """The same under the id of its registration."""
        return replace(self, id=seat_codes.registration_id(self.id, signer))


class Seat(Struct, frozen=True, kw_only=True):
    """How a registration stands; `told` is whether it came with an address for news.

    `ahead` people wait in front. `turn` is whether it may have the `free` seats, if it comes with
    fewer people. `open` is whether seats are still given out.
    """

    id: UUID
    event: UUID
    people: int
    status: str
    until: datetime | None
    ahead: int
    turn: bool
    free: int
    told: bool
    open: bool


async def ask(event: UUID, wish: Wish, *, origin: str, signer: Signer, at: datetime) -> str:
    """Ask for seats at a public event; returns the code of the personal link.

    An address that has heard enough (seat_letters) is answered like any other, and gets no letter.
    Raises NotFound, Conflict when it is too late, Invalid for a group too large, TooMany.
    """
    await limits.at_most(ASKS, f"seat:{origin}", within=WITHIN, at=at)
    await public_agenda.shown(event)
    if wish.contact and not is_mailbox(wish.contact):
        raise Invalid({"contact": _("Falta una dirección de correo válida.")})
    wish = wish.kept(signer)
    async with transaction():
        book = await seat_book.held(event)
        if not await is_known(event, wish):
            need_to_fit(wish.people, book.largest_group)
            await enter(event, wish, book, signer=signer, at=at)
    return seat_codes.seat_code(wish.id, signer)


async def is_known(event: UUID, wish: Wish) -> bool:
    """Whether a kept wish is there already; raises Conflict if it was for another event."""
    rows = await fetch(KNOWN, wish.id)
    if rows and rows[0]["event"] != event:
        raise Conflict(_("Este formulario ya se usó en otra actividad."))
    return bool(rows)


def need_to_fit(people: int, most: int) -> None:
    """Raise Invalid unless so many people may ask together."""
    if not 1 <= people <= most:
        raise Invalid({"people": _("Debe ser un número de 1 a %(n)s.", n=most)})


async def enter(event: UUID, wish: Wish, book: Book, *, signer: Signer, at: datetime) -> None:
    """Write a kept wish into a book that is held, behind everybody else."""
    asked_at = await seat_book.next_moment(event, at)
    new = Place(id=wish.id, people=wish.people, status="waiting", asked_at=asked_at)
    after = waiting_list.ask(book.room, book.places, new, at=at)
    code = seat_codes.mark(seat_codes.seat_code(wish.id, signer), signer)
    heard = await seat_letters.reach(event, wish.contact, signer=signer, at=at)
    await execute(
        NEW, wish.id, event, code, wish.people, wish.language, wish.contact if heard else None,
        bool(wish.contact) and not heard, asked_at,
    )  # fmt: skip
    await seat_book.keep((*book.places, new), after)


async def seat(code: str, *, origin: str, signer: Signer, at: datetime) -> Seat:
    """The registration behind a link, as it stands at `at`; raises NotFound, TooMany."""
    row = await _behind(code, origin=origin, signer=signer, at=at)
    book = await seat_book.read(row["event"], at=at, which=row["id"])
    place = waiting_list.of(book.places, row["id"])
    return Seat(
        id=place.id, event=row["event"], people=place.people, status=place.status,
        until=waiting_list.until(book.room, place), ahead=waiting_list.ahead(book.places, place.id),
        turn=place.status == "waiting" and place.is_current(at),
        free=max(waiting_list.free(book.room, book.places), 0), told=row["told"],
        open=book.room.is_open(at),
    )  # fmt: skip


async def accept(code: str, *, origin: str, signer: Signer, at: datetime) -> None:
    """Take what was offered; raises Conflict when the offer is over."""
    await _do(code, partial(waiting_list.accept, at=at), origin=origin, signer=signer, at=at)


async def give_back(code: str, *, origin: str, signer: Signer, at: datetime) -> None:
    """Not come after all; the address for news is forgotten at once."""
    await _do(code, partial(waiting_list.give_back, at=at), origin=origin, signer=signer, at=at)


async def reduce(code: str, people: int, *, origin: str, signer: Signer, at: datetime) -> None:
    """Come with fewer people; raises Invalid for more, Conflict when it is over."""
    act = partial(waiting_list.reduce, people=people, at=at)
    await _do(code, act, origin=origin, signer=signer, at=at)


async def wait_on(code: str, *, origin: str, signer: Signer, at: datetime) -> None:
    """Wait for seats for the whole group instead of coming with fewer people."""
    await _do(code, partial(waiting_list.wait_on, at=at), origin=origin, signer=signer, at=at)


async def hush(code: str, *, origin: str, signer: Signer, at: datetime) -> None:
    """Forget the address for news, and keep the seats."""
    row = await _behind(code, origin=origin, signer=signer, at=at)
    await execute(HUSH, row["id"])


async def _do(
    code: str, act: Callable[..., Places], *, origin: str, signer: Signer, at: datetime
) -> None:
    row = await _behind(code, origin=origin, signer=signer, at=at)

    def done(room: Room, places: Places) -> Places:
        return act(room, places, which=row["id"])

    await seat_book.write(row["event"], done, which=row["id"])


async def _behind(code: str, *, origin: str, signer: Signer, at: datetime) -> dict[str, Any]:
    found = await fetch(BEHIND, seat_codes.mark(code, signer))
    if not found:
        await limits.at_most(GUESSES, f"seat-code:{origin}", within=WITHIN, at=at)
        raise NotFound(_("Este enlace no lleva a ninguna reserva."))
    return dict(found[0])
