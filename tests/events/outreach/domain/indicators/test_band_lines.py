"""A donor's bands, one a line."""

import pytest

from events.outreach.domain.bands import BandsRefused, compile_bands
from events.outreach.domain.indicators import band_lines


def test_bands_are_read_from_lines_and_written_as_lines() -> None:
    read = band_lines.read("Niñez: 0-12\n\n 13 – 17 \nAdultos : 18+")
    assert read == {"Niñez": (0, 12), "13 – 17": (13, 17), "Adultos": (18, None)}
    assert band_lines.read(band_lines.written(read)) == read


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("los chiquitos", "No se entiende «los chiquitos»"),
        ("A: 0-12\nA: 13-17", "Hay dos rangos «A»."),
    ],
)
def test_a_line_that_is_no_band_is_refused_with_itself(lines: str, said: str) -> None:
    with pytest.raises(BandsRefused, match=said):
        band_lines.read(lines)


def test_a_band_that_splits_an_atom_is_refused_with_the_atom_in_spanish() -> None:
    with pytest.raises(BandsRefused) as refusal:
        compile_bands(band_lines.read("Niñez: 0-9"))
    assert str(refusal.value) == (
        "El rango «Niñez» parte las edades 7-10, que solo se cuentan juntas."
    )


@pytest.mark.parametrize("bands", [{" ": (0, 5)}, {"x" * 41: (0, 5)}])
def test_a_band_has_a_name_of_some_letters(bands: dict[str, tuple[int, int]]) -> None:
    assert band_lines.wrong({**bands}) == "El nombre de un rango tiene de 1 a 40 caracteres."


def test_there_are_never_more_bands_than_atoms_make_sense_of() -> None:
    assert band_lines.wrong({str(n): (n, n) for n in range(15)}) == "Son 14 rangos como mucho."
