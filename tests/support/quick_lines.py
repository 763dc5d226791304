"""An event written as the one line that quick add reads."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from events.planning.domain.quick_add import Known
from events.planning.domain.quick_add_words import Entry

MONTHS: Final = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)
WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


class Told(Struct, frozen=True, kw_only=True):
    """What a line can say."""

    title: str
    kind: Entry
    starts_at: datetime
    ends_at: datetime
    municipality: Entry
    venue: Entry | None
    audiences: tuple[Entry, ...]
    project: Entry | None
    capacity: int | None
    meeting_url: str


def line(told: Told) -> str:
    """The line that says all of it."""
    day = told.starts_at.date()
    parts = [
        f"{told.kind.name} «{told.title}»",
        told.venue.name if told.venue else "",
        told.municipality.name,
        f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]} de {day.year}",
        f"{told.starts_at:%H:%M}–{told.ends_at:%H:%M}",
        f"{told.capacity} personas" if told.capacity else "",
        "para " + " y ".join(entry.name for entry in told.audiences) if told.audiences else "",
        f"proyecto {told.project.name}" if told.project else "",
        told.meeting_url,
    ]
    return ", ".join(part for part in parts if part)


def known() -> Known:
    """Codelists like those that ship, with a few venues."""
    return Known(
        kinds=_entries("Taller|Foro|Cineforo|Teatro|Lúdica|Charla|Capacitación|Reunión|Vigilia"
                       "|Sesión informativa|Jornada en calle|Deporte y arte"),
        municipalities=_entries("Mixco|Villa Nueva|Amatitlán|Villa Canales|San Juan Sacatepéquez"
                                "|San José Pinula"),
        venues=[
            Entry(code="coy", name="Escuela Oficial Lo de Coy", municipality="Mixco"),
            Entry(code="casa", name="Casa de la Cultura de Mixco", municipality="Mixco"),
            Entry(code="sala", name="Salón comunal", municipality="San José Pinula"),
            Entry(code="salb", name="Salón comunal", municipality="Villa Nueva"),
        ],
        audiences=_entries("Niñas y niños|Adolescentes|Madres, padres y cuidadores|Docentes"
                           "|Líderes comunitarios|Policía|Personal de salud"),
        topics=_entries("Riesgos de las redes sociales|Redes de apoyo|Violencia de género"
                        "|Trata de personas y sus modalidades"),
        projects=_entries("General|Creciendo en Paz"),
    )  # fmt: skip


def _entries(names: str) -> list[Entry]:
    return [Entry(code=name, name=name) for name in names.split("|")]
