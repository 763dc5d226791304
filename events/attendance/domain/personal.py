"""What this room holds about a person with an account: nothing about attendees, who are nobody."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, RoomData
from server.foundation.translation import later

# A family shares a telephone, and seats are nobody's: only the account's own mail shows whose.
SEATS: Final = "lower(contact) = lower($4)"
ENTERED: Final = """
    SELECT {what} FROM check_in WHERE entered_by = $1
    UNION ALL SELECT {what} FROM headcount WHERE entered_by = $1
"""

ROOM: Final = RoomData(
    name="attendance",
    texts=(
        "check_in.void_reason",
        "headcount.void_reason",
        "ruling.reason",
        "set_aside.reason",
        "pass.reason",
        "pass_sheet.note",
        "door_phone.name",
    ),
    holdings=(
        Holding(
            later("Inscripciones con el correo de su cuenta"),
            f"""
            SELECT e.public_title, e.starts_at, r.people, r.status, r.contact, r.asked_at
            FROM registration r JOIN event e ON e.id = r.event WHERE {SEATS}
            """,
        ),
        Holding(
            later("Puertas que abrió para otras personas"),
            "SELECT name, made_at, expires_at FROM door_phone WHERE made_by = $1 ORDER BY made_at",
        ),
        Holding(
            later("Líneas y conteos que anotó"),
            f"SELECT count(*) AS lines FROM ({ENTERED.format(what='id')}) entered",
        ),
    ),
    fates=(
        Fate(
            what=later("Contactos que dejó al inscribirse"),
            count=f"SELECT count(*) AS n FROM registration WHERE {SEATS}",
            statements=(f"UPDATE registration SET contact = NULL, quiet = false WHERE {SEATS}",),
        ),
        Fate(
            what=later("Líneas y conteos que anotó en registros"),
            count=f"SELECT count(*) AS n FROM ({ENTERED.format(what='id')}) entered",
            why=later("Dicen quiénes vinieron, no quién lo anotó: queda un número de cuenta."),
        ),
    ),
)
