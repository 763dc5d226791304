"""The contacts of each municipality on the map that ships with the product."""

from collections.abc import Mapping

from markupsafe import Markup

from events.outreach.domain.amounts import exactly
from events.outreach.domain.cartography import shipped_features
from events.outreach.domain.csv_figures import Table
from events.outreach.domain.map_places import Place
from events.outreach.domain.maps import map_svg
from server.foundation.translation import gettext as _


def contact_map(table: Table, *, links: Mapping[str, str]) -> Markup:
    """Draw the places of the table; those that were not asked about only surround them."""
    places = [
        Place(
            ine=row.code,
            name=row.name,
            amount=exactly(row.cell.contacts) if row.cell else None,
            href=links.get(row.code, ""),
        )
        for row in table.rows[:-1]
    ]
    asked = {place.ine for place in places}
    features = [feature for feature in shipped_features() if feature.properties.ine in asked]
    beside = [feature for feature in shipped_features() if feature.properties.ine not in asked]
    return map_svg(features, places, title=_("Contactos por municipio"), beside=beside)
