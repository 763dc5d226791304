"""What this room forgets: drafts of rotas, and what people gave as reasons."""

from typing import Final

from server.accounts.domain.retention import Rows, Rule, Several
from server.foundation.translation import later
from volunteers.assignments.domain.rota import asking

RULES: Final = (
    Rule(
        name="assignments.drafts",
        words=later("Borradores de planificación que no se publicaron"),
        counted_from=later("desde que se pidieron"),
        why=later("Proponen personas para lugares que ya pasaron."),
        days=asking.KEPT.days,
        least=7,
        most=365,
        what=Rows(
            table="rota",
            where="one.state IN ('draft', 'discarded', 'failed') AND one.asked_at < $1",
        ),
    ),
    Rule(
        name="assignments.reasons",
        words=later("Los motivos que alguien escribió al decir que no o pedir relevo"),
        counted_from=later("desde la respuesta"),
        why=later("Hablan de la vida de la persona; la respuesta queda, el motivo no."),
        days=365,
        least=30,
        most=730,
        what=Several(
            (
                Rows(
                    table="answer",
                    where="one.at < $1 AND (one.reason <> '' OR one.usual IS NOT NULL)",
                    change="reason = '', usual = NULL",
                ),
                Rows(
                    table="cover_search",
                    where="one.ended_at < $1 AND one.reason <> ''",
                    change="reason = ''",
                ),
            )
        ),
    ),
)
