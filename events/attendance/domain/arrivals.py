"""What a phone or a program says about somebody who came, and whether it can stand."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import answers, codes, opening
from events.attendance.domain.opening import IsGuarded
from server.foundation.translation import gettext as _

SOURCES: Final = ("self", "door", "api")
LIVE: Final = timedelta(minutes=10)
NONE: Final[Mapping[str, datetime]] = MappingProxyType({})


class Arrival(Struct, frozen=True, kw_only=True):
    """Somebody came; the id is made where it was noticed.

    `at` is when, by the clock of whoever noticed, which may have been offline since or go wrong;
    `received_at` is when we heard of it. Self check-in is timed by our clock alone.
    """

    id: UUID
    event_id: UUID
    source: str
    at: datetime
    received_at: datetime
    pass_code: str | None = None
    sex: str = "unknown"
    age_band: str = "unknown"
    audience: str | None = None

    def __repr__(self) -> str:
        """Without the pass, which must not reach a log."""
        return f"Arrival(id={self.id!s}, event_id={self.event_id!s}, source={self.source!r})"

    @property
    def moment(self) -> datetime:
        """When it is taken to have happened."""
        return self.received_at if self.source == "self" else self.at

    @property
    def live(self) -> bool:
        """Whether they stand at the door at this moment; what is told later is what was."""
        return self.received_at - self.moment < LIVE

    @property
    def card(self) -> str | None:
        """The pass as it is printed; None where there is none, or none that could be ours."""
        code = codes.normalise(self.pass_code or "")
        return code if code is not None and len(code) == codes.PASS_LENGTH else None


def refusal(
    arrival: Arrival,
    event: IsGuarded,
    *,
    audiences: Collection[str],
    revoked: Mapping[str, datetime] = NONE,
) -> str | None:
    """Why an arrival cannot be recorded at this event, in a sentence; None when it can.

    `revoked` says since when cards are worth nothing; who came before that came.
    """
    if arrival.source not in SOURCES:
        return _("El origen debe ser uno de estos: %(list)s.", list=", ".join(SOURCES))
    if arrival.at.tzinfo is None:
        return _("A la hora le falta su zona.")
    asked = opening.shut_now if arrival.live else opening.shut
    shut = asked(event, arrival.moment)
    if shut:
        return shut.sentence
    return _wrong_card(arrival, revoked) or answers.wrong(
        arrival.sex, arrival.age_band, arrival.audience, audiences=audiences
    )


def _wrong_card(arrival: Arrival, revoked: Mapping[str, datetime]) -> str | None:
    if arrival.pass_code and arrival.card is None:
        return _("Esa tarjeta no se puede leer.")
    since = revoked.get(arrival.card or "")
    return _("Esa tarjeta está anulada.") if since and arrival.moment >= since else None
