"""A kind of notice: the question who is owed it, asked of the facts again and again."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.database import fetch

Writer: TypeAlias = Callable[[Notice, Office, datetime], Awaitable[Letter]]

# One key, one notice, of whichever kind told the fact first. One that was superseded is owed again
# when its fact came back, maybe as news of another kind. While something is on its way to somebody,
# nothing else about the same subject overtakes it.
OWE = """
    INSERT INTO notice (id, key, kind, {to}, event, subject, owed_at, due_at)
    SELECT DISTINCT ON (o.key)
        gen_random_uuid(), o.key, $2::text, o.{to}, o.event, o.subject, $1::timestamptz, $1
    FROM ({owed}) o
    WHERE NOT EXISTS (SELECT FROM notice n WHERE n.key = o.key AND n.state <> 'superseded')
        AND NOT EXISTS (SELECT FROM notice n WHERE n.subject = o.subject AND n.state = 'in_flight')
    ON CONFLICT (key) DO UPDATE
        SET state = 'queued', kind = EXCLUDED.kind, settled_at = NULL,
            owed_at = EXCLUDED.owed_at, due_at = EXCLUDED.due_at
        WHERE notice.state = 'superseded'
    RETURNING id
"""
STILL_OWED = "SELECT EXISTS (SELECT FROM ({owed}) o WHERE o.subject = $2 AND o.key = $3) AS owed"


class Kind(Struct, frozen=True, kw_only=True):
    """A reason to tell somebody something.

    `owed` is a query of key, `to`, event and subject of everything owed at $1, told or not: to an
    account, or to the contact of a registration. `write` finds the words when the notice is about
    to be sent.
    """

    name: str
    owed: str
    write: Writer
    to: Literal["account", "registration"] = "account"

    async def owe(self, at: datetime) -> int:
        """Write down what is owed and was not yet; asking twice is harmless. Returns how many."""
        return len(await fetch(OWE.format(owed=self.owed, to=self.to), at, self.name))

    async def is_still_owed(self, notice: Notice, at: datetime) -> bool:
        """Whether the fact behind the notice holds at this moment."""
        query = STILL_OWED.format(owed=self.owed)
        return bool((await fetch(query, at, notice.subject, notice.key))[0]["owed"])
