"""What cannot stand is refused with a sentence, one by one."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from events.attendance.domain.arrivals import refusal
from tests.events.attendance.arriving import PASS, arrival, moment
from tests.events.attendance.domain.test_opening import NINE, Workshop

EVENT = UUID(int=7)
AUDIENCES = frozenset({"adolescents"})


def said(**changes: Any) -> str | None:
    return refusal(arrival(EVENT, **changes), Workshop(), audiences=AUDIENCES)


def test_an_ordinary_arrival_stands() -> None:
    assert moment(0) == NINE
    assert said() is None
    assert said(pass_code=PASS) is None
    assert said(pass_code="abcd-2345-wxyz") is None
    assert said(pass_code="", audience=None, sex="unknown", age_band="unknown") is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": "post"}, "El origen debe ser uno de estos: self, door, api."),
        ({"at": datetime(2026, 12, 5, 9)}, "A la hora le falta su zona."),  # noqa: DTZ001 (that is the point)
        ({"pass_code": "ABCD2345"}, "Esa tarjeta no se puede leer."),
        ({"pass_code": "?"}, "Esa tarjeta no se puede leer."),
        ({"sex": "f"}, "El sexo debe ser uno de estos: female, male, other, unknown."),
        ({"age_band": "13"}, "Esa edad o ese grupo de edad no existe."),
        ({"audience": "nobody"}, "Ese público no existe."),
    ],
)
def test_a_wrong_one_is_refused_in_words(changes: dict[str, Any], sentence: str) -> None:
    assert said(**changes) == sentence


@pytest.mark.parametrize("source", ["door", "api"])
def test_what_was_noticed_offline_is_judged_by_when_it_happened(source: str) -> None:
    assert said(source=source, at=moment(20), received_at=moment(9_999)) is None
    late = said(source=source, at=moment(9_999), received_at=moment(20))
    assert late is not None
    assert late.startswith("La actividad ya terminó. ")


def test_a_self_check_in_is_judged_by_our_clock() -> None:
    assert said(source="self", at=moment(9_999), received_at=moment(20)) is None
    late = said(source="self", at=moment(20), received_at=moment(9_999))
    assert late is not None
    assert late.startswith("La actividad ya terminó. ")


def test_an_arrival_does_not_tell_its_pass() -> None:
    assert PASS in str({"pass": arrival(EVENT, pass_code=PASS).pass_code})
    assert PASS not in repr(arrival(EVENT, pass_code=PASS))
