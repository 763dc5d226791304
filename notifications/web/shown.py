"""What the outbox pages show, in words."""

from datetime import datetime

from msgspec import Struct

from events.planning.domain import when
from notifications.domain.overview import Attempt, Line
from notifications.domain.reminder_rules import Rule
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.pages import NavigationItem


class ShownLine(Struct, frozen=True, kw_only=True):
    """A notice in a list."""

    href: str
    kind: str
    who: str
    named: bool
    about: str
    event_href: str | None
    municipality: str | None
    municipality_name: str | None
    state: str
    in_doubt: bool
    attempts: int
    moment: str
    moment_label: str
    reason: str


class ShownAttempt(Struct, frozen=True, kw_only=True):
    """A delivery in a list."""

    number: int
    began: str
    outcome: str | None
    detail: str


class ShownRule(Struct, frozen=True):
    """A reminder rule in words."""

    ahead: str
    people: str


def shown_line(line: Line, zone: str) -> ShownLine:
    """Times of the outbox are those of the installation's clock, times of events their own."""
    label, moment = _last_word(line)
    return ShownLine(
        href=f"/avisos/{line.id}", kind=kind_name(line.kind), about=_about(line),
        who=line.who or _("Inscripción"), named=line.who is not None,
        event_href=f"/eventos/{line.event}" if line.event else None,
        municipality=line.municipality, municipality_name=line.municipality_name,
        state=line.state, in_doubt=line.in_doubt, attempts=line.attempts,
        moment=_moment(moment, zone), moment_label=label, reason=line.reason,
    )  # fmt: skip


def shown_attempt(attempt: Attempt, zone: str) -> ShownAttempt:
    """When it began and how it ended."""
    return ShownAttempt(
        number=attempt.attempt, began=_moment(attempt.began_at, zone), outcome=attempt.outcome,
        detail=attempt.detail,
    )  # fmt: skip


def shown_rule(rule: Rule) -> ShownRule:
    """Such as «24 horas antes», «todas las personas»."""
    hours, rest = divmod(rule.minutes_before, 60)
    ahead = (
        ngettext("%(n)s minuto antes", "%(n)s minutos antes", rule.minutes_before)
        if rest
        else ngettext("%(n)s hora antes", "%(n)s horas antes", hours)
    )
    people = {"lead": _("facilitación principal"), "assistant": _("apoyo a la facilitación")}
    return ShownRule(ahead, people.get(rule.role or "", _("todas las personas")))


def filters(counts: dict[str, int], only: str) -> list[NavigationItem]:
    """The ways to look at the outbox, each with how much it shows."""
    names = {
        "": _("Todos"),
        "queued": _("Por enviar"),
        "sent": _("Enviados"),
        "failed": _("Fallidos"),
        "doubt": _("En duda"),
        "superseded": _("Sin efecto"),
    }
    return [
        NavigationItem(_address(name), f"{label} ({counts[name]})", "", name == only)
        for name, label in names.items()
    ]


def kind_name(kind: str) -> str:
    """What a kind of notice is called."""
    names = {
        "sign_in_link": _("Enlace para entrar"),
        "invitation": _("Invitación"),
        "confirmation": _("Confirmación"),
        "change": _("Cambio"),
        "cancellation": _("Cancelación"),
        "reminder": _("Recordatorio"),
        "released": _("Lugar que quedó libre"),
        "place_taken": _("Lugar ya cubierto"),
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
    }
    return names.get(kind, kind)


def _address(only: str) -> str:
    return f"/avisos?estado={only}" if only else "/avisos"


def _about(line: Line) -> str:
    if line.title is None or line.starts_at is None or line.zone is None:
        return ""
    return f"{line.title}, {_moment(line.starts_at, line.zone)}"


def _last_word(line: Line) -> tuple[str, datetime]:
    if line.settled_at is not None:
        return _("Resuelto"), line.settled_at
    if line.attempts:
        return _("Próximo intento"), line.due_at
    return _("En cola desde"), line.owed_at


def _moment(instant: datetime, zone: str) -> str:
    return f"{when.short_day(instant, zone)}, {when.hour(instant, zone)}"
