"""Asking an address as somebody: what is answered, and whether anything was changed by asking."""

import re
from collections.abc import Mapping
from typing import Any, Final

import httpx
from msgspec import Struct

from server.foundation.database import fetch, transaction

# What a name stands for depends on the address that it is in.
UNREADABLE: Final = b"%"
MADE_UP: Final = "nobody-was-given-this"
NOBODY: Final = "00000000-0000-7000-8000-000000000000"
MEANT: Final = {
    ("/cifras/", "name"): "release_id",
    ("/agenda/", "name"): "event_id",
    ("/alcance/", "slug"): "project",
    ("/ajustes/proyectos/", "slug"): "project",
    ("/puerta/", "token"): "door",
    ("/personas/importar/", "import_id"): "roster",
    ("/avisos/textos/", "kind"): "text",
    ("/programas/", "way"): "direction",
    ("/municipios/", "file"): "municipality_feed",
    ("/proyectos/", "file"): "project_feed",
}
NEWEST: Final = """
    SELECT string_agg(format(
        'SELECT %L AS name, count(*), max(xmin::text::bigint) FROM %I', relname, relname
    ), ' UNION ALL ') AS query FROM pg_stat_user_tables
"""
TOUCHED: Final = "SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS touched"


class Told(Struct, frozen=True):
    """The answer to a question at an address, and whether anything was written or locked."""

    address: str
    status: int
    leads_to: str
    wrote: bool

    @property
    def refused(self) -> bool:
        """Whether the asker was not let in."""
        from_inside = not self.address.startswith("/entrar")
        to_the_door = self.leads_to.partition("?")[0] == "/entrar"
        to_the_second_step = from_inside and self.leads_to.startswith("/entrar/")
        return self.status in {401, 403} or to_the_door or to_the_second_step

    @property
    def leads_back(self) -> bool:
        """Whether it only leads to the page about the same thing."""
        return bool(self.leads_to) and self.address.startswith(self.leads_to)

    @property
    def found(self) -> bool:
        """Whether what was asked for is there, whatever was wrong with the question."""
        return not self.refused and (self.status < 400 or self.status in {400, 409, 422})


class Undo(Exception):
    """Ends a transaction that is not to be kept."""


async def asked(client: httpx.AsyncClient, method: str, address: str) -> Told:
    """Ask with a body that no route can read; whatever was done is undone."""
    told: list[Told] = []
    body: dict[str, Any] = {} if method in {"GET", "HEAD"} else {"content": UNREADABLE}
    try:
        async with transaction():
            answer = await client.request(method, address, **body)
            leads = answer.headers.get("location", "")
            told.append(Told(address, answer.status_code, leads, await touched()))
            undo()
    except Undo:
        return told[0]
    raise AssertionError("what was done was kept")


def undo() -> None:
    """End the transaction without keeping anything."""
    raise Undo


async def touched() -> bool:
    """Whether this transaction wrote or locked anything, also what it took back."""
    return bool((await fetch(TOUCHED))[0]["touched"])


async def state() -> list[tuple[Any, ...]]:
    """How many rows each table has, and when one was written last."""
    (made,) = await fetch(NEWEST)
    return sorted(tuple(row) for row in await fetch(made["query"]))


def filled(path: str, names: Mapping[str, str]) -> str:
    """The address of a route, naming what there is; a secret that nobody was given where not."""

    def named(found: re.Match[str]) -> str:
        name = found[1]
        meant = [to for (begins, of), to in MEANT.items() if of == name and path.startswith(begins)]
        unknown = NOBODY if found[2] == "uuid" else MADE_UP
        return names.get(meant[0] if meant else name, unknown)

    return re.sub(r"\{(\w+):?(\w*)\}", named, path)
