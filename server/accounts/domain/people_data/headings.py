"""What the columns of what is held about a person are called, in Spanish."""

from typing import Final

HEADINGS: Final = {
    "absences_told_until": "ausencias dichas hasta", "act": "qué hizo", "added_at": "agregado",
    "address": "dirección", "answer": "respuesta", "answer_by": "responder antes de",
    "apart": "nunca con", "arrived_at": "llegó", "asked_at": "pedido", "at": "momento",
    "began_at": "intento", "browser": "navegador", "changed_at": "cambió", "channel": "medio",
    "confirmed_at": "confirmado", "contact": "contacto", "created_at": "creado",
    "detail": "detalle", "disabled_at": "deshabilitada", "done": "hechas", "email": "correo",
    "ended_at": "terminó", "expires_at": "vence", "facts": "datos", "first_day": "primer día",
    "format": "formato", "from_time": "desde las", "given": "aceptó", "home": "municipio",
    "kind": "tipo", "language": "idioma", "languages": "idiomas", "last_day": "último día",
    "left_at": "salió", "lines": "líneas", "made_at": "hecho", "most_a_month": "máximo al mes",
    "most_a_week": "máximo a la semana", "municipality": "municipio", "name": "nombre",
    "network": "RAC", "novice": "está aprendiendo", "number": "n.º", "opened_at": "empezó",
    "opening": "comienzo", "outcome": "resultado", "owed_at": "debido", "people": "personas",
    "project": "proyecto", "public_title": "actividad", "quiet_from": "silencio desde",
    "quiet_until": "silencio hasta", "read_at": "leído", "reason": "motivo",
    "receipt": "entrega", "role": "papel", "said_at": "dicho", "seen_at": "última vez",
    "starts_at": "empieza", "state": "estado", "status": "estado", "subject": "sobre qué",
    "title": "actividad", "together": "mejor con", "told_at": "dicho", "topic": "tema",
    "total": "líneas", "travel_minutes": "minutos de viaje", "undone_at": "deshecho",
    "until_time": "hasta las", "usual": "así se responde siempre", "valid_until": "vale hasta",
    "verified_on": "verificada", "way": "cómo", "weekday": "día", "written_at": "escrito",
    "zone": "zona horaria",
}  # fmt: skip


def heading(column: str) -> str:
    """What a column is called; one that nobody named stands as it is."""
    return HEADINGS.get(column, column.replace("_", " "))
