"""What this room holds about a person: their account, their ways in, what they did."""

from typing import Final

from server.accounts.domain.people_data import Fate, Holding, RoomData
from server.foundation.translation import later

WAYS_IN: Final = (
    "authenticator",
    "passkey",
    "recovery_code",
    "challenge",
    "sign_in_link",
    "session",
)
ACTS: Final = """
    SELECT id AS number, at, act, subject, detail::text AS detail FROM audit_entry
    WHERE {whose} ORDER BY id DESC LIMIT 20000
"""

# Programs were told a name as a value of its own, or an address anywhere; never a piece of a word.
TOLD: Final = """
    position(convert_to(to_json($2::text)::text, 'UTF8') IN body) > 0 OR EXISTS (
        SELECT FROM unnest($3::text[] || $1::uuid::text) AS known
        WHERE known <> '' AND position(convert_to(known, 'UTF8') IN body) > 0)
"""

ROOM: Final = RoomData(
    name="accounts",
    texts=("suspension.by", "suspension.ended_by"),
    holdings=(
        Holding(
            later("Cuenta"),
            "SELECT id, name, email, role, language, created_at, disabled_at"
            " FROM account WHERE id = $1",
        ),
        Holding(
            later("Municipios que coordina"), "SELECT municipality FROM scope WHERE account = $1"
        ),
        Holding(
            later("Suspensiones de la cuenta"),
            "SELECT at, ended_at FROM suspension WHERE account = $1 ORDER BY at",
        ),
        Holding(
            later("Sesiones abiertas"),
            "SELECT created_at, seen_at, expires_at, browser FROM session WHERE account = $1",
        ),
        Holding(
            later("Segundos pasos"),
            "SELECT 'app' AS kind, name, created_at FROM authenticator WHERE account = $1"
            " UNION ALL SELECT 'passkey', name, created_at FROM passkey WHERE account = $1",
        ),
        Holding(later("Lo que hizo, según la auditoría"), ACTS.format(whose="account = $1")),
        Holding(
            later("Lo que otras personas hicieron con su cuenta o miraron de ella"),
            ACTS.format(whose="subject = 'account:' || $1::uuid AND account IS DISTINCT FROM $1"),
        ),
    ),
    fates=(
        Fate(
            what=later("Cuenta: nombre, correo y contraseña"),
            count="SELECT 1 AS n",
        ),
        Fate(
            what=later("Sesiones, enlaces y segundos pasos"),
            count="SELECT "
            + " + ".join(f"(SELECT count(*) FROM {it} WHERE account = $1)" for it in WAYS_IN)
            + " AS n",
            statements=(
                *(f"DELETE FROM {it} WHERE account = $1" for it in WAYS_IN),
                "DELETE FROM scope WHERE account = $1",
                # What programs were told is kept for a day; other programs still ask again.
                f"DELETE FROM kept_answer WHERE {TOLD}",
            ),
        ),
        Fate(
            what=later("Su nombre en la auditoría: sus actos quedan, sin decir de quién"),
            count="SELECT count(*) AS n FROM audit_entry WHERE account = $1 AND salt IS NOT NULL",
        ),
        Fate(
            what=later("Su nombre en actos de antes de que se guardara aparte"),
            count="""
                SELECT count(*) AS n FROM audit_entry
                WHERE account = $1 AND salt IS NULL AND actor <> ''
            """,
            why=later("La cadena lo selló: se borran a los cinco años."),
        ),
    ),
)
