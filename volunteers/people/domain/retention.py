"""What this room forgets: files of helpers that were read in, and days away that are long past.

Helpers who have not been here for two years are erased by whoever knows all the rooms.
"""

from typing import Final

from server.accounts.domain.retention import Rows, Rule
from server.accounts.domain.retention.rule import Forgettable
from server.foundation.translation import later

RULES: Final = (
    Rule(
        name="people.files",
        words=later("Archivos de personas que se leyeron para importar"),
        counted_from=later("desde que se leyó el archivo"),
        why=later("Lo importado ya está; lo demás del archivo son datos de más."),
        days=1,
        most=30,
        what=Rows(
            table="volunteer_import",
            where="""one.created_at < $1
                AND (one.results = '[]' OR one.finished_at IS NOT NULL OR one.account IS NULL)""",
        ),
    ),
    Rule(
        name="people.absences",
        words=later("Los días en que alguien dijo que no podía"),
        counted_from=later("desde el último de esos días"),
        why=later("Pasados, ya no cambian ningún turno."),
        days=365,
        least=30,
        most=730,
        what=Rows(
            table="absence", where="one.last_day < ($1::timestamptz AT TIME ZONE 'UTC')::date"
        ),
    ),
)

# Who signed in, was asked to help, or was described since, is here. Whoever does more than help has
# an administrator who answers for the account.
QUIET: Final = """
    SELECT v.account FROM volunteer v JOIN account a ON a.id = v.account
    WHERE a.role = 'facilitator' AND a.erased_at IS NULL AND a.created_at < $1
        AND NOT EXISTS (SELECT FROM session s
            WHERE s.account = a.id AND coalesce(s.seen_at, s.created_at) >= $1)
        AND NOT EXISTS (SELECT FROM audit_entry x WHERE x.account = a.id AND x.at >= $1)
        AND NOT EXISTS (SELECT FROM assignment s JOIN event e ON e.id = s.event
            WHERE s.volunteer = v.id AND (s.changed_at >= $1 OR e.ends_at >= $1))
        AND NOT EXISTS (SELECT FROM clearance c WHERE c.volunteer = v.id AND c.verified_on >= $1)
"""


def inactive(who: Forgettable) -> Rule:
    """The rule about helpers who have not been here for long; `who` erases them in every room."""
    return Rule(
        name="people.inactive",
        words=later("Los datos de quien ayudaba y dejó de hacerlo"),
        counted_from=later("desde la última vez que entró, ayudó o se le invitó"),
        why=later("Sus horas quedan como números sin nombre."),
        days=730,
        least=180,
        most=730,
        what=who,
    )
