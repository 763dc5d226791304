"""How the people of the demonstration want to be reached; nobody's telephone rings there."""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Final

from piccolo.table import Table

from notifications.tables import Consent, Contact, Preference
from server.cli.demo_calendar import HalfYear
from server.cli.demo_cast import Member
from server.cli.demo_chance import Chance

# How many of those who help named a telephone, before or after their mail, and quiet hours.
TELEPHONES: Final = 0.4
UNCONFIRMED: Final = 0.15
QUIET: Final = 0.3
# Guatemala keeps no numbers for stories; North America keeps 555-0100 to 555-0199 of every area.
AREAS: Final = (201, 989)


def stored(chance: Chance, half: HalfYear, members: Sequence[Member]) -> list[Table]:
    """What each of them said, and agreed to; most said nothing and are written to by mail."""
    return [
        row
        for member in members
        if member.role == "facilitator"
        for row in _said(chance, half, member)
    ]


def _said(chance: Chance, half: HalfYear, member: Member) -> Iterator[Table]:
    at = half.beginning
    if chance.happens(QUIET):
        yield Preference(
            account=member.id, quiet_from=time(20), quiet_until=time(7),
            zone="America/Guatemala", said_at=at,
        )  # fmt: skip
    if not chance.happens(TELEPHONES):
        return
    telephone = chance.choice(("whatsapp", "sms"))
    number = f"+1{chance.randint(*AREAS)}55501{chance.randint(0, 99):02}"
    for position, (channel, address) in enumerate(((telephone, number), ("mail", member.email))):
        confirmed = None if channel != "mail" and chance.happens(UNCONFIRMED) else at
        yield Contact(
            id=chance.id(at), account=member.id, channel=channel, address=address,
            position=position, said_at=at, confirmed_at=confirmed,
        )  # fmt: skip
        yield Consent(
            id=chance.id(at), account=member.id, channel=channel, given=True, way="self",
            by=member.id, at=at,
        )  # fmt: skip
