"""Reading the cells of a row in the organisers' words."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain.imports.columns import folded
from events.planning.domain.imports.days import day
from events.planning.domain.imports.lexicon import Lexicon
from events.planning.domain.imports.rows import Row
from events.planning.domain.imports.wordings import not_known
from server.foundation.mailbox import is_mailbox
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from volunteers.people.domain.helping_limits import BOUNDS
from volunteers.people.domain.roster.row import RosterRow

MOST_DIGITS: Final = 9


class RosterWords(Struct, frozen=True, kw_only=True):
    """All that rows may speak of; the codes of `networks` are their ids."""

    municipalities: Lexicon
    networks: Lexicon
    languages: Lexicon
    topics: Lexicon


class _Reader:
    def __init__(self, row: Row, columns: Mapping[str, int], words: RosterWords) -> None:
        self.row, self.columns, self.words = row, columns, words
        self.wrong: dict[str, str] = {}

    def cell(self, field: str) -> str:
        position = self.columns.get(field, -1)
        return one_line(self.row.cells[position]) if position >= 0 else ""

    def one(self, field: str, known: Lexicon) -> str | None:
        told = self.cell(field)
        found = known.one(told.zfill(4) if field == "home" and told.isdecimal() else told)
        if told and found is None:
            self.wrong[field] = not_known(told, known)
        return found

    def several(self, field: str, known: Lexicon) -> tuple[str, ...]:
        found, strange = known.several(self.cell(field))
        if strange:
            self.wrong[field] = " ".join(not_known(each, known) for each in strange)
        return tuple(dict.fromkeys(found))

    def day(self, field: str) -> date | None:
        told = self.cell(field)
        found = day(told) if told else None
        if told and found is None:
            self.wrong[field] = _("No se entiende «%(word)s» como fecha.", word=told[:40])
        return found

    def limit(self, field: str) -> int | None:
        told = folded(self.cell(field))
        least, most = BOUNDS[field]
        if not told:
            return None
        # Python refuses to count the digits of a number that is too long.
        if not (len(told) <= MOST_DIGITS and told.isdecimal() and least <= int(told) <= most):
            self.wrong[field] = _(
                "Escribir un número de %(least)s a %(most)s.", least=least, most=most
            )
            return None
        return int(told)


def read_row(row: Row, columns: Mapping[str, int], words: RosterWords) -> RosterRow:
    """What the row says; nothing is refused here, what is wrong stands in it."""
    reader = _Reader(row, columns, words)
    network = reader.one("network", words.networks)
    said: dict[str, Any] = {
        "name": reader.cell("name")[:120],
        "email": _address(reader),
        "home": reader.one("home", words.municipalities),
        "network": UUID(network) if network else None,
        "languages": reader.several("languages", words.languages),
        "leads": reader.several("leads", words.topics),
        "assists": reader.several("assists", words.topics),
        "verified_on": reader.day("verified_on"),
        "valid_until": reader.day("valid_until"),
        **{field: reader.limit(field) for field in BOUNDS},
    }
    return RosterRow(number=row.number, wrong=reader.wrong, **said)


def _address(reader: _Reader) -> str:
    told = reader.cell("email").casefold()
    if not is_mailbox(told):
        reader.wrong["email"] = _("Falta una dirección de correo válida.")
    return told[:254]
