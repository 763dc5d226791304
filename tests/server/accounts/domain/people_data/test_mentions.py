"""Somebody is found however they were written, and nobody else is."""

import pytest

from server.accounts.domain.people_data.mentions import mentions, number_in, without

ROSARIO = mentions("Rosario Xicará", ("rosario@convoca.test", "+50255559876", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Rosario Xicará", "ROSARIO XICARÁ", "rosario xicará", "Rosario  Xicará",
        "Rosario\nXicará", "Rosario\u00a0Xicará", "ROSARIO@Convoca.test", "55559876", "5555-9876",
        "5555 98 76", "+502 5555-9876", "(502) 5555.9876", "00502 55559876",
    ],
)  # fmt: skip
def test_all_of_a_mention_goes(text: str) -> None:
    assert without(f"Viene {text}, a las 9.", ROSARIO) in {
        "Viene …, a las 9.", "Viene (…, a las 9.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Rosario", "Xicará", "Rosario Xicarán", "Del Rosario y Xicará", "mrosario@convoca.test",
        "rosario@convoca.test.gt", "155559876", "555598760", "55559876a",
    ],
)  # fmt: skip
def test_others_stay(text: str) -> None:
    assert without(text, ROSARIO) == text
    assert number_in(text, ROSARIO) == 0


def test_json_keeps_its_numbers_and_its_keys() -> None:
    told = {"Rosario Xicará": [55559876, None, True, 1.5], "a": {"b": ["Vino Rosario Xicará"]}}
    expected = {"Rosario Xicará": [55559876, None, True, 1.5], "a": {"b": ["Vino …"]}}
    assert without(told, ROSARIO) == expected
    assert number_in(told, ROSARIO) == 1


@pytest.mark.parametrize("name", ["Ana", "a e", "de la", "Ana de", "", "Al Bo"])
def test_who_is_called_like_a_word_is_not_looked_for(name: str) -> None:
    assert mentions(name, ("123456", "")) == []


def test_a_day_is_no_telephone() -> None:
    ways = mentions("", ("+50220261205",))
    assert without("2026-12-05", ways) == "2026-12-05"
    assert without("2026-1205", ways) == "…"
