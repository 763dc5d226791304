"""The written table of who may use which address, read from tests/support/permissions/."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

FOLDER: Final = Path(__file__).parent / "permissions"
OPERATORS: Final = Path("docs") / "permissions.md"
ROLE: Final = re.compile(r"^\| `([\w:]+)` \| [^|]+ \| ([^|]*) \|$", re.MULTILINE)
OPEN: Final = frozenset({"public", "link", "door", "provider", "watcher", "half-way"})


class Row(Struct, frozen=True):
    """A line of the table: who may send one of the `methods` to an address.

    `who` is a word of OPEN, `signed-in`, or actions: of `a/b` one is enough, `a+b` takes both.
    `reach` says whose things they must be: `place` (of a municipality that one coordinates), `team`
    (or of an event at which one helps), `own`, or `all`; with `?` there is none of it to be found
    in the world of the walk. An address of the API names the scopes
    of the tokens that may instead.
    """

    who: str
    methods: tuple[str, ...]
    address: str
    reach: str

    @property
    def is_api(self) -> bool:
        """Whether programs ask this, with a token."""
        return self.address.startswith("/api/")

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that are named for an address of the API."""
        return frozenset(self.reach.split(",")) if self.is_api else frozenset()

    def takes(self, may: frozenset[str]) -> bool:
        """Whether somebody who is signed in and may do all that is let in somewhere."""
        if self.who in OPEN or self.who == "signed-in":
            return self.who != "door"
        return all(may & set(either.split("/")) for either in self.who.split("+"))


def table() -> list[Row]:
    """Every line, of every room."""
    return [row for file in sorted(FOLDER.glob("*.txt")) for row in _rows(file)]


def roles() -> dict[str, frozenset[str]]:
    """What each role and each scope may do, as operators read it."""
    found = ROLE.findall(OPERATORS.read_text())
    return {role: frozenset(re.findall(r"`(\w+)`", actions)) for role, actions in found}


def _rows(file: Path) -> Iterator[Row]:
    for line in file.read_text().splitlines():
        if line and not line.startswith("#"):
            who, methods, address, reach = line.split()
            yield Row(who, tuple(methods.split(",")), address, reach)
