"""What this room holds about a person: who they are as a helper, what they may do, and when."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, RoomData
from server.foundation.translation import later

MINE: Final = "(SELECT id FROM volunteer WHERE account = $1)"
# That everybody with minors was cleared must be answerable after they are gone: dates, no names.
PROVES: Final = f"""
    EXISTS (SELECT FROM assignment a JOIN event e ON e.id = a.event
        WHERE a.volunteer = {MINE} AND a.status IN ('accepted', 'attended')
            AND c.verified_on <= (e.starts_at AT TIME ZONE e.zone)::date
            AND c.valid_until >= (e.starts_at AT TIME ZONE e.zone)::date)
"""
NAMES_THEM: Final = """
    EXISTS (SELECT FROM unnest($3::text[]) AS address WHERE position(address IN rows::text) > 0)
"""

ROOM: Final = RoomData(
    name="people",
    texts=("volunteer_import.name", "volunteer_import.rows", "volunteer_import.results"),
    holdings=(
        Holding(
            later("Perfil de quien ayuda"),
            """
            SELECT m.name AS home, coalesce(n.name, '') AS network, v.languages, v.novice,
                v.most_a_week, v.most_a_month, v.travel_minutes, v.absences_told_until
            FROM volunteer v JOIN municipality m ON m.ine = v.home
                LEFT JOIN network n ON n.id = v.network
            WHERE v.account = $1
            """,
        ),
        Holding(
            later("Temas en los que puede ayudar"),
            f"""
            SELECT t.name_es AS topic, q.role, q.valid_until
            FROM qualification q JOIN topic t ON t.slug = q.topic WHERE q.volunteer = {MINE}
            """,
        ),
        Holding(
            later("Constancias verificadas"),
            f"SELECT kind, verified_on, valid_until FROM clearance WHERE volunteer = {MINE}",
        ),
        Holding(
            later("Horas disponibles"),
            f"""
            SELECT weekday, from_time, until_time FROM availability WHERE volunteer = {MINE}
            ORDER BY weekday, from_time
            """,
        ),
        Holding(
            later("Días en que no puede"),
            f"SELECT first_day, last_day, told_at FROM absence WHERE volunteer = {MINE}",
        ),
        Holding(
            later("Con quién trabaja mejor, o nunca"),
            f"""
            SELECT count(*) FILTER (WHERE together) AS together,
                count(*) FILTER (WHERE NOT together) AS apart
            FROM pairing WHERE {MINE} IN (volunteer, other)
            """,
        ),
    ),
    fates=(
        Fate(
            what=later("Perfil: idiomas, RAC, límites y calendario personal"),
            count="SELECT count(*) AS n FROM volunteer WHERE account = $1",
            statements=(
                """
                UPDATE volunteer SET languages = '{}', network = NULL, feed_fingerprint = NULL,
                    feed_made_at = NULL, feed_read_at = NULL, most_a_week = NULL,
                    most_a_month = NULL, travel_minutes = NULL, novice = false,
                    absences_told_until = NULL, absences_told_at = NULL
                WHERE account = $1
                """,
            ),
        ),
        Fate(
            what=later("Temas, horas disponibles, ausencias y compañías"),
            count=f"""
                SELECT (SELECT count(*) FROM qualification WHERE volunteer = {MINE})
                    + (SELECT count(*) FROM availability WHERE volunteer = {MINE})
                    + (SELECT count(*) FROM absence WHERE volunteer = {MINE})
                    + (SELECT count(*) FROM pairing WHERE {MINE} IN (volunteer, other)) AS n
            """,
            statements=(
                f"DELETE FROM qualification WHERE volunteer = {MINE}",
                f"DELETE FROM availability WHERE volunteer = {MINE}",
                f"DELETE FROM absence WHERE volunteer = {MINE}",
                f"DELETE FROM pairing WHERE {MINE} IN (volunteer, other)",
            ),
        ),
        Fate(
            what=later("Constancias que no respaldan ninguna actividad"),
            count=f"""
                SELECT count(*) AS n FROM clearance c WHERE volunteer = {MINE} AND NOT {PROVES}
            """,
            statements=(f"DELETE FROM clearance c WHERE volunteer = {MINE} AND NOT {PROVES}",),
        ),
        Fate(
            what=later("Constancias que estaban vigentes en actividades en las que estuvo: fechas"),
            count=f"SELECT count(*) AS n FROM clearance c WHERE volunteer = {MINE} AND {PROVES}",
            why=later("Muestran que quien estuvo con niñez estaba verificado, sin decir quién es."),
        ),
        Fate(
            what=later("Archivos importados que llevan su correo"),
            count=f"SELECT count(*) AS n FROM volunteer_import WHERE {NAMES_THEM}",
            statements=(f"DELETE FROM volunteer_import WHERE {NAMES_THEM}",),
        ),
    ),
)
