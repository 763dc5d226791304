"""What the outbox pages show, in words."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from notifications.domain.outbox.failure_words import in_words, is_wrong_address
from notifications.domain.outbox.overview import Line
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class ShownLine(Struct, frozen=True, kw_only=True):
    """A notice in a list."""

    id: UUID
    href: str
    kind: str
    who: str
    named: bool
    person_href: str | None
    ways_href: str | None
    about: str
    event_href: str | None
    municipality: str | None
    municipality_name: str | None
    channel: str | None
    channel_name: str
    given_up: tuple[str, ...]
    state: str
    in_doubt: bool
    attempts: int
    moment: str
    moment_label: str
    next_try: str
    reason: str
    wrong_address: bool


def shown_line(line: Line, zone: str, by: Actor) -> ShownLine:
    """Times of the outbox are those of the installation's clock, times of events their own.

    A person is linked for whoever looks after them.
    """
    label, moment = _last_word(line)
    person = f"/personas/{line.helper}" if line.home and by.reaches(line.home) else None
    return ShownLine(
        id=line.id, href=f"/avisos/{line.id}", kind=kind_name(line.kind), about=_about(line),
        who=line.who or _nobody(line.to), named=line.who is not None,
        person_href=person, ways_href=f"{person}/medios" if person else None,
        event_href=f"/eventos/{line.event}" if line.event else None,
        municipality=line.municipality, municipality_name=line.municipality_name,
        channel=line.channel, channel_name=channel_name(line.channel) if line.channel else "",
        given_up=tuple(channel_name(each) for each in line.given_up),
        state=_state(line), in_doubt=line.in_doubt, attempts=line.attempts,
        moment=moment_of(moment, zone), moment_label=label,
        next_try=moment_of(line.due_at, zone) if line.state == "queued" else "",
        reason=in_words(line.reason_channel, line.reason),
        wrong_address=is_wrong_address(line.reason_channel, line.reason),
    )  # fmt: skip


def channel_name(channel: str) -> str:
    """What a way to tell somebody is called."""
    names = {
        "mail": _("Correo"),
        "whatsapp": _("WhatsApp"),
        "sms": _("Mensaje de texto"),
        "webhook": _("Programa"),
        "inbox": _("Mis avisos"),
    }
    return names.get(channel, channel)


def kind_name(kind: str) -> str:
    """What a kind of notice is called."""
    names = {
        "sign_in_link": _("Enlace para entrar"),
        "account_changed": _("Seguridad de una cuenta"),
        "invitation": _("Invitación"),
        "confirmation": _("Confirmación"),
        "change": _("Cambio"),
        "cancellation": _("Cancelación"),
        "reminder": _("Recordatorio"),
        "released": _("Lugar que quedó libre"),
        "place_taken": _("Lugar ya cubierto"),
        "expired": _("Invitación vencida"),
        "substitute_found": _("Reemplazo encontrado"),
        "no_substitute": _("Sin reemplazo"),
        "absences_asked": _("Pregunta por ausencias"),
        "late_cancellation": _("Aviso de último momento"),
        "answer_received": _("Respuesta recibida"),
        "unanswered": _("Invitación sin respuesta"),
        "place_reopened": _("Lugar por cubrir"),
        "handed_over": _("Cambio en el equipo"),
        "cover_ended_empty": _("Búsqueda sin resultado"),
        "seat_registered": _("Inscripción recibida"),
        "seat_offered": _("Lugar ofrecido"),
        "seat_reminder": _("Recordatorio de inscripción"),
        "seat_change": _("Cambio a quien se inscribió"),
        "seat_cancellation": _("Cancelación a quien se inscribió"),
        "seat_cancelled": _("Reserva cancelada"),
        "answer_due": _("Falta responder"),
        "register_open": _("Registro sin cerrar"),
        "lapsing": _("Documento por vencer"),
        "places_lapsing": _("Documento por vencer de un equipo"),
        "digest": _("Resumen de la semana"),
        "test_send": _("Prueba"),
        "contact_check": _("Confirmación de un medio"),
        "contacts_changed": _("Cambio de medios"),
        "report_released": _("Nuevas cifras"),
        "program_event": _("Actividad, a un programa"),
        "program_register": _("Registro cerrado, a un programa"),
        "program_answer": _("Respuesta, a un programa"),
    }
    return names.get(kind, kind)


def moment_of(instant: datetime, zone: str) -> str:
    """Such as «sáb 5 dic, 09:00»."""
    return f"{when.short_day(instant, zone)}, {when.hour(instant, zone)}"


def _nobody(to: str) -> str:
    names = {"webhook": _("Programa"), "reader": _("Lista de un donante")}
    return names.get(to, _("Inscripción"))


def _about(line: Line) -> str:
    if line.title is None or line.starts_at is None or line.zone is None:
        return ""
    public = f" («{line.public_title}»)" if line.public_title != line.title else ""
    return f"{line.title}{public}, {moment_of(line.starts_at, line.zone)}"


def _state(line: Line) -> str:
    """As the database has it, but what nobody was written to is only kept."""
    return "kept" if (line.state, line.channel) == ("sent", "inbox") else line.state


def _last_word(line: Line) -> tuple[str, datetime]:
    if line.settled_at is not None:
        return _ended(_state(line)), line.settled_at
    if line.state == "held":
        return _("Retenido hasta"), line.due_at
    if line.state == "unknown":
        return _("Se espera noticia hasta"), line.due_at
    if line.attempts:
        return _("Próximo intento"), line.due_at
    if line.wanted_at is not None:
        return _("Previsto para"), line.wanted_at
    return _("En cola desde"), line.owed_at


def _ended(state: str) -> str:
    words = {
        "failed": _("Falló"),
        "superseded": _("Se descartó"),
        "kept": _("Quedó en Convoca"),
    }
    return words.get(state, _("Salió"))
