"""What went wrong, in words: providers answer with numbers."""

import re
from typing import Final

from notifications.domain.outbox.mail_words import NOBODY, meant
from server.foundation.translation import gettext as _
from server.foundation.translation import later

NUMBER: Final = re.compile(r"\b[0-9]{3,6}\b")
# On its own this number may mean either.
EITHER: Final = later("La dirección no existe, o el servidor de la otra persona no lo aceptó.")
REFUSED_MAIL: Final = later("El servidor de correo de la otra persona no lo aceptó.")
NO_WHATSAPP: Final = later("Ese número no usa WhatsApp o no puede recibir este mensaje.")
NO_SUCH_PHONE: Final = later("El número no existe o no puede recibir mensajes de texto.")
LEFT_ALONE: Final = later("La persona pidió no recibir mensajes por ahí.")
TEMPLATE: Final = later("WhatsApp no aprobó la plantilla, o no coincide con lo enviado.")
BUSY: Final = later("El proveedor recibía demasiados mensajes y pidió esperar.")
KEY: Final = later("El proveedor no acepta nuestra clave: hay que renovarla.")
MISREAD: Final = later("WhatsApp no entendió el mensaje: faltó o sobró un dato.")
LANDLINE: Final = later("El número es de un teléfono fijo: no recibe mensajes de texto.")
ABROAD: Final = later("El proveedor no envía mensajes a ese país.")
MISSPELT: Final = later("La dirección de correo está mal escrita.")
# What nobody but who knows the person can put right.
WRONG_ADDRESS: Final = frozenset({NOBODY, EITHER, NO_SUCH_PHONE, LANDLINE, NO_WHATSAPP, MISSPELT})
WORDS: Final = {
    "mail:550": EITHER,
    "mail:551": NOBODY,
    "mail:553": NOBODY,
    "mail:450": later("El buzón está ocupado o no disponible."),
    "mail:451": later("El servidor de correo de la otra persona pidió esperar."),
    "mail:452": later("El buzón está lleno."),
    "mail:552": later("El buzón está lleno."),
    "mail:535": later("El servidor de correo no acepta nuestra clave."),
    "mail:554": REFUSED_MAIL,
    "whatsapp:131026": NO_WHATSAPP,
    "whatsapp:131047": later(
        "WhatsApp solo permite plantillas aprobadas fuera de una conversación."
    ),
    "whatsapp:131048": later("WhatsApp detuvo nuestro número: demasiadas personas lo marcaron."),
    "whatsapp:131049": later("WhatsApp limitó cuántos mensajes recibe esa persona."),
    "whatsapp:131050": LEFT_ALONE,
    "whatsapp:131056": BUSY,
    "whatsapp:130429": BUSY,
    "whatsapp:190": KEY,
    "whatsapp:368": later("WhatsApp bloqueó la cuenta por un tiempo."),
    "whatsapp:100": MISREAD,
    "whatsapp:131008": MISREAD,
    "whatsapp:131009": MISREAD,
    "whatsapp:131021": later("Ese número es el mismo desde el que se envía."),
    "whatsapp:131051": MISREAD,
    "whatsapp:135000": MISREAD,
    "whatsapp:130472": later("WhatsApp no entrega este tipo de mensajes a esa persona por ahora."),
    "whatsapp:130497": ABROAD,
    "sms:20003": KEY,
    "sms:20429": BUSY,
    "sms:21211": NO_SUCH_PHONE,
    "sms:21408": ABROAD,
    "sms:21602": later("El mensaje no decía nada."),
    "sms:21604": NO_SUCH_PHONE,
    "sms:21608": later("La cuenta de prueba del proveedor solo envía a números comprobados."),
    "sms:21612": NO_SUCH_PHONE,
    "sms:21617": later("El mensaje era demasiado largo."),
    "sms:21614": LANDLINE,
    "sms:21610": LEFT_ALONE,
    "sms:30003": later("El teléfono estaba apagado o sin señal."),
    "sms:30004": later("El operador bloqueó el mensaje."),
    "sms:30005": NO_SUCH_PHONE,
    "sms:30006": LANDLINE,
    "sms:30007": later("El operador tomó el mensaje por publicidad y no lo entregó."),
    "webhook:404": later("El programa ya no está en esa dirección."),
    "webhook:410": later("El programa ya no está en esa dirección."),
    "webhook:429": later("El programa recibía demasiado y pidió esperar."),
    "webhook:500": later("El programa falló al recibirlo."),
    "sms:30008": later("El operador no dijo por qué no lo entregó."),
}
OURS: Final = {
    "the letter could not be written": later("El mensaje no se pudo redactar."),
    "unexpected error": later("Un error inesperado de nuestro lado."),
    "no answer": later("El proveedor no contestó a tiempo."),
    "not connected": later("No se pudo llegar al proveedor."),
    "no way leads there": later(
        "La persona no tiene ningún medio por el que se le pueda escribir."
    ),
    "no way may be used": later("Ningún medio se podía usar antes de que empezara la actividad."),
    "this channel is off": later("Ese medio no está configurado en esta instalación."),
    "not a mail address": MISSPELT,
    "the name of the host": later("La dirección del programa no lleva a ninguna parte."),
    "the address lies within": later("La dirección del programa está en nuestra propia red."),
    "restored from a backup": later(
        "Se restauró una copia de seguridad anterior: este aviso puede haber salido ya."
    ),
}
OF_TEMPLATES: Final = "132"


def in_words(channel: str | None, detail: str) -> str:
    """A sentence for what was said, or what was said where no sentence is known for it."""
    known = _known(channel, detail)
    return _(known) if known else detail


def cause_in_words(said: str) -> str:
    """The same for a cause that many notices share."""
    channel, _colon, detail = said.partition(":")
    return in_words(channel, detail) or _("No se sabe por qué")


def is_wrong_address(channel: str | None, detail: str) -> bool:
    """Whether it fails again until somebody corrects where the person is written to."""
    return _known(channel, detail) in WRONG_ADDRESS


def _known(channel: str | None, detail: str) -> str | None:
    number = NUMBER.search(detail)
    meaning = meant(detail) if channel == "mail" else None
    return meaning or (_of(channel, number[0]) if number else _ours(detail))


def _of(channel: str | None, number: str) -> str | None:
    if channel == "whatsapp" and number.startswith(OF_TEMPLATES):
        return TEMPLATE
    return WORDS.get(f"{channel}:{number}")


def _ours(detail: str) -> str | None:
    return next((words for begins, words in OURS.items() if detail.startswith(begins)), None)
