"""The form that an event is written down in."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from events.planning.domain import quetzales, when, zones
from events.planning.domain.draft import MODALITIES, EventDraft
from events.planning.domain.event import Event, Material
from events.planning.domain.grounding_details import MOST_MATERIALS, wrong_material
from events.planning.web.event_options import Options, grouped_values, options, values
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from server.web.forms import Form

__all__ = ["Options", "draft", "filled", "options", "refused", "standing", "usual"]

SPARE: Final = 3
# How the fields of a draft that is refused are called here.
CALLED: Final = {
    "ends_at": "ends",
    "starts_at": "day",
    "details": "kind",
    "materials": "material-1-label",
}


def usual(offered: Options, zone: str) -> dict[str, list[str]]:
    """What goes without saying, by the form's fields."""
    only = offered.municipalities[0][0] if len(offered.municipalities) == 1 else ""
    return {
        "starts": ["09:00"],
        "ends": ["12:00"],
        "municipality": [only],
        "modality": [MODALITIES[0]],
        "zone": [zone],
    }


def draft(form: Form, offered: Options, zone: str, before: Event | None = None) -> EventDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read.

    Its times are on the clocks of the zone chosen in it, else of `zone`. `before` is the event as
    it stands: hours that were left alone stay exactly as they are.
    """
    written = EventDraft(
        title=form.text("title", most=200),
        public_title=form.text("public_title", most=200, required=False),
        kind=form.choice("kind", values(offered.kinds)),
        topics=form.choices("topics", values(offered.topics, offered.more_topics), required=False),
        audiences=form.choices("audiences", values(offered.audiences, offered.more_audiences)),
        capacity=form.whole("capacity", least=1, most=100_000),
        project=form.choice("project", values(offered.projects), required=False) or "general",
        notes=form.paragraphs("notes", required=False),
        **_when(form, zone, before),
        **_where(form, offered),
        **_rest(form, offered, before),
    )
    form.check()
    return written


def filled(event: Event) -> Form:
    """The form as it stands for an event that exists."""
    return Form(standing(event))


def standing(event: Event) -> dict[str, list[str]]:
    """What the form of an event that exists is filled in with, by its fields."""
    plain = {
        "title": [event.title],
        "public_title": [event.chosen_title],
        "kind": [event.kind],
        "municipality": [event.municipality],
        "venue": [str(event.venue)] if event.venue else [],
        "venue_overlap_reason": [event.venue_overlap_reason or ""],
        "modality": [event.modality],
        "meeting_url": [event.meeting_url],
        "topics": event.topics,
        "audiences": event.audiences,
        "capacity": [str(event.capacity)] if event.capacity else [],
        "project": [event.project_slug],
        "programme": [str(event.programme)] if event.programme else [],
        "programme_position": [str(event.programme_position or "")],
        "template": [str(event.template)] if event.template else [],
        "cost": [quetzales.plain(event.cost)] if event.cost is not None else [],
        "travel_note": [event.travel_note],
        "notes": [event.notes],
        "seen": [event.changed_at.isoformat()],
    }
    return {**plain, **_clock(event), **_answers(event), **_materials_of(event)}


def refused(form: Form, refusal: Invalid) -> Form:
    """The form with the sentences beside its own fields; a draft's end is the hour here."""
    here = {CALLED.get(name, name): said for name, said in refusal.fields.items()}
    return form.refused(Invalid(here))


def material_rows(form: Form) -> list[int]:
    """The numbers of the rows for materials: those that hold something, and some more."""
    used = [number for number in range(1, MOST_MATERIALS + 1) if any(_material(form, number))]
    return list(range(1, min(max(used, default=0) + SPARE, MOST_MATERIALS) + 1))


def _when(form: Form, zone: str, before: Event | None) -> dict[str, Any]:
    spoken = form.value("zone") or zone
    if spoken not in zones.known():
        form.wrong("zone", _("Esa zona horaria no existe."))
        spoken = zones.HOME
    there = ZoneInfo(spoken)
    last = "last_day" if form.value("last_day") else "day"
    starts, ends = form.moment("day", "starts", there), form.moment(last, "ends", there)
    if before is not None and spoken == before.zone:
        # A field shows minutes, and of an hour that comes twice not which one.
        starts = _unless_changed(starts, before.starts_at)
        ends = _unless_changed(ends, before.ends_at)
    return {"starts_at": starts, "ends_at": ends, "zone": spoken}


def _unless_changed(typed: datetime, stood: datetime) -> datetime:
    wall = stood.astimezone(typed.tzinfo).replace(second=0, microsecond=0, fold=0)
    return stood if wall.replace(tzinfo=None) == typed.replace(tzinfo=None) else typed


def _where(form: Form, offered: Options) -> dict[str, Any]:
    return {
        "municipality": form.choice("municipality", values(offered.municipalities)),
        "venue": form.reference("venue", required=False),
        "venue_overlap_reason": form.text("venue_overlap_reason", required=False),
        "modality": form.choice("modality", values(offered.modalities), required=False)
        or MODALITIES[0],
        "meeting_url": form.text("meeting_url", most=500, required=False),
    }


def _rest(form: Form, offered: Options, before: Event | None) -> dict[str, Any]:
    if form.value("programme"):
        form.choice("programme", grouped_values(offered.programmes))
    return {
        "programme": form.reference("programme", required=False),
        "template": form.reference("template", required=False),
        "programme_position": form.whole("programme_position", least=1, most=200),
        "details": _details(form, offered, before),
        "materials": _materials(form),
        "cost": _cost(form),
        "travel_note": form.text("travel_note", most=300, required=False),
    }


def _details(form: Form, offered: Options, before: Event | None) -> dict[str, str]:
    """The answers to what the chosen kind asks; those to other kinds' questions are left."""
    kind, given = form.value("kind"), {}
    stands = before.details if before is not None and before.kind == kind else {}
    for question in offered.questions.get(kind, []):
        field = f"detail-{kind}-{question.name}"
        if question.choices:
            offers = {*question.choices, stands.get(question.name, "")}
            given[question.name] = form.choice(field, offers, required=False)
        else:
            given[question.name] = form.text(field, required=False)
    return {name: answer for name, answer in given.items() if answer}


def _materials(form: Form) -> tuple[Material, ...]:
    """The rows that hold something; each mistake is named beside its own part."""
    found = []
    for number in range(1, MOST_MATERIALS + 1):
        label, link, version = _material(form, number)
        if not (label or link or version):
            continue
        found.append(Material(label=label, link=link, version=version))
        wrong = wrong_material(found[-1])
        if wrong:
            form.wrong(f"material-{number}-{wrong[0]}", wrong[1])
    return tuple(found)


def _material(form: Form, number: int) -> tuple[str, str, str]:
    label, link, version = (
        one_line(form.value(f"material-{number}-{part}")) for part in ("label", "link", "version")
    )
    return label, link, version


def _cost(form: Form) -> Decimal | None:
    text = form.value("cost").strip()
    try:
        return quetzales.read(text) if text else None
    except ValueError:
        form.wrong("cost", _("Escribir el monto en quetzales, por ejemplo 1,250.50."))
        return None


def _clock(event: Event) -> dict[str, list[str]]:
    first, last = (when.local_day(t, event.zone) for t in (event.starts_at, event.ends_at))
    return {
        "day": [first.isoformat()],
        "last_day": [last.isoformat()] if first != last else [],
        "starts": [when.hour(event.starts_at, event.zone)],
        "ends": [when.hour(event.ends_at, event.zone)],
        "zone": [event.zone],
    }


def _answers(event: Event) -> dict[str, list[str]]:
    return {f"detail-{event.kind}-{name}": [said] for name, said in event.details.items()}


def _materials_of(event: Event) -> dict[str, list[str]]:
    return {
        f"material-{number}-{part}": [getattr(material, part)]
        for number, material in enumerate(event.materials, 1)
        for part in ("label", "link", "version")
    }
