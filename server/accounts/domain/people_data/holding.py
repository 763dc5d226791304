"""What a room says about the data of one person: what it holds, and what becomes of it."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.identity import Actor

ARGUMENT: Final = re.compile(r"\$(\d)")


class Person(Struct, frozen=True, kw_only=True):
    """Somebody with an account; `addresses` are all by which they showed that they are reached."""

    account: UUID
    name: str
    email: str
    role: str
    addresses: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[Any, ...]:
        """What queries may ask for: $1 the account, $2 its name, $3 addresses, $4 its own mail.

        Addresses may be shared: what belongs to no account is found by $4 alone.
        """
        return self.account, self.name, list(self.addresses), self.email


class Erasing(Struct, frozen=True):
    """Who erases somebody, when, and the folder of this installation's files."""

    by: Actor
    at: datetime
    folder: Path


class Holding(Struct, frozen=True):
    """Something that is held about a person: `what` it is called, and a query that reads it."""

    what: str
    query: str


class Fate(Struct, frozen=True, kw_only=True):
    """What becomes of something when a person is erased: it goes, or it stays and `why`.

    `count` is a query of one number `n`; `statements` do it.
    """

    what: str
    count: str
    statements: tuple[str, ...] = ()
    why: str = ""


class RoomData(Struct, frozen=True, kw_only=True):
    """All that a room says about one person; `first` is done before any room erases anything.

    `addresses` is a query of the confirmed ways to reach them that it knows, as one column. `texts`
    are the columns (`table.column`) in which people write freely, and so may name others.
    """

    name: str
    addresses: str = ""
    texts: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    fates: tuple[Fate, ...] = ()
    first: Callable[[Person, Erasing], Awaitable[None]] | None = None


async def ask(query: str, person: Person) -> list[dict[str, Any]]:
    """The rows of a query about a person; PostgreSQL is told only of arguments that it names."""
    named = sorted({int(number) for number in ARGUMENT.findall(query)})
    counted = ARGUMENT.sub(lambda it: f"${named.index(int(it[1])) + 1}", query)
    told = [person.arguments[number - 1] for number in named]
    return [dict(row) for row in await fetch(counted, *told)]
