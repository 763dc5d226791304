"""The words by which people say on their telephone that they want no messages, or want them again.

Only a message that is nothing else counts: «alto» within a sentence is no wish.
"""

import re
import unicodedata
from typing import Final

OUT: Final = frozenset(
    {
        "alto", "baja", "basta", "borrar", "cancel", "cancelar", "dame de baja", "dar de baja",
        "darme de baja", "dejar", "detener", "end", "no mas", "no mas avisos", "no mas mensajes",
        "opt out", "optout", "parar", "quit", "quitar", "revoke", "salir", "stop", "stop all",
        "stopall", "unsubscribe",
    }
)  # fmt: skip
# No «sí»: it answers an invitation as well.
BACK: Final = frozenset({"alta", "dar de alta", "darme de alta", "start", "unstop"})
POLITE: Final = re.compile(r" (?:por favor|please|gracias|thanks?(?: you)?)$")
LONGEST: Final = 60


def wish(text: str) -> bool | None:
    """False for no more messages, True for messages again, None for anything else."""
    said = _bare(text)
    if said in OUT:
        return False
    return True if said in BACK else None


def _bare(text: str) -> str:
    """In small letters, without accents, marks and courtesy."""
    if len(text) > LONGEST:
        return ""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = " ".join(re.findall(r"[a-z0-9]+", letters))
    return POLITE.sub("", POLITE.sub("", words))
