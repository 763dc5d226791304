"""Lines that were set aside as their page shows them: what stood in the way, where they may go."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from events.attendance.domain.review import inbox_homes
from events.attendance.domain.review.inbox_homes import Home, Origin
from events.attendance.domain.review.inbox_strays import Group, Stray
from events.attendance.web import shown_clocks, shown_register
from events.attendance.web.review import inbox_whys
from events.attendance.web.review.inbox_shown import Choice, Row
from events.attendance.web.review.inbox_whys import Why
from events.attendance.web.review.inbox_words import Words
from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form


class Bundle(Struct, frozen=True, kw_only=True):
    """Lines of one phone that one thing stands in the way of.

    `likely` is a sentence about the event they seem to belong to; `homes` are those to choose from.
    `reasons` are the usual ones, by their keys.
    """

    name: str
    title: str
    text: str
    likely: str
    rows: list[Row]
    homes: list[tuple[str, str]]
    chosen: str
    reasons: tuple[str, ...]
    choices: list[Choice]

    @property
    def whys(self) -> list[Why]:
        """The usual reasons, each beside what it speaks for."""
        fates = [choice.value for choice in self.choices]
        return inbox_whys.whys(self.reasons, fates, kept=_("Para anotar aquí"))


async def bundles(
    groups: Sequence[Group], event: Event, words: Words, form: Form, *, by: Actor
) -> list[Bundle]:
    """What was set aside at an event, with the events it may belong to."""
    origin = Origin(event.id, event.municipality, event.venue)
    made = []
    for group in groups:
        moments = [line.at for line in group.lines]
        homes = await inbox_homes.around(origin, moments, by=by)
        likely = inbox_homes.likely(origin, moments, homes)
        made.append(_bundle(group, event, words, form, homes, likely))
    return made


def _bundle(
    group: Group, event: Event, words: Words, form: Form, homes: Sequence[Home], likely: Home | None
) -> Bundle:
    name = f"aside-{group.why}-{group.phone or 'none'}"
    sent = form.value("section") == name
    picked = form.values("pick") if sent else [str(line.id) for line in group.lines]
    chosen = str(likely.id) if likely else ""
    return Bundle(
        name=name,
        title=_title(group),
        text=_why(group.why),
        likely=_likely(likely, event, group.lines[0].at) if likely else "",
        rows=[_row(line, words, picked) for line in group.lines],
        homes=[(str(home.id), _home(home)) for home in homes],
        chosen=form.value(f"to-{name}") if sent else chosen,
        reasons=_reasons(group),
        choices=_choices(event, homes, moved_first=likely is not None),
    )


def _title(group: Group) -> str:
    people = ngettext("%(n)s persona", "%(n)s personas", group.people)
    return f"{people} · {group.phone_name}" if group.phone_name else people


def _why(why: str) -> str:
    return {
        "early": _("Antes de que se abriera el registro. Tal vez sea de otra actividad."),
        "late": _("Después de que terminó. Tal vez sea de otra actividad."),
        "closed": _("Llegaron cuando el registro ya estaba cerrado."),
        "cancelled": _("La actividad se canceló."),
    }[why]


def _reasons(group: Group) -> tuple[str, ...]:
    there = ("already_recorded",) if any(line.there for line in group.lines) else ()
    usual = {
        "early": ("other_link", "hour_was_changed"),
        "late": ("other_link", "took_longer"),
        "closed": ("no_signal", "other_link", "already_counted"),
        "cancelled": ("held_elsewhere", "never_held"),
    }
    return (*there, *usual[group.why])


def _choices(event: Event, homes: Sequence[Home], *, moved_first: bool) -> list[Choice]:
    """What can be done; a register that is not open takes nothing."""
    here = Choice("kept", _("Anotar aquí"), "quiet" if moved_first else "primary")
    there = Choice("moved", _("Pasar a la otra actividad"), "primary" if moved_first else "quiet")
    drop = Choice("dropped", _("Descartar: ya estaban"))
    return [
        *([here] if event.status == "published" else []),
        *([there] if homes else []),
        drop,
    ]


def _likely(home: Home, event: Event, at: datetime) -> str:
    named = {"title": home.title, "hours": when.hours(home.starts_at, home.ends_at, home.zone)}
    if event.venue is not None and home.venue == event.venue:
        return _("Parece ser de «%(title)s», %(hours)s, en el mismo lugar.", **named)
    return _(
        "Puede ser de «%(title)s», %(hours)s, en el mismo municipio: a las %(at)s estaba abierta.",
        **named,
        at=when.hour(at, home.zone),
    )


def _home(home: Home) -> str:
    closed = f" ({_('registro cerrado')})" if home.status == "closed" else ""
    day = when.short_day(home.starts_at, home.zone)
    return f"{day}, {when.hours(home.starts_at, home.ends_at, home.zone)} · {home.title}{closed}"


def _row(line: Stray, words: Words, picked: Sequence[str]) -> Row:
    audience = words.audiences.get(line.audience or "", "")
    who = shown_register.who(line.sex, line.age_band, audience, many=line.people is not None)
    people = ngettext("%(n)s persona", "%(n)s personas", line.people) if line.people else ""
    known = [
        people,
        _("con tarjeta") if line.card else "",
        _("la tarjeta ya está en este registro") if line.there else "",
        shown_clocks.remark(line.clock_skew),
    ]
    title = f"{shown_clocks.moment(line.at, words.zone)} · {who}"
    detail = " · ".join(part for part in known if part)
    return Row(str(line.id), title, detail, str(line.id) in picked)
