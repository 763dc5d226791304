"""What becomes of the events of a series when its rule or its description changes.

Nothing that was counted, closed, called off or begun is touched. What was edited by hand stays as
it is. What people were asked to help at is never dropped; it may move, and is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain.series.pattern import Occurrence
from events.planning.domain.upstairs import Clash, Hold


class Existing(Struct, frozen=True, kw_only=True):
    """An event of the series as it stands; `same` if it is described as the series wishes.

    `key` is what it is in the new rule, `~…` where it is nothing there.
    """

    event: UUID
    key: str
    starts_at: datetime
    ends_at: datetime
    status: str
    same: bool = True
    detached: bool = False
    shown: bool = False
    hold: Hold = Hold()


class Step(Struct, frozen=True, kw_only=True):
    """What becomes of one occurrence: made, moved, changed, dropped, kept, left out or the same.

    `why` says for what is kept against the rule: attendance, closed, cancelled, past, by_hand,
    people, late, venue or busy.
    """

    what: str
    key: str
    was: Existing | None = None
    wish: Occurrence | None = None
    why: str = ""
    clashes: tuple[Clash, ...] = ()

    @property
    def helpers(self) -> int:
        """How many people it concerns."""
        return self.was.hold.helpers if self.was else 0

    @property
    def starts_at(self) -> datetime:
        """When it will be, or was."""
        settled = self.was if self.what in {"kept", "dropped"} or not self.wish else self.wish
        assert settled is not None
        return settled.starts_at


def regenerate(
    existing: Iterable[Existing], wished: Sequence[Occurrence], *, at: datetime, anew: bool = False
) -> list[Step]:
    """A step for every event there is and for every occurrence wished for.

    `anew` also makes what lies in the past, as for a series that is only now written down.
    """
    known: Mapping[str, Existing] = {one.key: one for one in existing}
    wanted = {one.key: one for one in wished}
    made = [
        Step(what="made", key=one.key, wish=one)
        for one in wished
        if one.key not in known and (anew or one.starts_at > at)
    ]
    settled = [_step(one, wanted.get(one.key), at) for one in known.values()]
    return sorted(made + settled, key=lambda step: (step.starts_at, step.key))


def _step(was: Existing, wish: Occurrence | None, at: datetime) -> Step:
    fixed = _fixed(was, at)
    if wish is None:
        why = fixed or _expected(was)
        return Step(what="kept" if why else "dropped", key=was.key, was=was, why=why)
    moves = (was.starts_at, was.ends_at) != (wish.starts_at, wish.ends_at)
    if not moves and was.same:
        return Step(what="same", key=was.key, was=was, wish=wish)
    if not fixed and moves and wish.starts_at <= at:
        fixed = "late"
    what = "kept" if fixed else "moved" if moves else "changed"
    return Step(what=what, key=was.key, was=was, wish=wish, why=fixed)


def _expected(was: Existing) -> str:
    """Why an event that the rule lets go of stays: somebody would find nobody there."""
    if was.hold.helpers:
        return "people"
    return "seats" if was.hold.seats else ""


def _fixed(was: Existing, at: datetime) -> str:
    """Why an event is not touched, whatever the rule wishes."""
    if was.hold.lines:
        return "attendance"
    if was.status in {"closed", "cancelled"}:
        return was.status
    if was.starts_at <= at:
        return "past"
    return "by_hand" if was.detached else ""
