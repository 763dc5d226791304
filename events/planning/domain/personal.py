"""What this room holds about a person: what they organised, and what they did to the plan."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, RoomData
from server.foundation.translation import later

ROOM: Final = RoomData(
    name="planning",
    texts=(
        "agenda_import.rows",
        "agenda_import.results",
        "event.title",
        "event.public_title",
        "event.notes",
        "event.details",
        "event.travel_note",
        "event.venue_overlap_reason",
        "event_change.before",
        "event_change.after",
        "event_material.label",
        "event_template.draft",
        "programme.notes",
        "series.draft",
    ),
    holdings=(
        Holding(
            later("Actividades que organiza"),
            "SELECT title, starts_at, status FROM event WHERE organiser = $1 ORDER BY starts_at",
        ),
        Holding(
            later("Cambios que hizo en la agenda"),
            "SELECT at, act, undone_at FROM planning_act WHERE account = $1 ORDER BY at",
        ),
        Holding(
            later("Archivos de agenda que está importando"),
            "SELECT created_at, format, total, done FROM agenda_import WHERE account = $1",
        ),
    ),
    fates=(
        Fate(
            what=later("Archivos que importaba, y columnas que recordaba"),
            count="""
                SELECT (SELECT count(*) FROM agenda_import WHERE account = $1)
                    + (SELECT count(*) FROM import_mapping WHERE account = $1) AS n
            """,
            statements=(
                "DELETE FROM agenda_import WHERE account = $1",
                "DELETE FROM import_mapping WHERE account = $1",
            ),
        ),
        Fate(
            what=later("Su nombre en la historia de las actividades: los cambios quedan"),
            count="SELECT count(*) AS n FROM planning_act WHERE account = $1 AND name <> ''",
            statements=("UPDATE planning_act SET name = '' WHERE account = $1",),
        ),
    ),
)
