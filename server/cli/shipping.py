"""Whether what ships with this version, its codelists and texts, is in the database already."""

from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Final

from server.accounts.domain import installation_facts

FACT: Final = "shipped"
SOURCE: Final = Path(__file__).parents[2]
# What is put in and what is looked through before; their bytes say whether anything changed.
SHIPS: Final = (
    "events/planning/domain/reference.*",
    "events/attendance/domain/directory/support.py",
    "notifications/**/*.py",
    "templates/short/*.toml",
    "server/translations/**/*.po",
)


class ShippingError(Exception):
    """What ships with this version cannot be used; the sentence says why."""


async def ship() -> None:
    """Put in what is new; most starts find that nothing is. Raises ShippingError."""
    ours = mark()
    if await installation_facts.known(FACT) != ours:
        # What looks through it and puts it in takes longer to import than all the rest.
        await import_module("server.cli.shipped").put_in()
        await installation_facts.keep(FACT, ours)


def mark() -> str:
    """Tells these files from any others."""
    found = sha256()
    for pattern in SHIPS:
        for file in sorted(SOURCE.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()
