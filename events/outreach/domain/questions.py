"""What is asked of the registers: which events the figures are about."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """A project by its short name, a municipality, and days on the clocks of `zone`.

    Both days are included; None means all of them. Of the codes an event needs one of each list
    that is not empty, of topics at least one; the last three are asked of each person, as they
    answered last (`age_bands` are atoms).
    """

    zone: str
    project: str | None = None
    municipality: str | None = None
    first: date | None = None
    last: date | None = None
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    programmes: tuple[UUID, ...] = ()
    sexes: tuple[str, ...] = ()
    age_bands: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def begins(self) -> datetime | None:
        """The first instant that is asked about."""
        return None if self.first is None else self._midnight(self.first)

    @property
    def ends(self) -> datetime | None:
        """The first instant that is no longer asked about."""
        return None if self.last is None else self._midnight(self.last + timedelta(days=1))

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, ZoneInfo(self.zone))


def covering(questions: Sequence[Question]) -> Question:
    """A question about all events of these, and perhaps others; about all people there."""
    zones = {question.zone for question in questions}
    begins = [question.first for question in questions]
    ends = [question.last for question in questions]
    same_clock = len(zones) == 1
    return Question(
        zone=questions[0].zone,
        project=_agreed([question.project for question in questions]),
        municipality=_agreed([question.municipality for question in questions]),
        first=min(filter(None, begins)) if same_clock and all(begins) else None,
        last=max(filter(None, ends)) if same_clock and all(ends) else None,
    )


def _agreed(codes: Sequence[str | None]) -> str | None:
    return codes[0] if len(set(codes)) == 1 else None
