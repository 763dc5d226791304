"""What an outside evaluator is given: released figures, how they were counted, what was learnt.

Everything in it is a figure of a release, an aggregate that is safe to show by itself, or a
description. There is nothing about a person, no line of a register, no event and no title.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from events.outreach.domain.exports import wording
from events.outreach.domain.exports.figures_csv import csv_of
from events.outreach.domain.exports.package_outcomes import Outcomes, outcomes_csv
from events.outreach.domain.exports.report import Proof, Report
from events.outreach.domain.exports.sealed_zip import zip_of
from events.outreach.domain.exports.workbook import xlsx_of
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.register_sql import PARTS, STATEMENT
from server.foundation.translation import gettext as _

ARGUMENTS: Final = """\
-- $1 ahora, $2 municipios de quien pregunta, $3 proyecto, $4 desde, $5 hasta (sin incluir),
-- y listas que, vacías, no piden nada: $6 municipios, $7 tipos, $8 modalidades, $9 programas,
-- $10 temas, $11 sexos, $12 edades, $13 públicos.
"""


class Package(Struct, frozen=True, kw_only=True):
    """A released report with what an evaluator needs beside it."""

    report: Report
    indicators: tuple[Indicator, ...]
    outcomes: Outcomes


def package_of(package: Package) -> bytes:
    """A ZIP with the checksums of all that is in it; the same content has the same checksums."""
    report = package.report
    assert not report.internal, "only what was released leaves the house"
    files = {
        "cifras.csv": csv_of(report),
        "cifras.xlsx": xlsx_of(report),
        "constancias.json": _json([_proof(proof) for proof in report.proofs]),
        "indicadores.json": _json([_indicator(it) for it in package.indicators]),
        **outcomes_csv(package.outcomes),
        "metodo.md": _method(report).encode(),
        "metodo.sql": _sql().encode(),
    }
    return zip_of({"LEEME.md": _readme(report, files).encode(), **files}, made_at=report.made_at)


def _readme(report: Report, files: Mapping[str, bytes]) -> str:
    told = {
        "cifras.csv": _("Todas las cifras, los indicadores y sus metas, en una sola tabla."),
        "cifras.xlsx": _("Lo mismo, en hojas de cálculo."),
        "constancias.json": _("Las constancias: cada dirección vuelve a contar su cifra."),
        "indicadores.json": _("Qué cuenta cada indicador, con sus filtros y edades."),
        "saberes.csv": _("Lo que se sabía antes y después, por pregunta; solo grupos."),
        "opiniones.csv": _("Qué opinaron quienes participaron; solo grupos."),
        "seguimiento.csv": _("Qué vino después: programas completados y acciones de las RAC."),
        "metodo.md": _("Las reglas de conteo, en palabras."),
        "metodo.sql": _("Las reglas de conteo, como consultas sobre los registros."),
    }
    lines = [
        f"# {report.title}",
        f"{report.work.name} · {wording.stretch(report.days)}",
        _("Para evaluación externa: sin personas, sin listas y sin nombres de actividades."),
        "\n".join(f"- `{name}`: {told[name]}" for name in files),
        _("`SHA256SUMS` tiene el sello de cada archivo: `sha256sum --check SHA256SUMS`."),
        "\n".join(f"- {caveat}" for caveat in report.caveats),
    ]
    return "\n\n".join(lines) + "\n"


def _method(report: Report) -> str:
    title = _("# Cómo se contó (regla %(rule)s)", rule=report.rule)
    return "\n\n".join([title, *report.method]) + "\n"


def _sql() -> str:
    asked = [
        f"-- {name}\n{STATEMENT.replace('<part>', part).strip()};\n" for name, part in PARTS.items()
    ]
    return ARGUMENTS + "\n" + "\n".join(asked)


def _proof(proof: Proof) -> dict[str, str]:
    """Neither its events nor its figures, which are not protected."""
    return {
        "id": str(proof.id),
        "named": proof.named,
        "digest": proof.digest,
        "address": proof.address,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "name_es": indicator.name_es,
        "name_en": indicator.name_en,
        "definition": indicator.definition,
        "measure": indicator.measure,
        "filters": indicator.filters,
        "bands": indicator.bands,
        "breakdowns": indicator.breakdowns,
        "accumulates": indicator.accumulates,
    }


def _json(content: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"
