"""Stays as columns of numbers, and which of them nobody can hold together."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from events.planning.domain.journeys import ACROSS_TOWN
from volunteers.assignments.domain.solver.instance import Stay
from volunteers.assignments.domain.solver.towns import Towns

NOWHERE: Final = -1  # the number of a venue that is not known yet
Column = NDArray[Any]


class Stays(Struct, frozen=True):
    """One row for each stay."""

    starts: Column
    ends: Column
    town: Column
    venue: Column
    virtual: Column

    def at(self, rows: Column | slice) -> "Stays":
        """Some of them."""
        return Stays(
            self.starts[rows], self.ends[rows], self.town[rows], self.venue[rows],
            self.virtual[rows],
        )  # fmt: skip


def columns(stays: Sequence[Stay], towns: Towns, venues: dict[UUID, int]) -> Stays:
    """The columns of some stays; `venues` is added to, so that all columns number them alike."""
    return Stays(
        np.array([stay.starts for stay in stays], dtype=np.int64),
        np.array([stay.ends for stay in stays], dtype=np.int64),
        towns.numbers(stay.municipality for stay in stays),
        np.array([_venue(stay, venues) for stay in stays], dtype=np.int32),
        np.array([stay.virtual for stay in stays], dtype=bool),
    )


def _venue(stay: Stay, venues: dict[UUID, int]) -> int:
    return NOWHERE if stay.venue is None else venues.setdefault(stay.venue, len(venues))


def clashing(one: Stays, others: Stays, towns: Towns) -> Column:
    """Which of `others` leave no time for the journey from or to `one`, or overlap with it.

    The time between two stays that overlap is negative, and so always too short.
    """
    between = np.maximum(others.starts - one.ends, one.starts - others.ends)
    known = (one.venue != NOWHERE) & (others.venue != NOWHERE)
    across = np.where(known & (one.venue != others.venue), ACROSS_TOWN, 0)
    road = towns.minutes[one.town, others.town]
    journey = np.where(one.town == others.town, across, road)
    journey = np.where(one.virtual | others.virtual, 0, journey)
    return np.asarray(between < journey)
