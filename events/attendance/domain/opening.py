"""When the door of an event stands open, and what is said when it does not."""

from datetime import datetime, timedelta
from typing import Final, Protocol

from msgspec import Struct

from events.planning.domain import when
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _

MARGIN: Final = timedelta(minutes=30)
"""How long before the start, and after the end, people may be recorded."""


class HasADoor(Protocol):
    """As much of an event as its door has to know."""

    @property
    def status(self) -> str:
        """As planning says it."""

    @property
    def starts_at(self) -> datetime:
        """When it begins."""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""

    @property
    def zone(self) -> str:
        """Whose clocks its times are told on."""


class IsGuarded(HasADoor, Protocol):
    """The same, and whether those whom minors must find there will be there."""

    @property
    def missing_adults(self) -> int:
        """How many cleared adults are missing; 0 where no minors come."""


class Shut(Struct, frozen=True):
    """Why nobody can be recorded now: a heading and a sentence, in the current language."""

    reason: str
    detail: str

    @property
    def sentence(self) -> str:
        """Both in one."""
        return f"{self.reason}. {self.detail}"


class DoorShut(Conflict):
    """Nobody can be recorded now; `shut` says why."""

    def __init__(self, shut: Shut) -> None:
        super().__init__(shut.sentence)
        self.shut = shut


def is_open(event: IsGuarded, at: datetime) -> bool:
    """Whether somebody who stands at the door now, at `at`, can be recorded."""
    return shut_now(event, at) is None


def opens_at(event: HasADoor) -> datetime:
    """The first moment at which people may be recorded."""
    return event.starts_at - MARGIN


def closes_at(event: HasADoor) -> datetime:
    """The last moment at which people may be recorded."""
    return event.ends_at + MARGIN


def shut(event: HasADoor, at: datetime) -> Shut | None:
    """Why somebody who comes at `at` cannot be recorded, if so."""
    return shut_for_good(event) or too_early(event, at) or _too_late(event, at)


def shut_now(event: IsGuarded, at: datetime) -> Shut | None:
    """Why somebody who stands at the door now, at `at`, cannot be recorded, if so.

    That somebody came is true whoever was there to receive them: `shut` asks about that.
    """
    return shut(event, at) or _unguarded(event)


def need_open(event: IsGuarded, at: datetime) -> None:
    """Raise DoorShut unless somebody who stands at the door now, at `at`, can be recorded."""
    why = shut_now(event, at)
    if why is not None:
        raise DoorShut(why)


def shut_for_good(event: HasADoor) -> Shut | None:
    """Why nobody can be recorded whatever the hour, if so."""
    if event.status == "draft":
        return Shut(_("El registro no está abierto"), _("La actividad todavía no se ha anunciado."))
    if event.status == "cancelled":
        return Shut(_("La actividad se canceló"), _("No hace falta registrarse."))
    return closed() if event.status == "closed" else None


def closed() -> Shut:
    """What is said where a register is closed."""
    return Shut(
        _("El registro de esta actividad está cerrado"), _("Ya no se registra a más personas.")
    )


def too_early(event: HasADoor, at: datetime) -> Shut | None:
    """Why somebody who comes at `at` has to wait, if so: it says until when."""
    opening = opens_at(event)
    if at >= opening:
        return None
    moment = {"day": when.day(opening, event.zone), "hour": when.hour(opening, event.zone)}
    return Shut(
        _("Todavía no es la hora"), _("El registro se abre el %(day)s a las %(hour)s.", **moment)
    )


def _too_late(event: HasADoor, at: datetime) -> Shut | None:
    closing = closes_at(event)
    if at <= closing:
        return None
    moment = {"day": when.day(closing, event.zone), "hour": when.hour(closing, event.zone)}
    return Shut(
        _("La actividad ya terminó"),
        _("El registro estuvo abierto hasta el %(day)s a las %(hour)s.", **moment),
    )


def _unguarded(event: IsGuarded) -> Shut | None:
    if not event.missing_adults:
        return None
    # Whoever reads this came to the event: what is missing is for those who receive them.
    return Shut(_("La entrada todavía no está abierta"), _("Avisar a quien recibe."))
