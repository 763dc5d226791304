"""PostgreSQL's own programs for dumping and restoring, and how they reach a database."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from server.foundation import embedded
from server.foundation.embedded import EmbeddedDatabaseError

VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+)")
PACKAGED: Final = Path("/usr/lib/postgresql")
SECURED: Final = frozenset({"require", "verify-ca", "verify-full"})


class ProgramError(Exception):
    """A program of PostgreSQL's is not there, or failed; the sentence says which and why."""


def fitting(name: str, major: int, config: Mapping[str, Any]) -> Path:
    """The program `name` of at least this version of PostgreSQL, ours or the machine's.

    Ours speaks no TLS: where `config` demands it, only the machine's will do. Raises ProgramError
    naming what was found instead.
    """
    found, secured = [], demands_tls(config)
    for program in (folder / name for folder in _folders(ours=not secured)):
        version = major_of(program)
        if version is not None and version >= major:
            return program
        found += [f"{version} ({program})"] if version is not None else []
    instead = f"found only {', '.join(found)}" if found else "found none"
    wanted = " that speaks TLS, which the one that comes with Convoca does not" if secured else ""
    raise ProgramError(
        f"The database is PostgreSQL {major}, which needs a {name} of version {major} or newer"
        f"{wanted}; {instead}: install postgresql-client-{major}."
    )


def demands_tls(config: Mapping[str, Any]) -> bool:
    """Whether the address, or else the environment, wants no connection without it."""
    if "dsn" not in config:
        return False
    asked = dict(parse_qsl(urlsplit(config["dsn"]).query))
    return asked.get("sslmode", os.environ.get("PGSSLMODE", "")) in SECURED


def _folders(*, ours: bool) -> Iterator[Path]:
    with suppress(EmbeddedDatabaseError):
        if ours:
            yield embedded.programs()
    yield from map(Path, filter(None, os.environ.get("PATH", "").split(os.pathsep)))
    yield from sorted(PACKAGED.glob("*/bin"), reverse=True)


def major_of(program: Path) -> int | None:
    """The version of a program of PostgreSQL's; None where there is no such program."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = VERSION.search(told.stdout)
    return int(version[1]) if version else None


def environment(config: Mapping[str, Any]) -> dict[str, str]:
    """What a program needs in its environment; no password is ever seen among its arguments."""
    if "dsn" not in config:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        where = {"PGHOST": config["host"], "PGUSER": config["user"]}
        return {**ours, **where, "PGPORT": str(config.get("port", 5432))}
    password = _parts(config["dsn"])[1]
    return {**os.environ, **({"PGPASSWORD": password} if password else {})}


def address(config: Mapping[str, Any]) -> str:
    """The database's address for `--dbname`, without its password."""
    if "dsn" not in config:
        return f"postgresql:///{quote(config['database'], safe='')}"
    return f"{_parts(config['dsn'])[0]}".replace("\0", quote(config["database"], safe=""))


def _parts(dsn: str) -> tuple[str, str]:
    """The address with a NUL for the database's name, and the password."""
    url = urlsplit(dsn)
    who, at, hosts = url.netloc.rpartition("@")
    asked = parse_qsl(url.query)
    password = unquote(url.password or "") or dict(asked).get("password", "")
    several = "," in hosts or "," in dict(asked).get("host", "")
    # As the server processes do (primary.py): of several the one that takes writes.
    wish = {"target_session_attrs": "read-write"} if several else {}
    kept = {**wish, **{name: value for name, value in asked if name != "password"}}
    rest = urlencode(kept, quote_via=quote)
    bare = f"postgresql://{who.partition(':')[0]}{at}{hosts}/\0"
    return (f"{bare}?{rest}" if rest else bare), password
