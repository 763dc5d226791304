"""The phones of a door as the coordinator's page shows them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import qr
from events.attendance.domain.door import door_pins
from events.attendance.domain.door.door_phones import NewLink, Phone
from events.planning.domain import when
from server.foundation.translation import gettext as _


class PhoneFace(Struct, frozen=True, kw_only=True):
    """A phone: moments in words, '' for what never was; `over` is one whose link ended."""

    id: UUID
    name: str
    state: str
    tone: str
    symbol: str
    opened: str
    seen: str
    expires: str
    waiting: int
    sent: int
    over: bool
    revocable: bool
    forgettable: bool


class LinkFace(Struct, frozen=True, kw_only=True):
    """A new link, shown this once."""

    address: str
    qr: str
    pin: str


def phone(found: Phone, zone: str, at: datetime) -> PhoneFace:
    """A phone on the clocks of `zone`."""
    state, tone, symbol = _state(found, at)
    expired = at >= found.expires_at
    forgettable = _forgettable(found, expired=expired)
    return PhoneFace(
        id=found.id,
        name=found.name,
        state=state,
        tone=tone,
        symbol=symbol,
        opened=_moment(found.opened_at, zone),
        seen=_moment(found.seen_at, zone),
        expires=_moment(found.expires_at, zone),
        waiting=found.waiting or 0,
        sent=found.sent,
        over=expired or found.revoked_at is not None,
        revocable=found.revoked_at is None and not forgettable,
        forgettable=forgettable,
    )


def link(made: NewLink, base_url: str) -> LinkFace:
    """A link with what is to be told of it."""
    address = f"{base_url}/puerta/{made.token}"
    middle = door_pins.DIGITS // 2
    return LinkFace(
        address=address, qr=qr.svg(address), pin=f"{made.pin[:middle]} {made.pin[middle:]}"
    )


def _forgettable(found: Phone, *, expired: bool) -> bool:
    """Whether nothing is lost with a link; one that only expired may still send what it holds."""
    ended = found.revoked_at is not None or (expired and not found.waiting)
    return not found.used and (ended or found.opened_at is None)


def _state(found: Phone, at: datetime) -> tuple[str, str, str]:
    """What became of a link, the tone of its tag and its symbol."""
    if found.revoked_at is not None:
        return _("Anulado"), "cancelled", "x"
    if at >= found.expires_at:
        return _("Venció"), "neutral", "clock"
    if found.opened_at is not None:
        return _("Abierto"), "good", "check"
    if found.wrong_pins >= door_pins.TRIES:
        return _("Bloqueado"), "bad", "lock"
    return _("Sin abrir"), "waiting", "clock"


def _moment(at: datetime | None, zone: str) -> str:
    return f"{when.short_day(at, zone)}, {when.hour(at, zone)}" if at else ""
