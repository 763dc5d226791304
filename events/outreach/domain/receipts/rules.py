"""The rules that figures are counted by, version by version, in words and as a formula.

A version is never changed once a receipt names it: what is counted otherwise is a new version.
"""

from typing import Final

from msgspec import Struct

from server.foundation.translation import current_language

SPANISH_2026_1: Final = """
Cuenta una actividad publicada o cerrada que ya empezó, o cuyo registro ya tiene algo. No cuentan
los borradores, lo cancelado ni lo que se anuló en un registro.

Contactos: cada persona en cada actividad. Son las que se registraron una por una más las que solo
se contaron.

Conteo: las personas de las que solo se sabe el número.

Personas únicas: cuántas personas distintas vinieron. Una tarjeta es una persona dentro de un
periodo. De quien vino sin tarjeta no se sabe si ya había venido; por eso se dan dos números, como
mínimo y como máximo, y uno solo cuando son iguales.

El mínimo: al menos tantas como tarjetas distintas, y al menos tantas como en la actividad más
concurrida. Personas de distinto sexo, o de distinta edad dentro de un periodo, son distintas; por
eso los mínimos de esas partes se suman.

El máximo: las tarjetas distintas más todas las personas que vinieron sin tarjeta.

Las tarjetas de dos periodos no se pueden comparar: el mínimo es el del periodo más concurrido y el
máximo es la suma de todos.

Si una persona respondió distinto en varias actividades, vale lo último que dijo. «Sin dato» es una
respuesta más: las partes siempre suman el total, menos por tema, porque una actividad puede tener
varios.

Contactos, personas únicas, conteo y alcance indirecto nunca se suman entre sí.

Lo que se corrige después de cerrar un periodo se anota como un ajuste, con fecha y motivo.
"""
ENGLISH_2026_1: Final = """
An activity counts if it was published or closed and has begun, or if its register already holds
something. Drafts, what was called off and what was voided in a register do not count.

Contacts: each person at each activity. They are those who were recorded one by one and those who
were only counted.

Headcount: the people of whom only the number is known.

Unique people: how many different people came. A pass is one person within a period. Of somebody who
came without one it is not known whether they had come before; so there are two numbers, at least
and at most, and one only where they meet.

The least: at least as many as different passes, and at least as many as at the fullest activity.
People of different sex, or of different age within a period, are different people; so the least
numbers of these parts add up.

The most: the different passes and everybody who came without a pass.

Passes of two periods cannot be compared: the least is that of the fullest period, and the most is
the sum of all.

Of somebody who answered differently at several activities, the latest answer holds. “Unknown” is an
answer too: the parts always add up to the total, except by topic, because an activity may have
several.

Contacts, unique people, headcount and indirect reach are never added together.

What is corrected after a period was closed is noted as an adjustment, with its date and reason.
"""


class Rule(Struct, frozen=True, kw_only=True):
    """A version of the rules in both languages, its paragraphs set apart by blank lines."""

    version: str
    spanish: str
    english: str
    formula: tuple[str, ...]

    @property
    def said(self) -> list[str]:
        """The paragraphs in the reader's language."""
        text = self.english if current_language() == "en" else self.spanish
        return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]


CURRENT: Final = Rule(
    version="2026-1",
    spanish=SPANISH_2026_1,
    english=ENGLISH_2026_1,
    formula=(
        "contactos = Σₑ (cₑ + hₑ)",
        "máx(U, máxₑ(uₑ + sₑ)) ≤ personas únicas ≤ U + Σₑ sₑ",
    ),
)
RULES: Final = {rule.version: rule for rule in (CURRENT,)}


def rule_of(version: str) -> Rule | None:
    """What a version says; None for one that this installation does not know."""
    return RULES.get(version)
