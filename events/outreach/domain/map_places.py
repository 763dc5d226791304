"""The places of a map: what is known of each, and which outline is theirs."""

from collections.abc import Iterable

from msgspec import Struct

from events.outreach.domain.amounts import Amount
from events.outreach.domain.cartography import Outline
from server.foundation.translation import gettext as _


class Place(Struct, frozen=True, kw_only=True):
    """A municipality and its figure; no figure is said to be missing, never tinted as zero."""

    ine: str
    name: str
    amount: Amount | None
    href: str = ""

    @property
    def figure(self) -> str:
        return self.amount.text if self.amount else _("no reportado")

    @property
    def spoken(self) -> str:
        return f"{self.name}: {self.figure}"


Drawn = tuple[Outline, Place]


def match(outlines: Iterable[Outline], places: Iterable[Place]) -> tuple[list[Drawn], list[Place]]:
    """Pair each outline with its place; then the places that have no outline.

    An outline that nobody has a figure for is a place without one.
    """
    left = {place.ine: place for place in places}
    drawn = [(outline, left.pop(outline.ine, _silent(outline))) for outline in outlines]
    return drawn, list(left.values())


def _silent(outline: Outline) -> Place:
    return Place(ine=outline.ine, name=outline.name, amount=None)
