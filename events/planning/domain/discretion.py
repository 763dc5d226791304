"""Words that never leave the signed-in pages, whatever an event is about and whoever chose them.

A phone is read by others too: by who lives with a child, and by who harms it. Where the title of an
event has one of these words, everybody else reads only its kind.
"""

import re
from typing import Final

from events.planning.domain.plain_words import plain

# Stems without accents, in Spanish and in English; a hyphen stands for any ending.
TERMS: Final = (
    "trata", "tratante-", "trafico", "explotacion", "explotad-", "sexual-", "sexo", "abus-",
    "violencia", "violent-", "violacion-", "violad-", "agresion-", "agresor-", "maltrat-",
    "victim-", "sobreviviente-", "denunci-", "genero", "femicidio-", "feminicidio-", "testimonio-",
    "trauma-", "vih", "sida", "forzad-", "servidumbre", "esclav-", "prostitu-", "pornogra-",
    "embaraz-", "suicid-", "droga-", "pandilla-", "extorsion-", "delito-", "grooming", "sextorsion",
    "trafficking", "trafficker-", "exploit-", "sex", "violence", "rape-", "assault-", "survivor-",
    "gender", "femicide-", "testimony", "hiv", "aids", "slave-", "pregnan-", "drug-", "extortion",
)  # fmt: skip
SENSITIVE: Final = re.compile(
    r"\b(?:" + "|".join(re.sub("-$", r"\\w*", term) for term in TERMS) + r")\b"
)


def sensitive_word(text: str) -> str:
    """The first word of a text that must not stand where everybody reads; empty if there is none.

    It is given without accents and capitals.
    """
    found = SENSITIVE.search(plain(text))
    return found[0] if found else ""
