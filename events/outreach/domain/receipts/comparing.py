"""Two answers to one question, held against each other number by number."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from events.outreach.domain.answered import Dimension

Parts = Mapping[Dimension, dict[str, dict[str, int]]]
LEDGERS: Final = ("contacts", "unique_from", "unique_to", "headcount", "check_ins")


class Change(Struct, frozen=True, kw_only=True):
    """A number that is another one now; without a dimension it is that of everything together."""

    dimension: Dimension | None
    code: str | None
    ledger: str
    before: int
    now: int


def changes(before: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """What differs, as `answers` puts both; a cell that one of them lacks held nobody there.

    How many events there are and how many registers are open is no figure.
    """
    return [*_cell(before["total"], now["total"], None, None), *_parts(before["by"], now["by"])]


def _parts(before: Parts, now: Parts) -> Iterator[Change]:
    for dimension, cells in before.items():
        others = now.get(dimension, {})
        for code in [*cells, *(code for code in others if code not in cells)]:
            yield from _cell(cells.get(code, {}), others.get(code, {}), dimension, code)


def _cell(
    before: dict[str, int], now: dict[str, int], dimension: Dimension | None, code: str | None
) -> Iterator[Change]:
    for ledger in LEDGERS:
        was, is_ = before.get(ledger, 0), now.get(ledger, 0)
        if was != is_:
            yield Change(dimension=dimension, code=code, ledger=ledger, before=was, now=is_)
