"""What people learnt, thought and went on to do, as tables in which nobody stands alone."""

from typing import Final

from msgspec import Struct

from events.outreach.domain.exports.report import Found
from events.planning.domain.exports.tables import csv_lines
from server.foundation.translation import gettext as _

SCALE: Final = (4, 3, 2, 1)


class Learnt(Struct, frozen=True, kw_only=True):
    """A question and, before and after, how many answers may be seen and were right."""

    question: str
    before: tuple[int, int]
    after: tuple[int, int]


class Outcomes(Struct, frozen=True, kw_only=True):
    """`opinions` are how often each answer of the scale was given; `followed` by what it is."""

    learnt: tuple[Learnt, ...] = ()
    opinions: dict[str, dict[int, int]] = {}
    followed: dict[str, Found] = {}


def outcomes_csv(outcomes: Outcomes) -> dict[str, bytes]:
    """Three files; a share is of the totals, in whole per cent, and empty where nothing is seen."""
    return {
        "saberes.csv": _learnt(outcomes),
        "opiniones.csv": _opinions(outcomes),
        "seguimiento.csv": _followed(outcomes),
    }


def _learnt(outcomes: Outcomes) -> bytes:
    columns = ["pregunta", "momento", "respuestas", "correctas", "porcentaje"]
    lines = [
        [it.question, moment, str(answers), str(right), _share(right, answers)]
        for it in outcomes.learnt
        for moment, (answers, right) in ((_("antes"), it.before), (_("después"), it.after))
    ]
    return csv_lines(columns, lines)


def _opinions(outcomes: Outcomes) -> bytes:
    columns = ["aspecto", "respuesta", "veces", "porcentaje"]
    lines = [
        [
            aspect,
            str(answer),
            str(said.get(answer, 0)),
            _share(said.get(answer, 0), sum(said.values())),
        ]
        for aspect, said in outcomes.opinions.items()
        for answer in SCALE
    ]
    return csv_lines(columns, lines)


def _followed(outcomes: Outcomes) -> bytes:
    columns = ["que", "desde", "hasta", "nota"]
    lines = [
        [name, _number(found.low), _number(found.high), "" if found.known else found.text]
        for name, found in outcomes.followed.items()
    ]
    return csv_lines(columns, lines)


def _share(part: int, whole: int) -> str:
    return str(round(100 * part / whole)) if whole else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
