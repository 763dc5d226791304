"""What was counted, from the bytes that it is kept in to columns."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from msgspec import Struct

from events.outreach.domain.rollups import packing
from events.outreach.domain.rollups.packing import ANSWERS, CELL, PERSON, STRETCH, Numbers
from events.outreach.domain.rollups.registers import (
    Cells,
    Events,
    Lines,
    Passes,
    Presences,
    Registers,
)

LISTS: Final = ("ids", "project", "municipality", "kind", "modality", "programme", "topics")


class _Packed(Struct, frozen=True):
    """A row of `loading.COUNTED`; where nothing was found there is nothing in it."""

    row: Mapping[str, Any]

    def listed(self, name: str) -> list[Any]:
        found: list[Any] | None = self.row[name]
        return found or []

    def numbers(self, name: str, of: str) -> Numbers:
        return np.frombuffer(self.row[name] or b"", of).astype(np.int64)

    def periods(self, name: str) -> list[bytes]:
        packed = self.row[name] or b""
        return [packed[start : start + 16] for start in range(0, len(packed), 16)]


def unpacked(row: Mapping[str, Any]) -> Registers:
    """The registers of a row of `loading.COUNTED`."""
    packed = _Packed(row)
    place: dict[bytes, int] = {}
    of_event = [place.setdefault(period, len(place)) for period in packed.periods("period")]
    period = np.array(of_event, np.int64)
    begins, passes = _passes(packed, place)
    event = _repeated(packed.numbers("people_bytes", ">i4") // PERSON.itemsize)
    return Registers(
        events=Events(
            **{name: packed.listed(name) for name in LISTS},
            starts=packed.numbers("starts", ">i8"),
            still_open=packed.numbers("still_open", "u1").astype(np.bool_),
        ),
        lines=Lines(
            period=period,
            passes=passes,
            presences=Presences(
                event=event, person=packing.people(row["people"] or b"") + begins[period[event]]
            ),
            cells=_cells(packed),
        ),
        audiences=packing.by_number(
            dict(zip(packed.listed("audiences"), packed.listed("audience_numbers"), strict=True))
        ),
    )


def _passes(packed: _Packed, place: Mapping[bytes, int]) -> tuple[Numbers, Passes]:
    """Where the passes of each period begin among all of them, and all of them."""
    stretches = [np.frombuffer(part, ANSWERS) for part in packed.listed("answers")]
    of_stretch = [place[period] for period in packed.periods("said_in")]
    firsts = [stretch * STRETCH for stretch in packed.listed("stretches")]
    longest = np.zeros(len(place) + 1, np.int64)
    for period, first, answers in zip(of_stretch, firsts, stretches, strict=True):
        longest[period + 1] = max(longest[period + 1], first + len(answers))
    begins = np.cumsum(longest)
    everybody = np.zeros(begins[-1], ANSWERS)
    for period, first, answers in zip(of_stretch, firsts, stretches, strict=True):
        begin = begins[period] + first
        everybody[begin : begin + len(answers)] = answers
    sex, age = (everybody[name].astype(np.int64) for name in ("sex", "age_band"))
    return begins[:-1], Passes(
        period=np.repeat(np.arange(len(place)), longest[1:]),
        kind=packing.kinds(sex, age),
        sex=sex,
        age_band=age,
        audience=everybody["audience"].astype(np.int64),
    )


def _cells(packed: _Packed) -> Cells:
    cells = np.frombuffer(packed.row["others"] or b"", CELL)
    event = _repeated(packed.numbers("others_bytes", ">i4") // CELL.itemsize)
    columns = {name: cells[name].astype(np.int64) for name in CELL.names or ()}
    return Cells(event=event, doubtful=np.zeros_like(event), **columns)


def _repeated(times: Numbers) -> Numbers:
    return np.repeat(np.arange(len(times)), times)
