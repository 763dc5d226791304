"""Figures of municipalities on the map that ships with the product."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.cartography import shipped_features
from events.outreach.domain.csv_figures import Table
from events.outreach.domain.map_places import Place
from events.outreach.domain.map_rates import rate
from events.outreach.domain.maps import map_svg
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Cell
from events.outreach.web import explained
from events.outreach.web.told import Told
from events.planning.domain import codelists
from server.foundation.translation import gettext as _


class MapOf(Struct, frozen=True, kw_only=True):
    """The contacts of each municipality, as they are or for each 10,000 residents."""

    cells: Mapping[str, Cell]
    by_residents: bool = False

    @property
    def title(self) -> str:
        if self.by_residents:
            return _("Contactos por cada 10,000 habitantes")
        return _("Contactos por municipio")

    def amount(self, place: codelists.Place) -> Amount | None:
        """The figure of a place; None where nobody knows how many live there."""
        contacts = self.cells.get(place.ine, Cell()).contacts
        return rate(contacts, place.population) if self.by_residents else exactly(contacts)


class PlaceLine(Struct, frozen=True, kw_only=True):
    """A municipality in the table beside the map."""

    ine: str
    name: str
    contacts: Told
    people: Told


def place_lines(
    places: Iterable[codelists.Place], cells: Mapping[str, Cell], question: Question
) -> list[PlaceLine]:
    """What the map shows, and the people, in digits."""

    def told(ine: str, amount: Amount, figure: str) -> Told:
        how = explained.address(question, figure=figure, dimension="municipality", code=ine)
        return Told(amount.text, how if amount.high else "")

    found = [(place, cells.get(place.ine, Cell())) for place in places]
    return [
        PlaceLine(
            ine=place.ine,
            name=place.name,
            contacts=told(place.ine, exactly(cell.contacts), "contacts"),
            people=told(place.ine, Amount(cell.unique_from, cell.unique_to), "unique"),
        )
        for place, cell in found
    ]


def place_map(
    places: Iterable[codelists.Place], shown: MapOf, *, links: Mapping[str, str]
) -> Markup:
    """Draw these places; those that were not asked about only surround them."""
    named = [
        Place(ine=it.ine, name=it.name, amount=shown.amount(it), href=links.get(it.ine, ""))
        for it in places
    ]
    return _drawn(named, shown.title)


def contact_map(table: Table, *, links: Mapping[str, str]) -> Markup:
    """Draw the contacts of the places of the table."""
    places = [
        Place(
            ine=row.code,
            name=row.name,
            amount=exactly(row.cell.contacts) if row.cell else None,
            href=links.get(row.code, ""),
        )
        for row in table.rows[:-1]
    ]
    return _drawn(places, _("Contactos por municipio"))


def _drawn(places: list[Place], title: str) -> Markup:
    asked = {place.ine for place in places}
    features = [feature for feature in shipped_features() if feature.properties.ine in asked]
    beside = [feature for feature in shipped_features() if feature.properties.ine not in asked]
    return map_svg(features, places, title=title, beside=beside)
