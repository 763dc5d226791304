"""The page on which somebody reads what is held about them; it needs nothing but a browser."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from server.accounts.domain.audit.act_words import words
from server.accounts.domain.audit.detail_words import PLACES, told
from server.accounts.domain.audit.subjects import NAMES, subject
from server.accounts.domain.code_words import in_words
from server.accounts.domain.people_data.headings import heading
from server.foundation.translation import speaking

PAGE: Final = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>Datos personales</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;display:block;overflow-x:auto}}
th,td{{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}}</style>
</head><body><h1>Lo que Convoca guarda de {name}</h1>
<p>Reunido el {at}, con las horas de {zone}. El archivo datos.json lleva lo mismo y además los
números internos, para programas.</p>
{parts}</body></html>
"""
DAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
Rows = Sequence[Mapping[str, Any]]


class Reader(Struct, frozen=True):
    """By what clocks somebody lives, and what the municipalities are called, by their codes."""

    zone: str
    places: Mapping[str, str]


def page(name: str, parts: Sequence[tuple[str, Rows]], at: datetime, reader: Reader) -> str:
    """The page, in Spanish: each part is a heading and a table of what stands there."""
    with speaking("es"):
        shown = "\n".join(_part(what, rows, reader) for what, rows in parts)
        moment = _moment(at, reader)
    return PAGE.format(name=escape(name), at=moment, zone=escape(reader.zone), parts=shown)


def _part(what: str, rows: Rows, reader: Reader) -> str:
    if not rows:
        return f"<h2>{escape(what)}</h2><p>Nada.</p>"
    # A key of ours says nothing to people.
    columns = [one for one in rows[0] if not any(isinstance(row[one], UUID) for row in rows)]
    heads = "".join(f"<th>{escape(heading(one))}</th>" for one in columns)
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{escape(_cell(one, row[one], reader))}</td>" for one in columns)
        + "</tr>"
        for row in rows
    )
    return f"<h2>{escape(what)}</h2><table><tr>{heads}</tr>{lines}</table>"


def _cell(column: str, value: Any, reader: Reader) -> str:
    if isinstance(value, list):
        return ", ".join(_cell(column, one, reader) for one in value) or "—"
    if isinstance(value, str):
        return _text(column, value, reader)
    if column == "weekday":
        return DAYS[value]
    return _plain(value, reader)


def _text(column: str, value: str, reader: Reader) -> str:
    if column in PLACES:
        return reader.places.get(value, value)
    if column == "act":
        return words(value)
    if column == "subject":
        return subject(value).words if value.partition(":")[0] in NAMES else value
    if column in {"detail", "facts"}:
        return _inside(value, reader)
    return in_words(column, value)


def _inside(text: str, reader: Reader) -> str:
    """What stands in JSON, without its brackets."""
    try:
        value = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
    detail = value if isinstance(value, dict) else {"": value}
    return "; ".join(f"{key}: {one}".removeprefix(": ") for key, one in told(detail, reader.places))


def _plain(value: Any, reader: Reader) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, datetime):
        return _moment(value, reader)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def _moment(at: datetime, reader: Reader) -> str:
    return at.astimezone(ZoneInfo(reader.zone)).strftime("%d/%m/%Y %H:%M")
