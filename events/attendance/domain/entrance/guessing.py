"""Stopping whoever guesses the code of a door, without holding up a room that only mistypes it.

A room of two hundred people stands behind one address, and so does whoever tries 000, 001, 002…
What tells them apart is how many *different* wrong codes they say: right ones never count, and one
that a whole room misheard counts once. Three spoken digits bear 40 wrong ones in six hours, longer
than the door of a usual event stands open: who guesses from one address gets in with a chance of 4
in 100, and would need three days for an even one. Six digits that change, three of which are right
at a time, bear 300: a chance of 1 in 1,000.

Where an address is used up there is still a way in. The longer sign in the screen's QR cannot be
guessed, so scanning it always works. A door whose code is spoken has no screen: there a new code
begins a new count, which gives a guesser another 4 in 100 and the whole room its door back.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from server.accounts.domain import limits
from server.foundation.errors import TooMany
from server.foundation.translation import gettext as _

WITHIN: Final = timedelta(hours=6)
MOST: Final = {"spoken": 40, "rotating": 300}
ENDLESS: Final = 2**31


class Guess(Struct, frozen=True, kw_only=True):
    """A code that was said at a `door`, which names where and from which address.

    `asks` is what kind of code the door asks for.
    """

    door: str
    said: str
    right: bool
    asks: str


class Listener:
    """Who hears what one process is told.

    One at a time: of a thousand guesses at once, none may be heard before the last was counted.
    """

    def __init__(self) -> None:
        self._hearing = asyncio.Lock()

    async def hear(self, guess: Guess, *, at: datetime) -> None:
        """Count a wrong guess; raises TooMany, for a right one too, where there were too many."""
        key = f"door code:{guess.door}"
        async with self._hearing:
            if await limits.reached(MOST[guess.asks], key, within=WITHIN, at=at):
                raise TooMany(_too_many(guess.asks))
            if not guess.right and await _is_new(f"{key}:{guess.said}", at):
                await limits.at_most(ENDLESS, key, within=WITHIN, at=at)


async def _is_new(key: str, at: datetime) -> bool:
    try:
        await limits.at_most(1, key, within=WITHIN, at=at)
    except TooMany:
        return False
    return True


def _too_many(asks: str) -> str:
    if asks == "spoken":
        return _(
            "Desde esta red ya se probaron demasiadas claves. Pedir a quien facilita que cuente a"
            " esta persona, o pedir a quien coordina que cambie la clave."
        )
    return _(
        "Desde esta red ya se probaron demasiadas claves. Escanear el código QR en la pantalla de"
        " quien facilita, o pedirle que cuente a esta persona."
    )
