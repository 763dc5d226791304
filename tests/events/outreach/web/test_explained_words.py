"""The sentences that explain a figure say neither more nor less than what was counted."""

from datetime import date
from uuid import UUID

import pytest

from events.outreach.domain.answered import EventCount, Freshness
from events.outreach.domain.explained.explanation import explain
from events.outreach.domain.explained.telling import Told
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from events.outreach.web import explained_name, explained_words
from events.outreach.web.offered import Offered
from tests.support.registers import AFTER

ONE = EventCount(event=UUID(int=1), passes=2, without_pass=1, headcount=4)
ADJUSTED = Cell(contacts=10, unique_from=9, unique_to=10, headcount=7, check_ins=3)


def said(figure: str, cell: Cell, *counts: EventCount) -> list[str]:
    return explained_words.sentences(figure, explain(cell, counts), fullest="«Una»")


def test_adjustments_are_said_apart() -> None:
    (sentence,) = said("contacts", ADJUSTED, ONE)
    assert sentence == (
        "De 1 actividad: 3 personas se registraron una por una y 4 solo se contaron, con +3 por"
        " ajustes; suman 10 contactos."
    )
    assert said("unique", ADJUSTED, ONE)[0] == "Como mínimo 9, con los ajustes ya contados."


def test_the_lower_end_says_where_it_comes_from() -> None:
    passes = Cell(contacts=2, unique_from=2, unique_to=2, check_ins=2)
    only_passes = EventCount(event=UUID(int=1), passes=2, without_pass=0, headcount=0)
    assert said("unique", passes, only_passes) == [
        "Como mínimo 2: esas son las tarjetas distintas que se mostraron.",
        "Como máximo también 2: por eso es un solo número.",
    ]
    parts = Cell(contacts=10, unique_from=8, unique_to=10, headcount=10)
    five = EventCount(event=UUID(int=2), passes=0, without_pass=0, headcount=5)
    assert said("unique", parts, five, five)[0].startswith("Como mínimo 8: personas de distinto")
    assert said("unique", Cell())[0] == "Como mínimo 0: nadie se registró ni se contó."


def test_each_figure_has_its_own_sentence() -> None:
    cell = Cell(contacts=7, unique_from=7, unique_to=7, headcount=4, check_ins=3)
    starts = {figure: said(figure, cell, ONE)[0][:24] for figure in ("headcount", "check_ins")}
    assert starts == {
        "headcount": "En 1 actividad se contar",
        "check_ins": "En 1 actividad se regist",
    }


def test_what_may_still_change_is_said_before_anybody_quotes_it() -> None:
    told = Told(
        explanation=explain(ADJUSTED, [ONE]), counts=[ONE], still_open=2, periods=2,
        fresh=Freshness(counted_at=AFTER, pending=1),
    )  # fmt: skip
    assert list(explained_words.caveats(told, zone="America/Guatemala")) == [
        "2 registros siguen abiertos: la cifra todavía puede cambiar.",
        "Incluye ajustes hechos después de cerrar un periodo: +3.",
        "Abarca 2 periodos, y las tarjetas de uno no se pueden comparar con las de otro.",
        "1 registro cambió hace un momento y todavía no se vuelve a contar.",
        "Contado el lunes 1 de junio de 2026 a las 09:00.",
    ]
    never = Freshness(counted_at=None)
    sure = Told(explanation=explain(Cell(), []), counts=[], still_open=0, periods=0, fresh=never)
    assert list(explained_words.caveats(sure, zone="America/Guatemala")) == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "1 mar 2026 – 31 mar 2026"),
        (date(2026, 3, 1), None, "desde el 1 mar 2026"),
        (None, date(2026, 3, 31), "hasta el 31 mar 2026"),
        (None, None, "Todas las fechas"),
    ],
)
def test_days_that_are_left_open_are_said_to_be(
    first: date | None, last: date | None, expected: str
) -> None:
    question = Question(zone="America/Guatemala", first=first, last=last)
    assert explained_name.about(question, Offered(projects=[], places=[])).strip(" ·") == expected
