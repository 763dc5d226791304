"""Amounts of money in quetzales, as they are written in Guatemala."""

import re
from decimal import Decimal
from typing import Final

MOST: Final = Decimal("99999999.99")
CENT: Final = Decimal("0.01")
WRITTEN: Final = re.compile(
    r"Q?\s*(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,8})(?P<cents>\.\d{1,2})?", re.ASCII
)


def read(text: str) -> Decimal:
    """The amount that «1,250.50», «Q 1250» or «1250.5» says; raises ValueError."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError("not an amount")
    return Decimal(found["whole"].replace(",", "") + (found["cents"] or ""))


def said(amount: Decimal) -> str:
    """Such as «Q1,250.50»."""
    return f"Q{amount:,.2f}"


def plain(amount: Decimal) -> str:
    """Such as «1250.50», for fields and programs."""
    return f"{amount:.2f}"


def possible(amount: Decimal) -> bool:
    """Whether an activity may cost this much: whole cents, not less than nothing."""
    return amount.is_finite() and 0 <= amount <= MOST and amount == amount.quantize(CENT)
