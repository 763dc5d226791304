"""What this room holds about a person with an account: a place on the list of who gets reports."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, RoomData
from server.foundation.translation import later

READER: Final = "lower(email) = lower($4)"
REPORTED: Final = "position($2 IN title) > 0"

ROOM: Final = RoomData(
    name="outreach",
    texts=(
        "adjustment.reason",
        "cited_fact.withdrawn_why",
        "milestone.evidence",
        "milestone.withdrawn_why",
        "replica.evidence",
        "replica.note",
        "replica.void_reason",
        "target.note",
    ),
    holdings=(
        Holding(
            later("Informes de proyectos que recibe"),
            f"""
            SELECT p.name AS project, r.name, r.email, r.added_at, r.left_at
            FROM release_reader r JOIN project p ON p.id = r.project WHERE {READER}
            """,
        ),
    ),
    fates=(
        Fate(
            what=later("Su lugar en la lista de quien recibe informes"),
            count=f"SELECT count(*) AS n FROM release_reader WHERE {READER}",
            statements=(f"DELETE FROM release_reader WHERE {READER}",),
        ),
        Fate(
            what=later("Títulos de actividades ya informadas que llevan su nombre"),
            count=f"SELECT count(*) AS n FROM snapshot_event WHERE {REPORTED}",
            why=later("Lo informado no se cambia: el título queda como se informó."),
        ),
    ),
)
