"""How many people one line of a headcount may hold."""

from typing import Final

from server.foundation.translation import gettext as _

MOST: Final = 10_000
"""Beyond it a number is taken for a slip of the hand."""


def implausible(people: int) -> str | None:
    """What is wrong with a number, in a sentence; None when nothing is."""
    if people < 1:
        return _("Un conteo tiene al menos una persona.")
    if people <= MOST:
        return None
    return _(
        "%(n)s personas en una sola línea no parece posible. El máximo es %(most)s.",
        n=people,
        most=MOST,
    )
