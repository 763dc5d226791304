"""What this room forgets: lines of registers that were counted for good, and the trails in them.

A line goes when its period was closed and its event counted for good: no figure is read from it any
more. While a period is open nothing goes, however old: unique people are told apart by these lines,
and a figure that nobody can count again is no figure. So twelve months are a limit that waits, and
says how much is waiting: the period should be closed. The sessions of a programme stay: who
completed it is counted from them alone. Their key is destroyed, so they lead to nobody.
"""

from typing import Final

from events.outreach.domain.rollups.kept_counts import FOR_GOOD
from server.accounts.domain.retention import Rows, Rule, Several
from server.foundation.translation import later

# As the counting has it: what was touched since is looked at first.
COUNTED: Final = f"""
    NOT EXISTS (SELECT FROM register_touch t WHERE t.event = e.id)
    AND (e.id IN ({FOR_GOOD}) OR NOT EXISTS (
        SELECT FROM check_in c WHERE c.event = e.id AND c.standing))
"""
CLOSED: Final = """
    EXISTS (SELECT FROM event e JOIN uniqueness_period u ON u.id = e.period
        WHERE e.id = one.event AND {over} AND {counted})
"""
COMPLETE: Final = f"e.programme IS NULL AND {COUNTED}"
LINES_GONE: Final = """
    EXISTS (SELECT FROM uniqueness_period u WHERE u.id = one.period AND u.closed_at < $1)
    AND NOT EXISTS (SELECT FROM event e JOIN check_in c ON c.event = e.id
        WHERE e.period = one.period)
"""
OVERDUE: Final = """
    EXISTS (SELECT FROM event e JOIN uniqueness_period u ON u.id = e.period
        WHERE e.id = one.event AND e.ends_at < $1
            AND (u.closed_at IS NULL OR e.programme IS NOT NULL))
"""

RULES: Final = (
    Rule(
        name="outreach.lines",
        words=later("Líneas de asistencia, una por persona y sin nombre, de periodos cerrados"),
        counted_from=later("desde que se cierra el periodo"),
        why=later("Las cifras cerradas quedan guardadas; ya nada se cuenta de las líneas."),
        days=30,
        most=365,
        what=Several(
            (
                Rows(
                    table="check_in",
                    where=CLOSED.format(over="u.closed_at < $1", counted=COMPLETE),
                ),
                Rows(table="counted_person", key="pseudonym", where=LINES_GONE),
            )
        ),
    ),
    Rule(
        name="outreach.old-lines",
        words=later("Líneas de asistencia de hace más de doce meses"),
        counted_from=later("desde que termina la actividad"),
        why=later("Doce meses son lo más; con el periodo abierto esperan a que se cierre."),
        days=365,
        least=30,
        most=365,
        what=Rows(
            table="check_in",
            where=CLOSED.format(
                over="e.ends_at < $1 AND u.closed_at IS NOT NULL", counted=COMPLETE
            ),
            held_back=OVERDUE,
        ),
        waits_for=later("Esperan: su periodo sigue abierto, o de ellas se cuenta un programa."),
    ),
    Rule(
        name="outreach.readers",
        words=later("Quien recibía los informes de un proyecto y salió de la lista"),
        counted_from=later("desde que salió"),
        why=later("Se recuerda un tiempo que no quiere más correos, para no volver a escribirle."),
        days=730,
        least=30,
        most=730,
        what=Rows(table="release_reader", where="one.left_at < $1"),
    ),
    Rule(
        name="outreach.checks",
        words=later("Comprobaciones de que lo contado está bien"),
        counted_from=later("desde que se hizo"),
        why=later("No llevan datos de nadie; importan las últimas."),
        days=90,
        least=7,
        most=365,
        what=Rows(table="count_check", where="one.at < $1"),
    ),
)
