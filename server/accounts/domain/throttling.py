"""How often somebody may try to come in, such that nobody else is kept out by it.

A limit per account is a lever: whoever knows an address could pull it and keep its owner out. So
tries are counted by where they come from, and a refusal answers only for what came from there:

- From a browser that the account came in from before, tries count for that browser alone. What
  others try, from anywhere, is not looked at.
- From any other, they count for its network, and for the address asked for from that network.
- For an address over all networks together, passwords from unknown browsers are taken 50 times a
  day, counted from the first. After that the way in is a link by mail, which nobody can use up:
  beyond five an hour no second one is sent while one lies in the mailbox, unused, with at least a
  quarter of an hour left.

So whoever has the mailbox, or the password and their own browser, comes in whatever others do. And
without the owner's browser nobody learns in any 24 hours whether more than `MOST_GUESSES` passwords
are right, from however many networks: fifty at the end of one day and fifty at the beginning of the
next. Addresses that have no account are counted, and refused, like those that have one.

The second step is counted in the same way: by the browser where it is known, or by the session that
is complete already, and else by network and, over all networks, by day. Codes on paper are too long
to be guessed: no day's count shuts them out.
"""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from server.accounts.domain import limits
from server.foundation.errors import TooMany
from server.foundation.translation import gettext as _

A_WHILE: Final = timedelta(minutes=15)
AN_HOUR: Final = timedelta(hours=1)
A_DAY: Final = timedelta(days=1)
FROM_NETWORK: Final = 30
FROM_NETWORK_FOR_ONE: Final = 10
FROM_DEVICE: Final = 10
A_DAY_FOR_ONE: Final = 50
MOST_GUESSES: Final = 2 * A_DAY_FOR_ONE
LINKS_FROM_ONE: Final = 20
LINKS_FROM_ONE_FOR_ONE: Final = 5
STEPS_IN_SESSION: Final = 8
STEPS_FROM_ONE: Final = 20
PROOFS: Final = 5
PROOFS_A_DAY: Final = 20


class Asker(Struct, frozen=True):
    """Where a try comes from: a network and, if the account came in from there before, a browser.

    `device` is what `known_devices.known_as` says of the address that is asked for.
    """

    origin: str
    device: str = ""


async def guess(email: str, asker: Asker, *, at: datetime) -> None:
    """Count a password that is tried for an address; raises TooMany when it may not be looked at.

    What is refused for its network does not count for the address.
    """
    origin, address = asker.origin, email.strip().lower()
    if asker.device:
        await _guess_at_home(f"{address}:{asker.device}", at=at)
        return
    await limits.at_most(FROM_NETWORK, f"password:{origin}", within=A_WHILE, at=at)
    here = f"password:{address}:{origin}"
    await limits.at_most(FROM_NETWORK_FOR_ONE, here, within=A_WHILE, at=at)
    try:
        await limits.at_most(A_DAY_FOR_ONE, f"password:{address}", within=A_DAY, at=at)
    except TooMany as refusal:
        raise TooMany(
            _(
                "Para este correo ya no se aceptan contraseñas desde aparatos nuevos por hoy."
                " Se puede pedir el enlace por correo."
            )
        ) from refusal


async def _guess_at_home(where: str, *, at: datetime) -> None:
    await limits.at_most(FROM_DEVICE, f"password-at:{where}", within=A_WHILE, at=at)
    await limits.at_most(A_DAY_FOR_ONE, f"password-daily:{where}", within=A_DAY, at=at)


async def ask(email: str, asker: Asker, *, at: datetime) -> None:
    """Count a link that is asked for; raises TooMany when too many were, from the same place."""
    address = email.strip().lower()
    place = f"{address}:{asker.device}" if asker.device else asker.origin
    await limits.at_most(LINKS_FROM_ONE, f"link:{place}", within=AN_HOUR, at=at)
    here = f"link:{address}:{place}"
    await limits.at_most(LINKS_FROM_ONE_FOR_ONE, here, within=AN_HOUR, at=at)


async def step(account: str, session: str, *, origin: str, home: str, at: datetime) -> None:
    """Count a second step that is tried; raises TooMany when it may not be looked at.

    `home` names the known browser, or the complete session, that it comes from.
    """
    await limits.at_most(STEPS_IN_SESSION, f"second:{session}", within=A_WHILE, at=at)
    place = f"at:{home}" if home else origin
    await limits.at_most(STEPS_FROM_ONE, f"second:{account}:{place}", within=A_WHILE, at=at)


async def digits(account: str, *, home: str, at: datetime) -> None:
    """Count digits that are tried for the second step; raises TooMany for too many in a day."""
    try:
        await limits.at_most(A_DAY_FOR_ONE, f"digits:{account}:{home}", within=A_DAY, at=at)
    except TooMany as refusal:
        raise TooMany(
            _(
                "Por hoy ya no se aceptan dígitos desde este aparato."
                " Sirven una llave de acceso o un código de recuperación."
            )
        ) from refusal


async def prove(session: str, *, at: datetime) -> None:
    """Count a try to confirm who sits at a session; raises TooMany.

    Whoever found a browser open is kept from guessing there. Its owner may still ask for a link.
    """
    await limits.at_most(PROOFS, f"proof:{session}", within=A_WHILE, at=at)
    await limits.at_most(PROOFS_A_DAY, f"proof-daily:{session}", within=A_DAY, at=at)
