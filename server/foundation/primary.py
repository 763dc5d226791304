"""Finding the one server that takes writes among those an address names, also after it changed."""

import socket
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import asyncpg
from asyncpg import Connection

# A machine that lost its power answers nothing at all: the next one is asked soon.
ANSWERS_WITHIN: Final = 2.0  # seconds
# What is sent to such a machine counts as lost after this; without, it would take a quarter of an
# hour to notice (tcp(7)).
SILENT_AFTER: Final = 8  # seconds
WATCH: Final = {
    "TCP_KEEPIDLE": 4,
    "TCP_KEEPINTVL": 2,
    "TCP_KEEPCNT": 2,
    "TCP_USER_TIMEOUT": SILENT_AFTER * 1000,
}
NOT_THERE: Final = (
    OSError,
    asyncpg.CannotConnectNowError,
    asyncpg.PostgresConnectionError,
    asyncpg.TargetServerAttributeNotMatched,
)
_found: Final[dict[str, str]] = {}
"""Where the last connection for an address was made: there it is tried first."""


class NobodyWrites(ConnectionError):
    """None of the servers that the address names takes writes now."""


async def connect(dsn: str | None = None, **wanted: Any) -> Connection:
    """As `asyncpg.connect`; of several servers the one that takes writes.

    Raises NobodyWrites where none does. One that was the primary and came back without knowing that
    another took its place is not told from it: whoever promotes must keep it down (fencing).
    """
    servers = each(dsn) if dsn else []
    if len(servers) < 2:
        return _watched(await asyncpg.connect(dsn, **wanted))
    servers.sort(key=lambda server: server != _found.get(str(dsn)))
    wanted["timeout"] = min(wanted.get("timeout") or ANSWERS_WITHIN, ANSWERS_WITHIN)
    for server in servers:
        with suppress(*NOT_THERE):
            made = await asyncpg.connect(server, **wanted)
            _found[str(dsn)] = server
            return _watched(made)
    raise NobodyWrites("none of the servers takes writes")


def each(dsn: str) -> list[str]:
    """The address of each server by itself; of several only one that takes writes is wanted."""
    url = urlsplit(dsn)
    query = dict(parse_qsl(url.query, keep_blank_values=True))
    who, at, where = url.netloc.rpartition("@")
    if "host" in query:
        hosts = query["host"].split(",")
        ports = query.get("port", "5432").split(",")
        ports += ports[-1:] * (len(hosts) - len(ports))
        chosen = [{"host": host, "port": port} for host, port in zip(hosts, ports, strict=False)]
        places = [(url.netloc, {**query, **one}) for one in chosen]
    else:
        places = [(f"{who}{at}{host}", query) for host in where.split(",")]
    wish = {"target_session_attrs": "read-write"} if len(places) > 1 else {}
    return [
        url._replace(netloc=netloc, query=urlencode({**wish, **asked})).geturl()
        for netloc, asked in places
    ]


def _watched(connection: Connection) -> Connection:
    """Have the kernel notice a server that says nothing any more; only Linux knows all of it."""
    with suppress(OSError, AttributeError):
        line = connection._transport.get_extra_info("socket")  # noqa: SLF001 (asyncpg has no way)
        if line.family != socket.AF_UNIX:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for name, value in WATCH.items():
                line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return connection
