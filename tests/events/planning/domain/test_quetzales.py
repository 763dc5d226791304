"""Amounts of money, read and said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import quetzales

AMOUNTS = st.decimals(Decimal(0), quetzales.MOST, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,250.50", "1250.50"),
        ("Q1,250.5", "1250.5"),
        (" Q 1250 ", "1250"),
        ("0", "0"),
        ("12,345,678.90", "12345678.90"),
        ("99999999.99", "99999999.99"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: str) -> None:
    assert quetzales.read(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["", "gratis", "1.250,50", "1,25", "12.345", "-5", "1e3", "NaN", "1,250,50", "٣", "9" * 50],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not an amount"):
        quetzales.read(text)


@given(AMOUNTS)
def test_what_is_said_is_read_again(amount: Decimal) -> None:
    assert quetzales.read(quetzales.said(amount)) == amount
    assert quetzales.read(quetzales.plain(amount)) == amount
    assert quetzales.possible(amount)


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "100000000", "NaN", "Infinity", "1E+30"])
def test_not_every_number_is_a_price(amount: str) -> None:
    assert not quetzales.possible(Decimal(amount))
