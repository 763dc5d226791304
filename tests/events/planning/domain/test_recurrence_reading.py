"""A rule that cannot be used is refused in a sentence."""

import pytest

from events.planning.domain.recurrence_reading import read
from events.planning.domain.recurrence_rule import ByDay, Rule
from server.foundation.errors import Invalid


def test_a_rule_is_read_whatever_its_letters() -> None:
    assert read(" RRULE:freq=monthly;bysetpos=-1;byday=+1mo,-1FR;count=3;wkst=su;interval=2 ") == (
        Rule(
            freq="MONTHLY",
            interval=2,
            by_day=(ByDay(0, 1), ByDay(4, -1)),
            by_set_pos=(-1,),
            count=3,
            week_start=6,
        )
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Falta la regla, por ejemplo FREQ=WEEKLY;COUNT=8."),
        ("cada martes", "No se entiende «CADA MARTES» en la regla."),
        ("FREQ=DAILY;COUNT=", "No se entiende «COUNT=» en la regla."),
        ("FREQ=DAILY;COUNT=2;COUNT=3", "No se entiende «COUNT=3» en la regla."),
        ("COUNT=3", "Una serie se repite por día, semana, mes o año."),
        ("FREQ=SECONDLY;COUNT=3", "Una serie se repite por día, semana, mes o año."),
        (
            "FREQ=DAILY;BYHOUR=9;COUNT=3",
            "La regla habla solo de fechas; las horas se escriben aparte.",
        ),
        ("FREQ=YEARLY;BYWEEKNO=3;COUNT=3", "La regla no puede usar BYWEEKNO."),
        ("FREQ=DAILY;COUNT=0", "COUNT debe ir de 1 a 400."),
        ("FREQ=DAILY;COUNT=٣", "COUNT debe ir de 1 a 400."),
        ("FREQ=DAILY;INTERVAL=mucho;COUNT=1", "INTERVAL debe ir de 1 a 99."),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=3", "No se entiende «BYDAY=XX» en la regla."),
        ("FREQ=MONTHLY;BYDAY=0MO;COUNT=3", "No se entiende «BYDAY=0MO» en la regla."),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", "No se entiende «BYMONTHDAY=32» en la regla."),
        ("FREQ=YEARLY;BYMONTH=13;COUNT=3", "No se entiende «BYMONTH=13» en la regla."),
        ("FREQ=WEEKLY;WKST=1;COUNT=3", "No se entiende «WKST=1» en la regla."),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "UNTIL lleva solo la fecha, por ejemplo 20270630."),
        ("FREQ=DAILY;UNTIL=20270230", "UNTIL lleva solo la fecha, por ejemplo 20270630."),
        (
            "FREQ=DAILY;UNTIL=20270101;COUNT=3",
            "Elegir una fecha final o un número de veces, no ambas.",
        ),
        ("FREQ=DAILY", "Falta hasta cuándo se repite: una fecha o un número de veces."),
        (
            "FREQ=WEEKLY;BYDAY=2SA;COUNT=3",
            "Un día como «segundo sábado» solo se repite por mes o por año.",
        ),
        ("FREQ=WEEKLY;BYMONTHDAY=3;COUNT=3", "Un día del mes no se puede repetir por semana."),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=3", "BYSETPOS escoge entre días: faltan los días."),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(text)
    assert refusal.value.fields == {"rule": sentence}
