"""Hours as people write them."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.imports.hours import hour, lasting, span


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9:00", time(9)), ("9am", time(9)), ("9 a.m.", time(9)), ("14h30", time(14, 30)),
        ("09:00:00", time(9)), ("9", time(9)), ("0.375", time(9)), ("12 pm", time(12)),
        ("12 a. m.", time(0)), ("9.30 p. m.", time(21, 30)), ("14 hrs", time(14)),
        ("mediodía", time(12)), ("25:00", None), ("13 pm", None), ("9:5", None), ("", None),
        ("tarde", None), ("9:75", None),
    ],
)  # fmt: skip
def test_an_hour_is_read(words: str, meant: time | None) -> None:
    assert hour(words) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9:00-11:00", (time(9), time(11))), ("de 2 a 4 pm", (time(14), time(16))),
        ("9 a.m. – 11 a.m.", (time(9), time(11))), ("10 a 1 pm", (time(10), time(13))),
        ("14h30 hasta 16h00", (time(14, 30), time(16))), ("9-11", (time(9), time(11))),
        ("9:00 a 25:00", None), ("9:00", None), ("", None),
    ],
)  # fmt: skip
def test_two_hours_in_one_cell_are_read(words: str, meant: tuple[time, time] | None) -> None:
    assert span(words) == meant


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("2 horas", 120), ("1:30", 90), ("90 min", 90), ("1 hora y 30 minutos", 90), ("2", 120),
     ("90", 90), ("1.5 h", 90), ("", None), ("mucho", None), ("0 min", None)],
)  # fmt: skip
def test_how_long_it_lasts_is_read(words: str, minutes: int | None) -> None:
    assert lasting(words) == (None if minutes is None else timedelta(minutes=minutes))


@given(st.times())
def test_every_hour_reads_back(that: time) -> None:
    minute = that.replace(second=0, microsecond=0)
    assert [hour(f"{that:%H:%M}"), hour(f"{that:%I:%M} {that:%p}")] == [minute, minute]


@given(st.text(alphabet="0123456789:. aphmde-–", max_size=20))
def test_any_words_are_hours_or_none(words: str) -> None:
    for found, kind in ((hour(words), time), (span(words), tuple), (lasting(words), timedelta)):
        assert found is None or isinstance(found, kind)
