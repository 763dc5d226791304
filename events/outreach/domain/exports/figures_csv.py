"""A report as one rectangular CSV file: a row for each cell, indicator and target."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final

from msgspec.structs import replace

from events.outreach.domain.csv_figures import BYTE_ORDER_MARK, inert
from events.outreach.domain.exports import aim_words, wording
from events.outreach.domain.exports.report import Aim, Found, Goal, Line, Report, Table
from events.outreach.domain.exports.resident_rates import ResidentRate, resident_rates
from events.outreach.domain.indicators.days import Days

# The columns and the names of the tables are for scripts, so they are the same in every language.
COLUMNS: Final = (
    "tabla", "codigo", "nombre", "contactos", "personas_desde", "personas_hasta", "conteo",
    "individuales", "medida", "valor_desde", "valor_hasta", "meta", "exacta", "desde", "hasta",
    "municipio", "nota",
)  # fmt: skip
ABOUT: Final = "informe"
AIM: Final = "indicador"
GOAL: Final = "meta"
RATE: Final = "equidad"
DECIMALS: Final = 2

Row = Mapping[str, str | float | None]


def csv_of(report: Report) -> bytes:
    """UTF-8 with a byte order mark; numbers are bare digits, and what is not shown stays empty."""
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows([_written(row.get(name)) for name in COLUMNS] for row in _rows(report))
    return (BYTE_ORDER_MARK + page.getvalue()).encode()


def _rows(report: Report) -> Iterator[Row]:
    mark = wording.internal_mark() if report.internal else ""
    yield _about(report, mark)
    for table in report.tables:
        yield from (_cell(table, line, mark) for line in table.lines)
    for rate in resident_rates(report):
        yield _rate(rate, mark)
    if report.indirect.known:
        yield {"tabla": "indirecto", "codigo": "total", **_value(report.indirect), "nota": mark}
    for aim in report.aims:
        yield from (_noted(row, mark) for row in _aim(aim, report))


def _about(report: Report, mark: str) -> Row:
    """Of which places and days all of it is."""
    return {
        "tabla": ABOUT,
        "codigo": "municipios",
        "nombre": wording.places(report),
        **_stretch(report.days),
        "nota": mark or wording.status(report),
    }


def _cell(table: Table, line: Line, mark: str) -> Row:
    return {
        "tabla": table.code,
        "codigo": "+".join(line.codes) or "total",
        "nombre": line.name,
        "contactos": line.contacts,
        "personas_desde": line.people.low,
        "personas_hasta": line.people.high,
        "conteo": line.headcount,
        "individuales": line.check_ins,
        "nota": line.note or mark,
    }


def _rate(rate: ResidentRate, mark: str) -> Row:
    return {
        "tabla": RATE,
        "codigo": rate.municipality,
        "nombre": rate.name,
        "contactos": rate.contacts,
        "medida": "contactos por 10000 habitantes",
        "valor_desde": _rounded(rate.rate),
        "valor_hasta": _rounded(rate.rate),
        "nota": Found(withheld=True).text if rate.contacts is None else mark,
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, DECIMALS)


def _aim(aim: Aim, report: Report) -> Iterator[Row]:
    named = {"codigo": aim.code, "nombre": wording.name_of(aim), "medida": aim.measure}
    days = replace(report.days, first=None) if aim.accumulates else report.days

    def own(found: Found) -> Row:
        notes = aim_words.own_notes(replace(aim, found=found))
        return {**_value(found), **_stretch(days), "nota": ". ".join(notes)}

    yield {"tabla": AIM, **named, **own(aim.found)}
    for part in aim.parts:
        table = "+".join((AIM, *part.dimensions))
        for codes, found in part.cells.items():
            cell = "/".join((aim.code, *codes))
            yield {"tabla": table, **named, "codigo": cell, **own(found)}
    yield from ({"tabla": GOAL, **named, **_goal(aim, goal)} for goal in aim.goals)


def _goal(aim: Aim, goal: Goal) -> Row:
    return {
        "meta": goal.value,
        "exacta": int(goal.exact),
        **_stretch(goal.days),
        "municipio": goal.municipality,
        **_value(goal.found),
        "nota": ". ".join(aim_words.goal_notes(aim, goal)),
    }


def _stretch(days: Days) -> dict[str, str]:
    return {
        "desde": days.first.isoformat() if days.first else "",
        "hasta": days.last.isoformat() if days.last else "",
    }


def _value(found: Found) -> dict[str, str | int | None]:
    said = "" if found.known else found.text
    return {"valor_desde": found.low, "valor_hasta": found.high, "nota": said}


def _noted(row: Row, mark: str) -> Row:
    return {**row, "nota": ". ".join(str(part) for part in (row["nota"], mark) if part)}


def _written(value: str | float | None) -> str | float:
    """Numbers are never guarded, also below zero; words always are."""
    return inert(value or "") if value is None or isinstance(value, str) else value
