"""Second steps as their page shows them: named, dated and with a way to take each away."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from msgspec import Struct

from server.accounts.domain.second_step import Way, Ways
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

ADDRESSES = {"app": "aplicaciones", "passkey": "llaves"}


class ShownWay(Struct, frozen=True):
    """One of them, in words; `kind` is what it is, unless its name says that already."""

    name: str
    kind: str
    passkey: bool
    since: str
    used: str
    removal: str


class ShownWays(Struct, frozen=True):
    """All of them, and how many codes on paper are left."""

    kept: list[ShownWay]
    codes: int


def shown(ways: Ways, address: str, zone: str) -> ShownWays:
    """As the page at this address shows them, by the clocks of `zone`."""
    where = ZoneInfo(zone)
    return ShownWays([_shown(way, address, where) for way in ways.kept], ways.codes)


def _shown(way: Way, address: str, zone: ZoneInfo) -> ShownWay:
    passkey = way.kind == "passkey"
    kind = _("Llave de acceso") if passkey else _("Aplicación")
    used = _("se usó el %(day)s", day=_day(way.used_at, zone)) if way.used_at else ""
    return ShownWay(
        name=way.name or kind,
        kind=kind if way.name and way.name != kind else "",
        passkey=passkey,
        since=_("Desde el %(day)s", day=_day(way.created_at, zone)),
        used=used or (_("sin usar todavía") if passkey else ""),
        removal=f"{address}/{ADDRESSES[way.kind]}/{way.id}/retiro",
    )


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return format_date(moment.astimezone(zone), "long", locale=current_language())
