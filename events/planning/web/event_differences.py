"""A form beside what was saved meanwhile: what differs, field by field, and which of both stays."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from events.planning.domain import quetzales, when, zones
from events.planning.domain.grounding_details import MOST_MATERIALS
from events.planning.web.event_options import Options
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from server.web.forms import Form

CLOCK: Final = ("day", "starts", "last_day", "ends", "zone")
PLAIN: Final = (
    *("title", "kind", "modality", "meeting_url", "municipality", "venue"),
    *("venue_overlap_reason", "audiences", "topics", "public_title", "capacity", "project"),
    *("programme", "programme_position", "cost", "travel_note", "notes"),
)


class Difference(Struct, frozen=True):
    """One thing that the form says otherwise than what is saved.

    `theirs` says that only the others changed it, so that what is saved had better stay.
    """

    name: str
    label: str
    typed: str
    saved: str
    theirs: bool


def differences(
    typed: Form, saved: Form, offered: Options, opened: Form | None = None
) -> list[Difference]:
    """What differs between the form and what is saved; `opened` is what it was begun with."""
    said, stands = _words(typed, offered), _words(saved, offered)
    began = _words(opened, offered) if opened is not None else {}
    return [
        Difference(
            name, label, said[name] or "—", stands[name] or "—", said[name] == began.get(name)
        )
        for name, label in _labels().items()
        if said[name] != stands[name]
    ]


def keeping(typed: Form, saved: Form, offered: Options) -> Form:
    """The form with what is saved in all that was marked with `keep`."""
    parts = _parts(offered)
    kept = {field for name in typed.values("keep") for field in parts.get(name, ())}
    fields = {field for part in parts.values() for field in part} | {"seen", "template"}
    return Form(
        {field: (saved if field in kept else typed).values(field) for field in sorted(fields)}
    )


def _parts(offered: Options) -> dict[str, list[str]]:
    """The fields that each of the things to compare is written down in."""
    return {
        **{name: [name] for name in PLAIN},
        "when": list(CLOCK),
        "details": [
            f"detail-{kind}-{q.name}" for kind, qs in offered.questions.items() for q in qs
        ],
        "materials": [
            f"material-{number}-{part}"
            for number in range(1, MOST_MATERIALS + 1)
            for part in ("label", "link", "version")
        ],
    }


def _labels() -> dict[str, str]:
    return {
        "title": _("Título"),
        "kind": _("Tipo de actividad"),
        "details": _("Datos del tipo"),
        "when": _("Fecha y hora"),
        "modality": _("Modalidad"),
        "meeting_url": _("Dirección de la reunión"),
        "municipality": _("Municipio"),
        "venue": _("Lugar"),
        "venue_overlap_reason": _("Motivo para compartir el lugar"),
        "audiences": _("Público"),
        "topics": _("Temas"),
        "public_title": _("Título público"),
        "capacity": _("Cupo"),
        "project": _("Proyecto"),
        "programme": _("Programa formativo"),
        "programme_position": _("Sesión"),
        "materials": _("Materiales"),
        "cost": _("Costo"),
        "travel_note": _("Nota de viaje"),
        "notes": _("Notas para el equipo"),
    }


def _words(form: Form, offered: Options) -> Mapping[str, str]:
    labels = _offered(offered)
    said = {
        name: _joined(labels.get((name, value), value) for value in sorted(form.values(name)))
        for name in PLAIN
    }
    parts = _parts(offered)
    kind = form.value("kind")
    answers = [f for f in parts["details"] if f.startswith(f"detail-{kind}-")]
    return {
        **said,
        "cost": _cost(form.value("cost")),
        "when": _clock(form),
        "details": _joined(form.value(field) for field in answers),
        "materials": _joined(form.value(field) for field in parts["materials"]),
    }


def _clock(form: Form) -> str:
    written = [form.value(name) for name in ("day", "last_day") if form.value(name)]
    days = [when.short_day(date.fromisoformat(day), zones.HOME) for day in written]
    hours = f"{form.value('starts')}–{form.value('ends')}"
    zone = form.value("zone")
    return _joined([*days, hours, zones.name(zone) if zone in zones.known() else zone])


def _cost(text: str) -> str:
    try:
        return quetzales.said(quetzales.read(text))
    except ValueError:
        return text


def _joined(words: Iterable[str]) -> str:
    return ", ".join(said for word in words if (said := one_line(word)))


def _offered(offered: Options) -> dict[tuple[str, str], str]:
    lists = {
        "kind": [(value, label) for value, label, _hint, _icon in offered.kinds],
        "municipality": offered.municipalities,
        "modality": offered.modalities,
        "project": offered.projects,
        "topics": offered.topics + offered.more_topics,
        "audiences": offered.audiences + offered.more_audiences,
        "venue": [option for group in offered.venues for option in group.options],
        "programme": [option for group in offered.programmes for option in group.options],
    }
    return {(name, value): label for name, options in lists.items() for value, label in options}
