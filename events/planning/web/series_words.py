"""What becomes of a series' events, as pages say it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from babel.dates import format_date
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.days_off import holiday
from events.planning.domain.event import Event
from events.planning.domain.recurrence_words import in_words
from events.planning.domain.series.pattern import (
    Occurrence,
    Pattern,
    occurrences,
    ordinal_of,
)
from events.planning.domain.series.regeneration import Step
from events.planning.domain.series.wish import Preview
from events.planning.domain.upstairs import Clash
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _


class StepLine(Struct, frozen=True, kw_only=True):
    """One date of a preview; `omit` is what a tick box leaves out."""

    day: str
    time: str
    label: str
    before: str
    why: str
    people: str
    holiday: str | None
    clashes: list[str]
    omit: str
    href: str | None


class Group(Struct, frozen=True, kw_only=True):
    """What becomes of some dates."""

    name: str
    title: str
    icon: str
    lines: list[StepLine]


def groups(preview: Preview) -> list[Group]:
    """The dates by what becomes of them, without what stays as it is."""
    titles = {
        "made": (_("Se crean"), "plus"),
        "moved": (_("Se mueven"), "calendar"),
        "changed": (_("Cambian"), "pencil"),
        "dropped": (_("Se quitan"), "minus"),
        "kept": (_("Se quedan como están"), "lock"),
    }
    zone = preview.wish.pattern.zone
    found = [
        Group(name=name, title=title, icon=icon, lines=[_line(s, zone) for s in preview.of(name)])
        for name, (title, icon) in titles.items()
    ]
    return [group for group in found if group.lines]


def summary(preview: Preview) -> str:
    """Such as «8 se crean, 2 se mueven»."""
    counts = [
        ngettext("%(n)s se crea", "%(n)s se crean", len(preview.of("made"))),
        ngettext("%(n)s se mueve", "%(n)s se mueven", len(preview.of("moved"))),
        ngettext("%(n)s cambia", "%(n)s cambian", len(preview.of("changed"))),
        ngettext("%(n)s se quita", "%(n)s se quitan", len(preview.of("dropped"))),
        ngettext("%(n)s se queda como está", "%(n)s se quedan como están", len(preview.of("kept"))),
        ngettext("%(n)s sigue igual", "%(n)s siguen igual", len(preview.of("same"))),
        ngettext("%(n)s cae en feriado", "%(n)s caen en feriado", _on_holidays(preview)),
    ]
    said = [count for count in counts if not count.startswith("0 ")]
    return ", ".join(said) + "."


def _on_holidays(preview: Preview) -> int:
    zone = preview.wish.pattern.zone
    days = [when.local_day(step.starts_at, zone) for step in preview.of("made", "moved")]
    return sum(holiday(day) is not None for day in days)


def rhythm(pattern: Pattern) -> str:
    """When a series is, such as «Cada martes hasta el 30 de junio de 2027, 09:00–11:00»."""
    words = in_words(pattern.rule, pattern.starts_on)
    hours = [" ".join(filter(None, (t.label, f"{t.start}–{t.ends}"))) for t in pattern.times]
    return f"{words[:1].upper()}{words[1:]} · {' · '.join(hours)}"


def exceptions(events: Collection[Event], pattern: Pattern) -> dict[UUID, str]:
    """Why events of a series do not follow it; those that do are left out."""
    wanted = {one.key: one for one in occurrences(pattern)}
    said = {e.id: _exception(e, wanted, pattern) for e in events if e.status != "cancelled"}
    return {event: why for event, why in said.items() if why}


def _exception(event: Event, wanted: Mapping[str, Occurrence], pattern: Pattern) -> str:
    if event.detached_at is not None:
        return _("Editada aparte")
    wish, ordinal = wanted.get(str(event.occurrence)), ordinal_of(event.occurrence)
    if wish is not None:
        return "" if wish.starts_at == event.starts_at else _("A otra hora")
    before = ordinal is not None and ordinal < pattern.first_ordinal
    return "" if before else _("Fuera de la regla")


def why(reason: str) -> str:
    """Why an event stays as it is although the rule would have it otherwise."""
    return {
        "attendance": _("Ya tiene asistencia registrada."),
        "closed": _("Su registro está cerrado."),
        "cancelled": _("Está cancelada."),
        "past": _("Ya empezó o ya pasó."),
        "by_hand": _("Se editó aparte."),
        "people": _("Tiene personas asignadas: sale de la regla, pero no se quita."),
        "seats": _("Tiene inscripciones: sale de la regla, pero no se quita."),
        "late": _("La hora nueva ya pasó."),
        "venue": _("El lugar está ocupado."),
        "busy": _("Alguien del equipo está en otra actividad a esa hora."),
    }.get(reason, "")


def labels(events: Collection[Event], pattern: Pattern) -> dict[UUID, str]:
    """What the time of each event is called."""
    names = {one.key: one.label for one in pattern.times}
    return {e.id: names.get(str(e.occurrence).rpartition(".")[2], "") for e in events}


def _line(step: Step, zone: str) -> StepLine:
    was, wish = step.was, step.wish
    shown = wish if wish is not None and step.what != "kept" else was
    assert shown is not None
    moved = step.what == "moved" and was is not None
    return StepLine(
        day=_day(shown.starts_at, zone),
        time=f"{when.hour(shown.starts_at, zone)}–{when.hour(shown.ends_at, zone)}",
        label=wish.label if wish else "",
        before=_moment(was.starts_at, zone) if moved and was else "",
        why=why(step.why),
        people=_people(step.helpers),
        holiday=holiday(when.local_day(shown.starts_at, zone)),
        clashes=[_clash(clash) for clash in step.clashes],
        omit=wish.place if wish and step.what == "made" else "",
        href=f"/eventos/{was.event}" if was else None,
    )


def _people(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(n)s persona asignada", "%(n)s personas asignadas", number)


def _clash(clash: Clash) -> str:
    moment = _moment(clash.starts_at, clash.zone)
    told = {"who": clash.who, "title": clash.title, "when": moment}
    if clash.what == "travel":
        return _("%(who)s no alcanza a llegar: antes o después está en «%(title)s».", **told)
    return _("%(who)s: ocupado por «%(title)s», %(when)s.", **told)


def _moment(moment: datetime, zone: str) -> str:
    return f"{when.short_day(moment, zone)}, {when.hour(moment, zone)}"


def _day(moment: datetime, zone: str) -> str:
    language = current_language()
    pattern = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE d MMMM y"}[language]
    day = when.local_day(moment, zone)
    return format_date(day, pattern, locale=when.LOCALES[language])
