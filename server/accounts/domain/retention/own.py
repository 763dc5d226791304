"""What this room forgets: ways in that are over, answers to programs, the audit of old."""

from typing import Final

from server.accounts.domain.audit import forgetting
from server.accounts.domain.retention.rows import Rows, Several
from server.accounts.domain.retention.rule import Cutoff, Rule
from server.foundation.translation import later


class _Audit:
    """The oldest entries, a checkpoint in whose place keeps the chain whole."""

    async def due(self, cutoff: Cutoff) -> int:
        return await forgetting.due(cutoff.before)

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:
        return await forgetting.forget(cutoff.before, most=most, at=cutoff.at)

    async def waiting(self, _cutoff: Cutoff) -> int:
        return 0


RULES: Final = (
    Rule(
        name="accounts.ways-in",
        words=later("Sesiones, enlaces y retos de entrada que vencieron"),
        counted_from=later("desde que vencen"),
        why=later("Vencidos no abren nada; dicen desde qué navegador entró cada quien."),
        days=1,
        most=30,
        what=Several(
            (
                Rows(table="session", key="fingerprint", where="one.expires_at < $1"),
                Rows(table="sign_in_link", where="one.expires_at < $1"),
                Rows(table="challenge", where="one.expires_at < $1"),
                Rows(table="recovery_code", key="fingerprint", where="one.used_at < $1"),
            )
        ),
    ),
    Rule(
        name="accounts.answers",
        words=later("Respuestas guardadas para programas que repiten una petición"),
        counted_from=later("desde la respuesta"),
        why=later("Quien repite lo hace en minutos; las respuestas pueden llevar nombres."),
        days=1,
        most=7,
        what=Rows(table="kept_answer", key="fingerprint", where="one.created_at < $1"),
    ),
    Rule(
        name="accounts.attempts",
        words=later("Cuentas de intentos, por huella"),
        counted_from=later("desde el primer intento"),
        why=later("Ningún límite mira más atrás."),
        days=1,
        least=1,
        most=7,
        what=Rows(table="bucket", key="key", where="one.started_at < $1"),
    ),
    Rule(
        name="accounts.runs",
        words=later("Informes de lo que se borró"),
        counted_from=later("desde que se borró"),
        why=later("No llevan datos de nadie; se guardan tanto como la auditoría."),
        days=1826,
        least=365,
        most=1826,
        what=Rows(table="retention_run", where="one.began_at < $1"),
    ),
    Rule(
        name="accounts.audit",
        words=later("Auditoría: quién hizo o miró qué"),
        counted_from=later("desde cada acto"),
        why=later("Cinco años: lo que puede tardar en preguntarse quién hizo qué."),
        days=1826,
        # Whether somebody was here within two years is read from it: see people.inactive.
        least=730,
        most=1826,
        what=_Audit(),
    ),
)
