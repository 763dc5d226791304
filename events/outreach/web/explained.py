"""The address at which a figure is explained: its question, which figure, of which part."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.questions import Question
from events.outreach.web.offered import unspoken
from events.planning.domain.age_atoms import UNKNOWN

PAGE: Final = "/alcance/como"

# As the filters of the pages and the columns of the file are called.
FIGURES: Final[dict[str, str]] = {
    "contacts": "contactos",
    "unique": "personas",
    "headcount": "conteo",
    "check_ins": "individuales",
    "events": "actividades",
    "completions": "completaron",
    "hours": "horas",
    "indirect": "indirecto",
    "milestone": "hitos",
    "cited": "citas",
}
PARTS: Final[dict[Dimension, str]] = {
    "municipality": "municipio",
    "sex": "sexo",
    "age_band": "edad",
    "audience": "publico",
    "kind": "tipo",
    "topic": "tema",
}


def address(
    question: Question,
    *,
    figure: str = "contacts",
    dimension: Dimension | None = None,
    code: str | None = None,
    indicator: UUID | None = None,
) -> str:
    """Where a figure of this question is explained; of a part of it where one is named.

    `figure` is a ledger of a cell or the measure of an indicator; `code` is that of the part, as
    it stands in the breakdown.
    """
    fields = [("cifra", FIGURES[figure]), *query(question)]
    if dimension is not None and code is not None:
        fields += [("dimension", PARTS[dimension]), ("codigo", coded(dimension, code))]
    if indicator is not None:
        fields.append(("indicador", str(indicator)))
    return f"{PAGE}?{urlencode(fields)}"


def query(question: Question) -> list[tuple[str, str]]:
    """A question as an address asks it, nothing left out; of a topic no more than a number."""
    asked: dict[str, Iterable[object]] = {
        "proyecto": [question.project],
        "municipio": [question.municipality],
        "desde": [question.first],
        "hasta": [question.last],
        "lugar": question.places,
        "tipo": question.kinds,
        "tema": [coded("topic", topic) for topic in question.topics],
        "modalidad": question.modalities,
        "programa": question.programmes,
        "sexo": question.sexes,
        "edad": question.age_bands,
        "publico": question.audiences,
    }
    return [(name, str(code)) for name, codes in asked.items() for code in codes if code]


def coded(dimension: Dimension, code: str) -> str:
    """A code as an address may carry it."""
    return unspoken(code) if dimension == "topic" and code != UNKNOWN else code
