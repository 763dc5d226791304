"""The codes that we keep instead of words, as people read them."""

from typing import Final

from server.foundation.translation import gettext as _
from server.foundation.translation import later

ROLES: Final = {
    "facilitator": later("facilitación"), "coordinator": later("coordinación"),
    "evaluator": later("evaluación"), "administrator": later("administración"),
    "lead": later("conduce"), "assistant": later("apoya"), "organiser": later("organiza"),
}  # fmt: skip
WAYS: Final = {
    "link": later("enlace"), "password": later("contraseña"),
    "passkey": later("una llave de acceso"),
    "app": later("aplicación de códigos"), "digits": later("aplicación de códigos"),
    "recovery": later("código de recuperación"), "code": later("código de recuperación"),
    "mail": later("correo"), "email": later("correo"), "sms": later("mensaje de texto"),
    "whatsapp": later("WhatsApp"), "inbox": later("Mis avisos"), "webhook": later("programa"),
    "paper": later("hoja de papel"), "screen": later("pantalla"), "page": later("página"),
    "door": later("puerta"), "api": later("programa"), "reply": later("respuesta"),
    "public": later("el público"), "week": later("semana"), "month": later("mes"),
    "quarter": later("trimestre"), "year": later("año"), "es": later("español"),
    "en": later("inglés"), "self": later("por su cuenta"), "one_click": later("un toque"),
    "quc": later("K’iche’"), "cak": later("Kaqchikel"), "kek": later("Q’eqchi’"),
    "renas": later("RENAS"),
}  # fmt: skip
STATES: Final = {
    "proposed": later("propuesto"), "invited": later("por responder"),
    "accepted": later("aceptado"), "declined": later("rechazado"), "expired": later("vencido"),
    "withdrawn": later("retirado"), "released": later("liberado"),
    "substituted": later("con relevo"), "attended": later("estuvo"), "missed": later("no llegó"),
    "queued": later("por enviar"), "held": later("detenido"), "in_flight": later("saliendo"),
    "unknown": later("no se sabe"), "sent": later("enviado"), "delivered": later("entregado"),
    "read": later("leído"), "failed": later("falló"), "refused": later("rechazado"),
    "superseded": later("ya no hacía falta"), "filled": later("alguien lo tomó"),
    "nobody": later("nadie lo tomó"), "called_off": later("ya no hizo falta"),
    "begun": later("ya había empezado"), "draft": later("borrador"),
    "published": later("publicada"), "closed": later("cerrada"), "cancelled": later("cancelada"),
    "confirmed": later("confirmada"), "lapsed": later("venció"),
    "waiting": later("en espera"), "offered": later("ofrecido"),
    "new": later("nuevo"), "changed": later("cambiado"), "kept": later("aceptado"),
    "moved": later("pasado a otra"), "dropped": later("descartado"),
    "asked": later("la persona lo pidió"), "left": later("ya no colabora"),
    "inactive": later("pasó el tiempo sin actividad"),
    "mistake": later("la cuenta se hizo por error"),
}  # fmt: skip
NOTICES: Final = {
    "sign_in_link": later("Enlace para entrar"),
    "account_changed": later("Seguridad de una cuenta"), "invitation": later("Invitación"),
    "confirmation": later("Confirmación"), "change": later("Cambio"),
    "cancellation": later("Cancelación"), "reminder": later("Recordatorio"),
    "place_taken": later("Lugar ya cubierto"), "substitute_found": later("Reemplazo encontrado"),
    "no_substitute": later("Sin reemplazo"), "absences_asked": later("Pregunta por ausencias"),
    "late_cancellation": later("Aviso de último momento"),
    "answer_received": later("Respuesta recibida"),
    "unanswered": later("Invitación sin respuesta"),
    "place_reopened": later("Lugar por cubrir"), "handed_over": later("Cambio en el equipo"),
    "cover_ended_empty": later("Búsqueda sin resultado"), "answer_due": later("Falta responder"),
    "register_open": later("Registro sin cerrar"), "lapsing": later("Documento por vencer"),
    "places_lapsing": later("Documento por vencer de un equipo"),
    "digest": later("Resumen de la semana"), "test_send": later("Prueba"),
    "contact_check": later("Confirmación de un medio"),
    "contacts_changed": later("Cambio de medios"), "report_released": later("Nuevas cifras"),
}  # fmt: skip
WORDS: Final = {**NOTICES, **ROLES, **WAYS, **STATES}
OTHERWISE: Final = {("way", "left"): later("se dio de baja")}
"""What a code says under one name only."""
FREE: Final = frozenset({
    "browser", "cause", "contact", "detail", "email", "title", "public_title", "name", "opening",
    "phone", "project", "search", "subject", "successor", "topic",
})  # fmt: skip
"""What people wrote themselves is never taken for one of our codes."""


def in_words(name: str, value: str) -> str:
    """The code that stands under this name; what is none, or unknown, stands as it is."""
    if (name, value) in OTHERWISE:
        return _(OTHERWISE[name, value])
    return _(WORDS[value]) if value in WORDS and name not in FREE else value
