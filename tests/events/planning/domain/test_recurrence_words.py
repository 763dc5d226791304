"""A rule in words."""

from datetime import date

import pytest

from events.planning.domain.recurrence_reading import read
from events.planning.domain.recurrence_words import in_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY;COUNT=1", "todos los días, una vez"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=2", "cada 3 días, 2 veces"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=2", "de lunes a viernes, 2 veces"),
        (
            "FREQ=WEEKLY;BYDAY=TH,TU;UNTIL=20270630",
            "cada martes y jueves hasta el 30 de junio de 2027",
        ),
        ("FREQ=WEEKLY;COUNT=8", "cada martes, 8 veces"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8", "cada 2 semanas, martes, 8 veces"),
        ("FREQ=MONTHLY;BYDAY=2SA;COUNT=8", "el segundo sábado de cada mes, 8 veces"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=8", "el último viernes, cada 2 meses, 8 veces"),
        ("FREQ=MONTHLY;COUNT=8", "el día 24 de cada mes, 8 veces"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1;COUNT=8", "los días 1 y 15 de cada mes, 8 veces"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=8", "el último día de cada mes, 8 veces"),
        ("FREQ=YEARLY;COUNT=2", "el día 24 de noviembre de cada año, 2 veces"),
        (
            "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU;COUNT=2",
            "el segundo domingo de mayo de cada año, 2 veces",
        ),
        ("FREQ=YEARLY;INTERVAL=2;COUNT=2", "el día 24 de noviembre, cada 2 años, 2 veces"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert in_words(read(rule), date(2026, 11, 24)) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=2",
        "FREQ=WEEKLY;WKST=SU",
        "FREQ=MONTHLY;BYMONTH=2",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1,-1",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "FREQ=YEARLY;BYMONTH=2,3",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTHDAY=3",
    ],
)
def test_a_rule_without_simple_words_shows_itself(rule: str) -> None:
    said = in_words(read(f"{rule};COUNT=4"), date(2026, 11, 24))
    assert said == f"según la regla {rule}, 4 veces"
