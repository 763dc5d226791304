"""Amounts of money in the currency that they were promised in."""

from decimal import Decimal
from typing import Final

from babel.numbers import is_currency

from events.planning.domain import quetzales

QUETZALES: Final = "GTQ"
USUAL: Final = (QUETZALES, "USD", "EUR", "CAD", "CHF", "GBP", "SEK", "NOK")
MOST: Final = Decimal("999999999999.99")


def said(amount: Decimal, currency: str) -> str:
    """Such as «Q1,250.50» or «USD 1,250.50»."""
    return quetzales.said(amount) if currency == QUETZALES else f"{currency} {amount:,.2f}"


def possible(amount: Decimal) -> bool:
    """Whether something may be budgeted at this: whole cents, not less than nothing."""
    return amount.is_finite() and 0 <= amount <= MOST and amount == amount.quantize(quetzales.CENT)


def known(currency: str) -> bool:
    """Whether this is the code of a currency (ISO 4217)."""
    return len(currency) == 3 and currency.isascii() and is_currency(currency)
