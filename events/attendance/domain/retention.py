"""What this room forgets: how to reach who registered, phones of doors, opinions, loose notes.

The lines of registers are forgotten by the room that counts them.
"""

from typing import Final

from events.attendance.domain.reserving import seat_contacts
from server.accounts.domain.retention import Rows, Rule, Several
from server.foundation.translation import later

OVER: Final = "EXISTS (SELECT FROM event e WHERE e.id = one.event AND e.ends_at < $1)"
UNUSED: Final = """
    NOT EXISTS (SELECT FROM check_in x WHERE x.phone = one.id)
    AND NOT EXISTS (SELECT FROM headcount x WHERE x.phone = one.id)
    AND NOT EXISTS (SELECT FROM set_aside x WHERE x.phone = one.id)
    AND NOT EXISTS (SELECT FROM withdrawal x WHERE x.phone = one.id)
"""
RULES: Final = (
    Rule(
        name="attendance.contacts",
        words=later("El contacto que dejó quien se inscribió"),
        counted_from=later("desde que termina la actividad o se deja el lugar"),
        why=later("Sirve para avisar de esa actividad y para nada más."),
        days=seat_contacts.KEPT.days,
        most=7,
        what=Rows(
            table="registration",
            where=f"""(one.contact IS NOT NULL OR one.quiet)
                AND (one.ended_at < $1 OR {OVER})""",
            change="contact = NULL, quiet = false",
        ),
    ),
    Rule(
        name="attendance.phones",
        words=later("Teléfonos y enlaces de puerta: su nombre, su PIN y su llave"),
        counted_from=later("desde que vence el enlace"),
        why=later("Vencidos no abren nada; el nombre puede decir de quién es el teléfono."),
        days=30,
        least=7,
        most=365,
        what=Several(
            (
                Rows(table="door_phone", where=f"one.expires_at < $1 AND {UNUSED}"),
                Rows(
                    table="door_phone",
                    where="one.expires_at < $1 AND one.name <> ''",
                    change="name = '', pin = ''",
                ),
            )
        ),
    ),
    Rule(
        name="attendance.aside",
        words=later("Lo que un teléfono mandó y no entró en ningún registro"),
        counted_from=later("desde que se decidió"),
        why=later("Decidido, ya está en un registro o no cuenta."),
        days=365,
        least=30,
        most=365,
        what=Rows(table="set_aside", where="one.decided_at < $1"),
    ),
    Rule(
        name="attendance.passes",
        words=later("Por qué se anuló una tarjeta"),
        counted_from=later("desde que se anuló"),
        why=later("El motivo puede hablar de alguien; que esté anulada se guarda siempre."),
        days=365,
        least=30,
        most=730,
        what=Rows(
            table="pass",
            key="mark",
            where="one.revoked_at < $1 AND one.reason <> ''",
            change="reason = ''",
        ),
    ),
    Rule(
        name="attendance.opinions",
        words=later("Opiniones y respuestas de antes y después, una por una"),
        counted_from=later("desde que termina la actividad"),
        why=later("Son anónimas y solo dicen el día; sus sumas se calculan de ellas."),
        days=1826,
        least=365,
        most=1826,
        what=Several(
            (
                Rows(table="feedback", where=OVER),
                Rows(table="knowledge_answer", where=OVER),
            )
        ),
    ),
)
