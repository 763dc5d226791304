"""The poster that hangs at the door: what to do, in three steps and a big QR, as a PDF."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_date, format_time
from msgspec import Struct

from events.attendance.domain import qr
from events.attendance.domain.codes import to_type
from events.planning.domain.when import LOCALES
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking

TEMPLATE: Final = Path(__file__).parents[4] / "templates" / "attendance" / "poster.typ"


class PosterCard(Struct, frozen=True, kw_only=True):
    """What a poster shows; every word of it can be read by anyone who passes by."""

    title: str
    """The event's public title."""
    when_starts: datetime
    when_ends: datetime
    zone: str
    locale: str
    municipality: str
    colour: str
    """Of the municipality, as `#rrggbb`."""
    venue: str | None
    """None when there is none, or when it is confidential."""
    address: str
    """Where the QR leads, with its scheme: `https://host/c/CODE`."""
    asks: str
    """What self check-in asks for besides: `nothing`, `spoken` or `rotating`."""


def poster(card: PosterCard) -> bytes:
    """One letter-sized page as a PDF; the same card always gives the same bytes."""
    with speaking(card.locale):
        words = _words(card)
    return typst.compile(TEMPLATE, sys_inputs={"data": json.dumps(words)}, ignore_system_fonts=True)


def _words(card: PosterCard) -> dict[str, str | list[str] | None]:
    return {
        "locale": card.locale,
        "colour": _deep(card.colour),
        "welcome": _("Les damos la bienvenida"),
        "municipality": card.municipality,
        "title": card.title,
        "when": _when(card),
        "venue": card.venue,
        "steps": [
            _("Escanear con la cámara"),
            _("Responder tres preguntas"),
            _("Listo, sin nombre ni cuenta"),
        ],
        "code": _code(card.asks),
        "or_type": _("O escribir esta dirección en el navegador:"),
        "address": to_type(card.address),
        "qr": qr.svg(card.address),
        "promise": _("Nadie pide nombre, teléfono ni documento."),
        "without_phone": _("¿Sin teléfono? Basta con avisar a quien facilita."),
    }


def _code(asks: str) -> str | None:
    """Where whoever comes finds the code that is asked for, if one is."""
    if asks == "rotating":
        return _("O escanear la pantalla de quien facilita")
    return _("Pedir la clave a quien facilita") if asks == "spoken" else None


def _when(card: PosterCard) -> list[str]:
    """The day and the hours as they are said, in the event's own zone."""
    zone = ZoneInfo(card.zone)
    starts, ends = card.when_starts.astimezone(zone), card.when_ends.astimezone(zone)
    if starts.date() == ends.date():
        hours = _("De %(start)s a %(end)s", start=_hour(starts, card), end=_hour(ends, card))
        day = _day(starts, card)
        return [day[:1].upper() + day[1:], hours]
    return [
        _("Del %(day)s, %(hour)s", day=_day(starts, card), hour=_hour(starts, card)),
        _("al %(day)s, %(hour)s", day=_day(ends, card), hour=_hour(ends, card)),
    ]


def _day(moment: datetime, card: PosterCard) -> str:
    return format_date(moment, "full", locale=LOCALES[card.locale])


def _hour(moment: datetime, card: PosterCard) -> str:
    return format_time(moment, "h:mm B", tzinfo=moment.tzinfo, locale=card.locale)


def _deep(colour: str) -> str:
    """The colour darkened until white on it reads at 7:1, also in a black-and-white copy."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    while 1.05 / (_luminance(channels) + 0.05) < 7:
        channels = [channel * 0.95 for channel in channels]
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(channels: list[float]) -> float:
    """WCAG 2 relative luminance of an sRGB colour."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
