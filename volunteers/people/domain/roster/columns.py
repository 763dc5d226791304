"""The columns that a table of helpers can have, and how people call them."""

from typing import Final

from events.planning.domain.imports.columns import Column
from server.foundation.translation import later

COLUMNS: Final = (
    Column("name", later("Nombre"), ("nombre completo", "nombres", "persona", "full name")),
    Column(
        "email",
        later("Correo"),
        ("correo electronico", "email", "e mail", "mail", "direccion de correo"),
    ),
    Column("home", later("Municipio"), ("municipality", "muni", "codigo ine", "ine", "vive en")),
    Column("network", later("RAC"), ("red", "network", "red comunitaria", "red de apoyo")),
    Column("languages", later("Idiomas"), ("idioma", "languages", "habla", "lenguas")),
    Column(
        "leads",
        later("Dirige"),
        ("temas que dirige", "principal en", "leads", "facilita", "formacion principal"),
    ),
    Column(
        "assists",
        later("Asiste"),
        ("temas que asiste", "asistente en", "assists", "apoya", "formacion asistente"),
    ),
    Column(
        "verified_on",
        later("RENAS verificado el"),
        ("renas", "fecha renas", "constancia", "renas verificado", "cleared on"),
    ),
    Column(
        "valid_until",
        later("RENAS vence el"),
        ("vence", "vencimiento", "renas vence", "vigente hasta", "valid until"),
    ),
    Column("most_a_week", later("Más por semana"), ("por semana", "maximo por semana")),
    Column("most_a_month", later("Más por mes"), ("por mes", "maximo por mes")),
    Column(
        "travel_minutes",
        later("Minutos de camino"),
        ("minutos de viaje", "viaja hasta", "travel minutes"),
    ),
)
NEEDED: Final = ("name", "email")
EXAMPLE: Final = (
    "Rosa Ejemplo", "rosa@correo.example", "San José Pinula", "", "Español; Kaqchikel",
    "Habilidades parentales", "Manejo de emociones", "2026-08-01", "2027-01-31", "2", "6", "60",
)  # fmt: skip
