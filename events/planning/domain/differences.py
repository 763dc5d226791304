"""What changed between two ways an event was written down, in words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeAlias

from events.planning.domain import quetzales, when
from events.planning.domain.cancellations import reason_name
from server.foundation.translation import gettext as _
from server.foundation.translation import later

Written: TypeAlias = Mapping[str, Any]
# How what an event refers to is called, under such as `venue:<id>` or `topic:<slug>`.
Names: TypeAlias = Mapping[str, str]

FIELDS: Final = {
    "title": later("el título"),
    "public_title": later("el título público"),
    "kind": later("el tipo de actividad"),
    "municipality": later("el municipio"),
    "venue": later("el lugar"),
    "venue_overlap_reason": later("el motivo para compartir el lugar"),
    "modality": later("la modalidad"),
    "meeting_url": later("la dirección de la reunión"),
    "capacity": later("el cupo"),
    "project": later("el proyecto"),
    "programme": later("el programa"),
    "programme_position": later("la posición en el programa"),
    "cost": later("el costo"),
    "travel_note": later("la nota de viaje"),
}
MODALITIES: Final = {
    "in_person": later("presencial"),
    "virtual": later("virtual"),
    "blended": later("mixta"),
}
QUOTED: Final = frozenset({"title", "public_title", "venue_overlap_reason", "travel_note"})


def sentences(before: Written | None, after: Written | None, names: Names) -> list[str]:
    """What somebody did to an event, each as a predicate: «cambió el cupo de 40 a 60»."""
    if after is None:
        return [_("borró la actividad")]
    if before is None:
        return [_("planificó la actividad para el %(when)s", when=_span(after))]
    found = [
        *_status(before, after),
        *_time(before, after),
        *_fields(before, after, names),
        *_answers(before, after, names),
        *_lists(before, after, names),
        *_materials(before, after),
        *_rest(before, after),
    ]
    return found or [_("guardó la actividad sin cambiar nada")]


def _status(before: Written, after: Written) -> Iterator[str]:
    if before["status"] == after["status"]:
        return
    if after["status"] == "cancelled":
        reason = reason_name(after["cancellation_reason"])
        yield _("canceló la actividad: %(reason)s", reason=reason)
    elif before["status"] == "cancelled":
        yield _("puso otra vez en pie la actividad cancelada")
    elif after["status"] == "draft":
        yield _("volvió a dejarla como borrador")
    elif after["status"] == "closed":
        yield _("cerró el registro")
    elif before["status"] == "closed":
        yield _("abrió de nuevo el registro")
    else:
        yield _("publicó la actividad")


def _time(before: Written, after: Written) -> Iterator[str]:
    moved = any(
        _instant(before[name]) != _instant(after[name]) for name in ("starts_at", "ends_at")
    )
    if before["zone"] != after["zone"]:
        yield _changed(_("la zona horaria"), before["zone"], after["zone"])
    if moved and _day(before) == _day(after):
        yield _changed(_("la hora"), _hours(before), _hours(after))
    elif moved:
        told = {"before": _span(before), "after": _span(after)}
        yield _("movió la actividad del %(before)s al %(after)s", **told)


def _fields(before: Written, after: Written, names: Names) -> Iterator[str]:
    for name, label in FIELDS.items():
        if before.get(name) == after.get(name) or (
            name == "public_title" and _follow(before, after)
        ):
            continue
        yield _changed(_(label), *(_value(name, one.get(name), names) for one in (before, after)))


def _follow(before: Written, after: Written) -> bool:
    """Whether the public title merely went along with the title."""
    return all(one["title"] == one["public_title"] for one in (before, after))


def _answers(before: Written, after: Written, names: Names) -> Iterator[str]:
    told, tells = before.get("details") or {}, after.get("details") or {}
    for name in dict.fromkeys([*told, *tells]):
        if told.get(name) != tells.get(name):
            # A question may be asked no more, or be asked by the kind that the event was of.
            keys = (f"answer:{one['kind']}:{name}" for one in (after, before))
            label = next((names[key] for key in keys if key in names), name)
            yield _changed(f"«{label}»", told.get(name, ""), tells.get(name, ""))


def _lists(before: Written, after: Written, names: Names) -> Iterator[str]:
    words = {
        "topic": (_("agregó el tema «%(name)s»"), _("quitó el tema «%(name)s»")),
        "audience": (_("agregó el público «%(name)s»"), _("quitó el público «%(name)s»")),
    }
    for of, (added, dropped) in words.items():
        had, has = before.get(f"{of}s") or [], after.get(f"{of}s") or []
        yield from (added % _named(of, slug, names) for slug in has if slug not in had)
        yield from (dropped % _named(of, slug, names) for slug in had if slug not in has)


def _named(of: str, slug: str, names: Names) -> dict[str, str]:
    return {"name": names.get(f"{of}:{slug}", slug)}


def _materials(before: Written, after: Written) -> Iterator[str]:
    had, has = (
        {item["label"]: item for item in one.get("materials") or []} for one in (before, after)
    )
    yield from (_("agregó el material «%(name)s»", name=it) for it in has if it not in had)
    yield from (_("quitó el material «%(name)s»", name=it) for it in had if it not in has)
    for label in had.keys() & has.keys():
        if had[label] != has[label]:
            yield _("cambió el material «%(name)s»", name=label)


def _rest(before: Written, after: Written) -> Iterator[str]:
    if before["notes"] != after["notes"]:
        yield _("cambió las notas para el equipo")
    if before.get("detached_at") is None and after.get("detached_at") is not None:
        yield _("la apartó de las demás de su serie")


def _changed(what: str, before: str, after: str) -> str:
    if not before:
        return _("anotó %(what)s: %(after)s", what=what, after=after)
    if not after:
        return _("quitó %(what)s: %(before)s", what=what, before=before)
    return _("cambió %(what)s de %(before)s a %(after)s", what=what, before=before, after=after)


def _value(name: str, value: Any, names: Names) -> str:
    if value is None or value == "":
        return ""
    if name == "modality":
        return _(MODALITIES[value])
    if name == "cost":
        return quetzales.said(Decimal(str(value)))
    if name in QUOTED:
        return f"«{value}»"
    if name in {"kind", "municipality", "venue", "project", "programme"}:
        return names.get(f"{name}:{value}", _("uno que ya no existe"))
    return str(value)


def _span(written: Written) -> str:
    starts, ends = _instant(written["starts_at"]), _instant(written["ends_at"])
    return when.span(starts, ends, written["zone"])


def _hours(written: Written) -> str:
    starts, ends = _instant(written["starts_at"]), _instant(written["ends_at"])
    return when.hours(starts, ends, written["zone"])


def _day(written: Written) -> date:
    return when.local_day(_instant(written["starts_at"]), written["zone"])


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
