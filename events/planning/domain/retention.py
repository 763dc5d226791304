"""What this room forgets: files that were read in, and who did what to the plan long ago."""

from typing import Final

from server.accounts.domain.retention import Rows, Rule
from server.foundation.translation import later

RULES: Final = (
    Rule(
        name="planning.files",
        words=later("Archivos de agenda que se leyeron para importar"),
        counted_from=later("desde que se leyó el archivo"),
        why=later("Lo importado ya está en la agenda; lo demás del archivo no hace falta."),
        days=1,
        most=30,
        what=Rows(table="agenda_import", where="one.created_at < $1"),
    ),
    Rule(
        name="planning.names",
        words=later("El nombre de quien hizo un cambio, en la historia de las actividades"),
        counted_from=later("desde el cambio"),
        why=later("Tanto como la auditoría; la historia queda, sin decir de quién es."),
        days=1826,
        least=30,
        most=1826,
        what=Rows(table="planning_act", where="one.at < $1 AND one.name <> ''", change="name = ''"),
    ),
)
