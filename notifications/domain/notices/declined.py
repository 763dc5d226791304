"""A no that somebody said, as a letter to those who plan needs to know it."""

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.translation import gettext as _

DECLINED: Final = """
    SELECT p.name, a.event, a.role, s.reason <> '' OR s.usual IS NOT NULL AS explained
    FROM answer s
        JOIN assignment a ON a.id = s.assignment
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
    WHERE s.id = $1
"""


class Declined(Struct, frozen=True, kw_only=True):
    """Who said no to what, and whether they said why."""

    name: str
    event: UUID
    role: str
    explained: bool

    def hint(self) -> tuple[str, ...]:
        """Where the reason is to be read, which no letter repeats."""
        if not self.explained:
            return ()
        return (_("Dejó un motivo, que se lee en la página del equipo."),)


async def declined(answer: UUID) -> Declined:
    """What was said."""
    return msgspec.convert(dict((await fetch(DECLINED, answer))[0]), Declined)
