"""What is told about an act, in words; what this version has no words for stands as it is."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from server.accounts.domain.code_words import in_words
from server.foundation.translation import gettext as _
from server.foundation.translation import later

KEYS: Final = {
    "after": later("después"), "arrived_at": later("llegó"), "asks": later("pregunta"),
    "authenticator": later("aplicación de códigos"), "before": later("antes"),
    "both_at": later("ya estaban las dos en"), "broken": later("rota en"),
    "busy_only": later("solo «Ocupado»"), "cards": later("tarjetas"), "cause": later("causa"),
    "changed": later("cambió"), "changes": later("cambios"), "channel": later("medio"),
    "days": later("días"), "days_after": later("días después"), "despite": later("a pesar de"),
    "doubt": later("duda"), "entries": later("actos"), "event": later("actividad"),
    "events": later("actividades"), "every": later("cada"), "failure": later("falla"),
    "fate": later("decisión"), "first": later("primer día"), "home": later("municipio"),
    "key": later("segundo paso"), "kind": later("tipo"), "language": later("idioma"),
    "languages": later("idiomas"), "last": later("último día"), "left": later("quedan"),
    "line": later("línea"), "lines": later("líneas"), "municipality": later("municipio"),
    "n": later("cuántos"), "name": later("nombre"), "novice": later("está aprendiendo"),
    "number": later("número"),
    "on": later("día"), "other": later("otra persona"), "outcome": later("resultado"),
    "passkey": later("una llave de acceso"),
    "people": later("personas"), "period": later("periodo"),
    "phone": later("teléfono"), "qualifications": later("temas"), "readers": later("para quién"),
    "reason": later("motivo"), "registration": later("inscripción"), "role": later("papel"),
    "scope": later("municipios"), "search": later("búsqueda"), "sessions": later("sesiones"),
    "successor": later("ahora se llama"), "through": later("hasta"), "title": later("título"),
    "to": later("para"), "undone": later("deshizo"), "volunteer": later("quien ayuda"),
    "accumulates": later("se acumula"), "audience": later("público"), "bands": later("edades"),
    "code": later("código"), "digest": later("huella"), "ends_on": later("termina"),
    "evidence": later("evidencia"), "exact": later("exacto"), "filters": later("filtros"),
    "grade": later("grado"), "held_on": later("día"), "measure": later("qué mide"),
    "milestone": later("hito"), "month": later("mes"), "note": later("nota"),
    "reach": later("alcance"), "rule": later("regla"), "starts_on": later("empieza"),
    "value": later("valor"), "venue": later("lugar"), "check_in": later("registros"),
    "way": later("cómo"), "why": later("motivo"), "zone": later("zona horaria"),
}  # fmt: skip
PLACES: Final = frozenset({"scope", "home", "municipality"})
"""What is a municipality, or several, by code."""
SHORT: Final = 8


def told(detail: Mapping[str, Any], places: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each thing that is told about an act, and what it is, as people read it.

    `places` are the municipalities' names by code.
    """
    return [(called(name), _said(name, value, places)) for name, value in detail.items()]


def called(name: str) -> str:
    """What such a thing is called."""
    return _(KEYS[name]) if name in KEYS else name.replace("_", " ")


def _said(name: str, value: Any, places: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_said(name, one, places) for one in value) or "—"
    if isinstance(value, dict):
        return ", ".join(f"{called(key)} {_said(key, one, places)}" for key, one in value.items())
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if value is None:
        return "—"
    return places.get(str(value), str(value)) if name in PLACES else _word(name, str(value))


def _word(name: str, value: str) -> str:
    # Nobody reads a UUID; of one its end is enough to tell things apart.
    return f"…{value[-SHORT:]}" if _is_key(value) else in_words(name, value)


def _is_key(value: str) -> bool:
    if len(value) != 36:
        return False
    try:
        return bool(UUID(value))
    except ValueError:
        return False
