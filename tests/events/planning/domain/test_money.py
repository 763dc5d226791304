"""Money in the currency that it was promised in."""

from decimal import Decimal

import pytest

from events.planning.domain import money


def test_quetzales_have_their_letter_and_others_their_code() -> None:
    amount = Decimal("125000.5")
    assert [money.said(amount, code) for code in ("GTQ", "USD")] == [
        "Q125,000.50",
        "USD 125,000.50",
    ]


@pytest.mark.parametrize(
    ("code", "known"), [("GTQ", True), ("SEK", True), ("XXY", False), ("Q", False), ("ñññ", False)]
)
def test_a_currency_is_one_of_the_standard(code: str, known: bool) -> None:  # noqa: FBT001 (a row)
    assert money.known(code) == known


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000", "NaN"])
def test_not_every_number_is_a_budget(amount: str) -> None:
    assert not money.possible(Decimal(amount))
