"""Where people can turn to: the services that are named to everybody alike."""

from typing import Final
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from server.foundation.database import execute, fetch, transaction

NAMESPACE: Final = UUID("0f1c52de-3a55-5f0a-9d6b-8f1f8a2f7c11")
MOST: Final = 12
"""How many are named on one page."""

# Public short numbers of Guatemala: the Procuraduría de los Derechos Humanos, the Procuraduría
# General de la Nación (its line for children and adolescents), the Policía Nacional Civil.
SHIPPED: Final = (
    ("Línea de apoyo (PDH)", "Support line (PDH)", "1555"),
    ("Línea de apoyo (PGN)", "Support line (PGN)", "1546"),
    ("Emergencias (PNC)", "Emergencies (PNC)", "110"),
)
SHIP: Final = """
    INSERT INTO support_service
        (id, kind, name_es, name_en, telephone, position)
    VALUES ($1, 'line', $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING
"""
OFFERED: Final = """
    SELECT kind, name_es, name_en, telephone, hours_es, hours_en, always_open, languages, address
    FROM support_service
    WHERE retired_at IS NULL AND (municipality IS NULL OR municipality = $1)
    ORDER BY municipality IS NULL, position, id LIMIT $2
"""


class Service(Struct, frozen=True, kw_only=True):
    """A service as it is named to everybody; a shelter has no address."""

    kind: str
    name_es: str
    name_en: str
    telephone: str
    hours_es: str = ""
    hours_en: str = ""
    always_open: bool = False
    languages: tuple[str, ...] = ()
    address: str = ""

    def name(self, language: str) -> str:
        """What it is called."""
        return (self.name_en if language == "en" else "") or self.name_es

    def hours(self, language: str) -> str:
        """When somebody answers, as it was written down; `always_open` says more than hours."""
        return (self.hours_en if language == "en" else "") or self.hours_es


async def ship() -> None:
    """Put in the lines that everybody can call; what was changed or retired since stays so."""
    async with transaction():
        for position, (name_es, name_en, telephone) in enumerate(SHIPPED, 1):
            service = uuid5(NAMESPACE, telephone)
            await execute(SHIP, service, name_es, name_en, telephone, position)


async def offered(municipality: str) -> tuple[Service, ...]:
    """What somebody in a municipality can turn to, its own services first."""
    rows = await fetch(OFFERED, municipality, MOST)
    return msgspec.convert([dict(row) for row in rows], tuple[Service, ...])
