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
    INSERT INTO notice (id, key, kind, {to}, event, subject, owed_at, due_at, wanted_at, channel)
    SELECT DISTINCT ON (o.key)
        gen_random_uuid(), o.key, $2::text, o.{to}, o.event, o.subject, $1::timestamptz, $1,
        {wanted_at}, {channel}
    FROM ({owed}) o
    WHERE NOT EXISTS (SELECT FROM notice n WHERE n.key = o.key AND n.state <> 'superseded')
        AND NOT EXISTS (SELECT FROM notice n WHERE n.subject = o.subject AND n.state = 'in_flight')
    ON CONFLICT (key) DO UPDATE
        SET state = 'queued', kind = EXCLUDED.kind, settled_at = NULL,
            owed_at = EXCLUDED.owed_at, due_at = EXCLUDED.due_at,
            wanted_at = EXCLUDED.wanted_at, channel = EXCLUDED.channel,
            given_up = '{{}}', way = NULL
        WHERE notice.state = 'superseded'
    RETURNING id
"""
STILL_OWED = "SELECT EXISTS (SELECT FROM ({owed}) o WHERE o.subject = $2 AND o.key = $3) AS owed"


class Kind(Struct, frozen=True, kw_only=True):
    """A reason to tell somebody something.

    `owed` is a query of key, `to`, event and subject of everything owed at $1, told or not: to an
    account, to the contact of a registration, to a program, or to a reader of releases. One that is
    `scheduled` also selects wanted_at, before which nothing is sent, and channel, the only way it
    may go. `write` finds the words when the notice is about to be sent.

    What is `direct` answers somebody who waits for it, whatever the hour; what holds `until_start`
    is pointless once the event began.
    """

    name: str
    owed: str
    write: Writer
    to: Literal["account", "registration", "webhook", "reader"] = "account"
    scheduled: bool = False
    direct: bool = False
    until_start: bool = True

    async def owe(self, at: datetime) -> int:
        """Write down what is owed and was not yet; asking twice is harmless. Returns how many."""
        return len(await fetch(self._owe(), at, self.name))

    def _owe(self) -> str:
        wanted_at, channel = ("o.wanted_at", "o.channel") if self.scheduled else ("NULL", "NULL")
        return OWE.format(owed=self.owed, to=self.to, wanted_at=wanted_at, channel=channel)

    async def is_still_owed(self, notice: Notice, at: datetime) -> bool:
        """Whether the fact behind the notice holds at this moment."""
        query = STILL_OWED.format(owed=self.owed)
        return bool((await fetch(query, at, notice.subject, notice.key))[0]["owed"])
