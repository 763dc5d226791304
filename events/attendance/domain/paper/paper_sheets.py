"""The register's twins on paper: a sheet to count strokes on, and one where people tick a row."""

import json
from pathlib import Path
from typing import Any, Final

import typst
from msgspec import Struct

from events.attendance.domain import qr, wording
from events.attendance.domain.codes import in_fours
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking

TEMPLATES: Final = Path(__file__).parents[4] / "templates" / "attendance"
ROWS: Final = 20
"""Of the sign-in sheet, on one page."""
MOST_ROWS: Final = 200
MOST_AUDIENCES: Final = 5
FIRST_OF_STAGES: Final = ("0-5", "13-14", "18-19", "25-34", UNKNOWN)


class Paper(Struct, frozen=True, kw_only=True):
    """What a sheet says; every word of it can be read by anyone in the room."""

    title: str
    """The event's public title."""
    when: str
    place: str
    code: str
    locale: str
    audiences: list[str]
    """Those that are expected, by name."""
    address: str
    """Where the QR leads: to the page that takes the tally, or to the check-in."""
    people: int | None = None
    """For how many the sign-in sheet must have rows."""
    asks_code: bool = False
    """Whether the check-in asks for something that is said or shown in the room."""


def tally_sheet(paper: Paper) -> bytes:
    """One letter page for one audience, with room for a stroke a person; as a PDF."""
    with speaking(paper.locale):
        return _printed("tally_sheet.typ", {**_head(paper), **_tally(paper)})


def sign_in_sheet(paper: Paper) -> bytes:
    """Letter pages across with numbered rows to tick; nothing on them asks who somebody is."""
    with speaking(paper.locale):
        return _printed("sign_in_sheet.typ", {**_head(paper), **_sign_in(paper)})


def _printed(template: str, shown: dict[str, Any]) -> bytes:
    data = json.dumps(shown)
    return typst.compile(TEMPLATES / template, sys_inputs={"data": data}, ignore_system_fonts=True)


def _head(paper: Paper) -> dict[str, Any]:
    return {
        "locale": paper.locale,
        "title": paper.title,
        "when": paper.when[:1].upper() + paper.when[1:],
        "place": paper.place,
        "code": _("Código: %(code)s", code=in_fours(paper.code)),
        "qr": qr.svg(paper.address),
    }


def _tally(paper: Paper) -> dict[str, Any]:
    bands = wording.age_bands()
    return {
        "name": _("Hoja de conteo"),
        "later": _("Para anotarla después"),
        "how": [
            _("Una raya por persona, y al final el número en la casilla."),
            _("Contar solo a quienes no se registran con su teléfono ni con tarjeta."),
            _("Sin nombres. Una hoja por cada público."),
        ],
        "audience": _("Público (marcar uno):"),
        "audiences": [*paper.audiences[:MOST_AUDIENCES], _("Otro:")],
        "age": _("Edad"),
        "sexes": list(wording.sexes().values()),
        "bands": [[name, band in FIRST_OF_STAGES] for band, name in bands.items()],
        "total": _("Total"),
        "room": _("¿Cuántas personas había en total?"),
        "room_hint": _("En el lugar, con las que se registraron por su cuenta."),
        "hour": _("Hora del conteo"),
    }


def _sign_in(paper: Paper) -> dict[str, Any]:
    rows = min(max(paper.people or 2 * ROWS, ROWS), MOST_ROWS)
    silent = _("Prefiero no decir")
    ages = [name for band, name in wording.age_bands().items() if band != UNKNOWN]
    groups = [
        [_("Quién"), [name for _sex, name in wording.sexes_to_choose()]],
        [_("Edad"), [*ages, silent]],
        [_("Público"), [*paper.audiences[:MOST_AUDIENCES], _("Otro"), silent]],
    ]
    return {
        "name": _("Hoja de asistencia"),
        "groups": groups if paper.audiences else groups[:2],
        "pages": -(-rows // ROWS),
        "rows": ROWS,
        "sums": _sums(paper),
        "how": _("Una fila por persona: marcar una casilla en cada grupo. Sin nombre ni firma."),
        "scan": _("¿Con teléfono? Escanear aquí, y no llenar fila."),
        "ask": _("Pedir la clave a quien facilita") if paper.asks_code else None,
    }


def _sums(paper: Paper) -> dict[str, Any]:
    """The last page, on which whoever closes the sheet adds its rows up as they are typed in."""
    return {
        "name": _("Totales de la hoja de asistencia"),
        "how": _("Para quien cierra la hoja: contar las filas marcadas y después anotarlas así."),
        "audiences": [*paper.audiences[:MOST_AUDIENCES], _("Otro o sin dato")]
        if paper.audiences
        else [_("Todas las personas")],
        "age": _("Edad"),
        "sexes": list(wording.sexes().values()),
        "bands": list(wording.age_bands().values()),
        "total": _("Total"),
    }
