"""What this room holds about a person: where they helped, and what they answered."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, Person, RoomData
from server.accounts.domain.people_data.holding import Erasing
from server.foundation.database import fetch
from server.foundation.translation import later
from volunteers.assignments.domain import invitations

MINE: Final = "(SELECT id FROM volunteer WHERE account = $1)"
THEIRS: Final = f"assignment IN (SELECT id FROM assignment WHERE volunteer = {MINE})"
AHEAD: Final = """
    SELECT a.id, a.status <> 'proposed' AS asked FROM assignment a JOIN event e ON e.id = a.event
        JOIN volunteer v ON v.id = a.volunteer
    WHERE v.account = $1 AND a.status IN ('proposed', 'invited', 'accepted')
        AND e.status IN ('draft', 'published') AND e.starts_at > $2
    ORDER BY e.starts_at, a.id
"""


async def withdraw(person: Person, doing: Erasing) -> None:
    """Take somebody off everything that is ahead; others are asked to take their places."""
    for row in await fetch(AHEAD, person.account, doing.at):
        # Who was only pencilled in leaves no place that anybody counts on.
        await invitations.withdraw(row["id"], by=doing.by, at=doing.at, cover=row["asked"])


ROOM: Final = RoomData(
    name="assignments",
    texts=("answer.reason", "cover_search.reason", "rota.funnels", "rota.told"),
    holdings=(
        Holding(
            later("Turnos e invitaciones"),
            f"""
            SELECT e.title, e.starts_at, m.name AS municipality, a.role, a.status, a.created_at,
                a.changed_at, a.answer_by, a.arrived_at, a.left_at
            FROM assignment a JOIN event e ON e.id = a.event
                JOIN municipality m ON m.ine = e.municipality
            WHERE a.volunteer = {MINE} ORDER BY e.starts_at
            """,
        ),
        Holding(
            later("Respuestas a invitaciones"),
            f"SELECT at, answer, usual, reason FROM answer WHERE {THEIRS} ORDER BY at",
        ),
        Holding(
            later("Relevos que pidió"),
            f"""
            SELECT opened_at, reason, ended_at, outcome FROM cover_search
            WHERE standing_for IN (SELECT id FROM assignment WHERE volunteer = {MINE})
            """,
        ),
    ),
    first=withdraw,
    fates=(
        Fate(
            what=later("Lugares en actividades que vienen: se retiran y se busca a otra persona"),
            count=f"""
                SELECT count(*) AS n FROM assignment a JOIN event e ON e.id = a.event
                WHERE a.volunteer = {MINE} AND a.status IN ('proposed', 'invited', 'accepted')
                    AND e.status IN ('draft', 'published') AND e.starts_at > now()
            """,
        ),
        Fate(
            what=later("Motivos que escribió al responder o al pedir relevo"),
            count=f"""
                SELECT count(*) AS n FROM answer
                WHERE {THEIRS} AND (reason <> '' OR usual IS NOT NULL)
            """,
            statements=(
                f"UPDATE answer SET reason = '', usual = NULL WHERE {THEIRS}",
                f"""
                UPDATE cover_search SET reason = ''
                WHERE standing_for IN (SELECT id FROM assignment WHERE volunteer = {MINE})
                """,
            ),
        ),
        Fate(
            what=later("Lugares en borradores de planificación"),
            count=f"SELECT count(*) AS n FROM rota_place WHERE volunteer = {MINE}",
            statements=(f"DELETE FROM rota_place WHERE volunteer = {MINE}",),
        ),
        Fate(
            what=later("Turnos de antes, con sus horas"),
            count=f"""
                SELECT count(*) AS n FROM assignment a JOIN event e ON e.id = a.event
                WHERE a.volunteer = {MINE} AND e.starts_at <= now()
            """,
            why=later("Quedan como números de «Persona borrada»: las horas ya se informaron."),
        ),
    ),
)
