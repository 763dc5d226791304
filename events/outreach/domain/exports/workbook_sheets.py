"""The sheets of a workbook: which columns they have, and what stands in their cells."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from events.outreach.domain.exports import aim_words, wording
from events.outreach.domain.exports.report import Aim, Found, Goal, Line, Report, Table
from events.outreach.domain.exports.resident_rates import resident_rates
from server.foundation.translation import gettext as _

Shape = Literal["name", "words", "code", "number", "rate", "share", "day"]
Value = str | int | float | date | None
LONGEST_NAME: Final = 31
TENTHS_OF_PER_CENT: Final = 1000


class Column(Struct, frozen=True):
    heading: str
    shape: Shape


class Sheet(Struct, frozen=True, kw_only=True):
    """A table of a workbook; its `mark` says that it must not leave the house."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    mark: str = ""


def sheets(report: Report) -> Iterator[Sheet]:
    """A readme, the targets, every table, what changed after closing, and the receipts."""
    mark = wording.internal_mark() if report.internal else ""
    for sheet in _sheets(report):
        yield Sheet(
            name=sheet.name[:LONGEST_NAME], columns=sheet.columns, rows=sheet.rows, mark=mark
        )


def _sheets(report: Report) -> Iterator[Sheet]:
    yield _readme(report)
    if report.aims:
        yield _targets(report)
    for table in report.parts or report.tables:
        yield _figures(report, table)
    if resident_rates(report):
        yield _rates(report)
    if report.settled:
        yield _settled(report)
    if report.proofs:
        yield _proofs(report)


def _readme(report: Report) -> Sheet:
    told: list[tuple[str, Value]] = [
        (_("Qué es"), report.title),
        (_("Para quién"), wording.status(report)),
        (_("Proyecto"), report.work.name),
        (_("Donante"), report.work.donor),
        (_("Municipios"), wording.places(report)),
        (_("Fechas"), wording.stretch(report.days)),
        (_("Actividades contadas"), report.events),
        (_("Registros abiertos"), report.still_open),
        (_("Alcance indirecto"), report.indirect.text),
        (_("Hecho el"), wording.made_on(report)),
        (_("Regla de conteo"), report.rule),
        *((_("Publicación"), str(report.release)) for _once in range(report.release is not None)),
        *((_("Constancia de cifras"), f"{proof.id} · {proof.named}") for proof in report.proofs),
        *((_("Cómo leerlo"), caveat) for caveat in report.caveats),
        *((_("Cómo se contó"), paragraph) for paragraph in report.method),
    ]
    columns = (Column(_("Dato"), "code"), Column(_("Valor"), "words"))
    return Sheet(name=_("Léeme"), columns=columns, rows=tuple(told))


def _targets(report: Report) -> Sheet:
    columns = (
        Column(_("Código"), "code"), Column(_("Indicador"), "name"), Column(_("Medida"), "code"),
        Column(_("Municipio"), "code"), Column(_("Desde"), "day"), Column(_("Hasta"), "day"),
        Column(_("Meta"), "number"), Column(_("Logro, mínimo"), "number"),
        Column(_("Logro, máximo"), "number"), Column(_("Avance, mínimo"), "share"),
        Column(_("Avance, máximo"), "share"), Column(_("Observación"), "name"),
    )  # fmt: skip
    rows = [row for aim in report.aims for row in _aim(aim, report)]
    return Sheet(name=_("Metas"), columns=columns, rows=tuple(rows))


def _aim(aim: Aim, report: Report) -> Iterator[tuple[Value, ...]]:
    named = (aim.code, wording.name_of(aim), wording.measures()[aim.measure])
    days = (None if aim.accumulates else report.days.first, report.days.last)
    said = ". ".join(aim_words.own_notes(aim))
    yield (*named, "", *days, None, *_ends(aim.found), None, None, said)
    for goal in aim.goals:
        yield (*named, goal.place, *_goal(goal), ". ".join(aim_words.goal_notes(aim, goal)))


def _goal(goal: Goal) -> Iterator[Value]:
    yield from (goal.days.first, goal.days.last, goal.value, *_ends(goal.found))
    low, high = goal.share or (None, None)
    yield from (_cut(low), _cut(high))


def _cut(share: float | None) -> float | None:
    """Cut and never rounded: 100 % is only said of what was reached."""
    if share is None:
        return None
    return math.floor(share * TENTHS_OF_PER_CENT + 1e-9) / TENTHS_OF_PER_CENT


def _figures(report: Report, table: Table) -> Sheet:
    columns = (
        Column(_("Código"), "code"), Column(_("Nombre"), "name"), Column(_("Contactos"), "number"),
        Column(_("Personas únicas, mínimo"), "number"),
        Column(_("Personas únicas, máximo"), "number"),
        *((Column(_("Conteo"), "number"), Column(_("Individuales"), "number"))
          if report.internal else ()),
        Column(_("Observación"), "name"),
    )  # fmt: skip
    alone = table.overlapping or not table.dimensions
    lines = table.lines if alone else (*table.lines, report.total)
    rows = tuple(_line(line, report) for line in lines)
    return Sheet(name=table.title, columns=columns, rows=rows)


def _line(line: Line, report: Report) -> tuple[Value, ...]:
    ledgers = (line.headcount, line.check_ins) if report.internal else ()
    code = " · ".join(line.codes) or "total"
    return (code, line.name, line.contacts, line.people.low, line.people.high, *ledgers, line.note)


def _rates(report: Report) -> Sheet:
    columns = (
        Column(_("Código"), "code"), Column(_("Municipio"), "name"),
        Column(_("Habitantes, censo 2018"), "number"), Column(_("Contactos"), "number"),
        Column(_("Por cada 10,000 habitantes"), "rate"), Column(_("Observación"), "name"),
    )  # fmt: skip
    hidden = Found(withheld=True).text
    rows = tuple(
        (it.municipality, it.name, it.residents, it.contacts, it.rate,
         hidden if it.contacts is None else "")
        for it in resident_rates(report)
    )  # fmt: skip
    return Sheet(name=_("Por habitantes"), columns=columns, rows=rows)


def _settled(report: Report) -> Sheet:
    columns = (
        Column(_("Desde"), "day"), Column(_("Hasta"), "day"), Column(_("Cerrado el"), "day"),
        Column(_("Contactos reportados"), "number"), Column(_("Contactos hoy"), "number"),
        Column(_("Ajustes posteriores"), "number"),
    )  # fmt: skip
    rows = tuple(
        (it.first, it.last, it.closed_on, it.reported.contacts, it.now.contacts, it.adjustments)
        for it in report.settled
    )
    return Sheet(name=_("Lo reportado y lo de hoy"), columns=columns, rows=rows)


def _proofs(report: Report) -> Sheet:
    columns = (
        Column(_("Constancia de cifras"), "name"), Column(_("De qué"), "name"),
        Column(_("Sello"), "name"), Column(_("Dirección"), "words"),
    )  # fmt: skip
    rows = tuple((str(it.id), it.named, it.digest, it.address) for it in report.proofs)
    return Sheet(name=_("Constancias de las cifras"), columns=columns, rows=rows)


def _ends(found: Found) -> tuple[int | None, int | None]:
    return found.low, found.high
