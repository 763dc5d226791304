"""Loading all the words that rows may use."""

from typing import Final

import msgspec

from events.planning.domain.imports.lexicon import Lexicon, Site, Vocabulary, lexicon
from server.foundation.database import fetch

NAMES: Final = {
    "kinds": "SELECT slug, name_es, name_en FROM kind WHERE NOT retired ORDER BY position",
    "topics": "SELECT slug, name_es, name_en FROM topic ORDER BY position",
    "audiences": "SELECT slug, name_es, name_en FROM audience ORDER BY position",
    "municipalities": "SELECT ine, name FROM municipality ORDER BY name",
    "projects": "SELECT slug, name FROM project ORDER BY slug",
}
SITES: Final = """
    SELECT v.id, v.municipality, m.name AS municipality_name, v.name, v.address
    FROM venue v JOIN municipality m ON m.ine = v.municipality ORDER BY v.name
"""


async def vocabulary(zone: str) -> Vocabulary:
    """The words known now; `zone` is where the house stands."""
    words: dict[str, Lexicon] = {}
    for field, query in NAMES.items():
        words[field] = lexicon(tuple(row.values()) for row in await fetch(query))
    sites = [dict(row) for row in await fetch(SITES)]
    known = msgspec.convert({**words, "zone": zone}, Vocabulary)
    return known.knowing(msgspec.convert(sites, list[Site]))
