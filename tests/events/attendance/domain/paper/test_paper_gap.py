"""What a sheet leaves out, or has too many of, is said in plain numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.paper.paper_gap import Gap, sentences

FEW = st.integers(0, 200)


ROOM = "La hoja cuenta %s en la sala; ya hay "
TWICE = "¿Se contó también a quienes ya estaban registradas?"


@pytest.mark.parametrize(
    ("room", "recorded", "counted", "sheet", "compared", "left"),
    [
        (42, 30, 0, 12, "30 registradas una por una: faltan 12.", "12: todo cuadra."),
        (
            42, 30, 5, 4, "30 registradas una por una y 5 en otros conteos: faltan 7.",
            "4: quedarían 3 sin anotar.",
        ),
        (2, 1, 0, 0, "1 registrada una por una: falta 1.", "0: quedaría 1 sin anotar."),
        (30, 30, 0, 0, "30 registradas una por una: no falta nadie.", "0: todo cuadra."),
        (
            28, 30, 0, 1, "30 registradas una por una: sobran 2.",
            f"1: en el registro habría 3 más que en la sala. {TWICE}",
        ),
    ],
)  # fmt: skip
def test_the_gap_is_said(
    room: int, recorded: int, counted: int, sheet: int, compared: str, left: str
) -> None:
    gap = Gap(room=room, recorded=recorded, counted=counted, sheet=sheet)
    assert sentences(gap) == [f"{ROOM % room}{compared}", f"La hoja anota a {left}"]


def test_without_the_room_there_is_only_a_sum() -> None:
    assert sentences(Gap(room=None, recorded=30, counted=5, sheet=4)) == [
        "La hoja anota a 4 y el registro ya tiene a 35: serían 39 en total."
    ]


@given(FEW, FEW, FEW, FEW)
def test_the_room_is_what_is_known_and_what_is_left(
    room: int, recorded: int, counted: int, sheet: int
) -> None:
    gap = Gap(room=room, recorded=recorded, counted=counted, sheet=sheet)
    assert gap.known + gap.sheet + gap.left == room
    assert gap.closes == (gap.left == 0)


@given(FEW, FEW)
def test_nothing_closes_that_was_not_compared(recorded: int, sheet: int) -> None:
    gap = Gap(room=None, recorded=recorded, counted=0, sheet=sheet)
    assert (gap.left, gap.closes) == (0, False)
