"""What servers of mail mean by their second number, in words (RFC 3463, RFC 7505).

The first number says little: 550 stands for an address that does not exist as well as for a letter
that was taken for advertising.
"""

import re
from typing import Final

from server.foundation.translation import later

ENHANCED: Final = re.compile(r"^(?:[0-9]{3}[ -])?([245])[.]([0-9]{1,3}[.][0-9]{1,3})(?![.0-9])")
NOBODY: Final = later("La dirección no existe o ya no recibe correo.")
SENDER: Final = later(
    "El servidor de la otra persona no acepta la dirección desde la que se envía."
)
CLOSED: Final = later("El buzón está cerrado o no acepta mensajes.")
FULL: Final = later("El buzón está lleno.")
LARGE: Final = later("El mensaje era demasiado grande para el servidor de la otra persona.")
SYSTEM: Final = later("El servidor de correo de la otra persona no funciona bien.")
NO_ROAD: Final = later("No se pudo llegar al servidor de correo de la otra persona.")
POLICY: Final = later("El servidor de la otra persona lo rechazó por sus reglas de seguridad.")
OUR_KEY: Final = later("El servidor de correo no acepta nuestra clave.")
MISREAD: Final = later("El servidor de la otra persona no entendió el mensaje.")
LATER: Final = later("El servidor de correo de la otra persona pidió esperar.")
# A subject and its detail where they say something of their own, else the subject alone.
MEANINGS: Final = {
    "1": NOBODY,
    "1.7": SENDER,
    "1.8": SENDER,
    "2": CLOSED,
    "2.2": FULL,
    "2.3": LARGE,
    "3": SYSTEM,
    "3.4": LARGE,
    "4": NO_ROAD,
    "5": MISREAD,
    "6": MISREAD,
    "7": POLICY,
    "7.8": OUR_KEY,
}


def meant(detail: str) -> str | None:
    """The sentence for what begins with an enhanced number, if there is one."""
    found = ENHANCED.match(detail)
    if found is None:
        return None
    subject = found[2].split(".")[0]
    if found[1] == "4" and subject == "7":
        return LATER
    return MEANINGS.get(found[2]) or MEANINGS.get(subject)
