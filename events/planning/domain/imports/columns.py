"""The columns that an agenda can have, and how people call them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final
from unicodedata import combining, normalize

from msgspec import Struct

from server.foundation.translation import LANGUAGES, gettext, later, speaking


class Column(Struct, frozen=True):
    """A column: the field it fills, its heading in our own files, and what others call it."""

    field: str
    heading: str
    aliases: tuple[str, ...] = ()


COLUMNS: Final = (
    Column(
        "title",
        later("Título"),
        (
            "actividad",
            "nombre",
            "nombre de la actividad",
            "evento",
            "title",
            "event",
            "summary",
            "subject",
            "asunto",
            "nombre del evento",
            "activity",
            "name",
        ),
    ),
    Column("public_title", later("Título público"), ("public title", "titulo para el publico")),
    Column(
        "kind",
        later("Tipo"),
        ("tipo de actividad", "clase", "kind", "type", "categoria", "category", "modalidad taller"),
    ),
    Column("municipality", later("Municipio"), ("municipality", "muni", "codigo ine", "ine")),
    Column(
        "date",
        later("Fecha"),
        ("dia", "date", "day", "fecha inicio", "fecha de inicio", "start date", "cuando"),
    ),
    Column(
        "start",
        later("Hora de inicio"),
        (
            "hora inicio",
            "hora",
            "horario",
            "inicio",
            "inicia",
            "empieza",
            "desde",
            "start",
            "time",
            "start time",
            "starts",
            "starts at",
            "fecha y hora",
            "hora inicial",
            "de",
            "comienza",
        ),
    ),
    Column(
        "end",
        later("Hora de fin"),
        (
            "hora fin",
            "hora final",
            "fin",
            "final",
            "termina",
            "hasta",
            "end",
            "end time",
            "ends",
            "ends at",
            "hora de finalizacion",
            "hora de cierre",
            "a",
            "finaliza",
        ),
    ),
    Column(
        "end_date", later("Último día"), ("fecha fin", "fecha final", "fecha de fin", "end date")
    ),
    Column("duration", later("Duración"), ("duration", "horas", "cuanto dura")),
    Column("zone", later("Zona horaria"), ("zona", "time zone", "timezone")),
    Column("venue", later("Lugar"), ("sede", "venue", "location", "ubicacion", "salon", "place")),
    Column("modality", later("Modalidad"), ("modality", "forma")),
    Column("meeting_url", later("Enlace"), ("link", "liga", "url", "zoom", "enlace de la reunion")),
    Column("topics", later("Temas"), ("tema", "topic", "topics", "tematica", "contenido")),
    Column(
        "audiences",
        later("Públicos"),
        ("publico", "poblacion", "dirigido a", "audience", "audiences", "grupo", "a quien"),
    ),
    Column(
        "capacity",
        later("Cupo"),
        (
            "capacidad",
            "personas",
            "capacity",
            "cantidad",
            "no de personas",
            "participantes",
            "participantes esperados",
            "numero de personas",
            "asistentes esperados",
        ),
    ),
    Column("project", later("Proyecto"), ("project", "donante", "fondo")),
    Column("cost", later("Costo"), ("cost", "presupuesto", "gasto", "costo en quetzales")),
    Column("travel_note", later("Transporte"), ("como llegar", "travel", "traslado", "viaticos")),
    Column("details", later("Detalles"), ("details",)),
    Column("materials", later("Materiales"), ("material", "materials", "insumos")),
    Column(
        "notes",
        later("Notas"),
        (
            "nota",
            "observaciones",
            "observacion",
            "comentarios",
            "descripcion",
            "notes",
            "description",
            "comments",
        ),
    ),
    Column("status", later("Estado"), ("status", "state", "situacion")),
    Column("uid", later("UID"), ("identificador de calendario",)),
    Column("changed_at", later("Última revisión"), ("changed at",)),
)
FIELDS: Final = tuple(column.field for column in COLUMNS)


def folded(words: str) -> str:
    """The words without accents, capitals and signs: what two writings of one thing share."""
    plain = "".join(c for c in normalize("NFKD", words.casefold()) if not combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def guess(headings: Sequence[str], columns: tuple[Column, ...] = COLUMNS) -> dict[str, int]:
    """Which column (by position) fills which field, as far as the headings tell."""
    known, guessed = _known(columns), dict[str, int]()
    for position, heading in enumerate(headings):
        words = folded(heading)
        field = known.get(words) or known.get(words.removesuffix("s"))
        if field is not None:
            guessed.setdefault(field, position)
    return guessed


@cache
def _known(columns: tuple[Column, ...]) -> dict[str, str]:
    """The field by every name of a column; our own headings in every language we write them in."""
    known = {folded(heading): field for field, heading in _headings(columns)}
    for column in columns:
        known |= dict.fromkeys(map(folded, (*column.aliases, column.field)), column.field)
    return known


def _headings(columns: tuple[Column, ...]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        with speaking(language):
            yield from [(column.field, gettext(column.heading)) for column in columns]
