"""What becomes of a way to reach somebody, in words."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when, zones
from notifications.domain.contacts.consents import Word
from notifications.domain.contacts.contacts import Contact
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.quiet import NIGHT, RINGING
from server.foundation.translation import gettext as _
from volunteers.people.domain import words
from volunteers.people.domain.telephone import spaced

UNUSED, LEFT, ASKED, USED, FOR_PEOPLE = STATES = ("unused", "left", "asked", "used", "for_people")


class ContactLine(Struct, frozen=True, kw_only=True):
    """A way, when it is safe, and what there is to do about it; `state` is one of STATES.

    `check` is how the question whether it works fares, as long as it is asked.
    """

    channel: str
    name: str
    address: str
    hours: str
    state: str
    check: str


class HistoryLine(Struct, frozen=True):
    """What was said of a channel, and when."""

    moment: str
    channel: str
    what: str


def contact_lines(
    said: Iterable[Contact],
    working: frozenset[str],
    quiet: Quiet | None,
    asked: Mapping[UUID, str],
) -> list[ContactLine]:
    """The ways, the one liked best first; `asked` is what became of the questions."""
    names = words.channels()
    return [
        ContactLine(
            channel=one.channel,
            name=names[one.channel],
            address=one.address if one.channel == "mail" else spaced(one.address),
            hours=_hours(one, quiet),
            state=_state(one, working),
            check=asked.get(one.id, ""),
        )
        for one in said
    ]


def history_lines(ledger: Iterable[Word], zone: str) -> list[HistoryLine]:
    """Every word on consent."""
    names = words.channels()
    return [
        HistoryLine(
            f"{when.short_day(one.at, zone)}, {when.hour(one.at, zone)}",
            names[one.channel],
            _said(one),
        )
        for one in ledger
    ]


def field_labels(channels: Mapping[str, str]) -> dict[str, str]:
    """What the fields of both forms are called in a list of mistakes, in their order."""
    ways = {
        name: said
        for channel, label in channels.items()
        for name, said in {
            channel: label,
            f"{channel}_from": _("%(way)s, desde", way=label),
            f"{channel}_until": _("%(way)s, hasta", way=label),
            f"{channel}_rank": _("%(way)s, orden", way=label),
        }.items()
    }
    return ways | {
        "quiet": _("Horas de silencio"),
        "quiet_from": _("Silencio desde"),
        "quiet_until": _("Silencio hasta"),
        "zone": _("Con la hora de"),
    }


def quiet_words(quiet: Quiet | None) -> str:
    """When nothing is sent, such as «Nada de 22:00 a 07:00, hora de Guatemala.»"""
    if quiet is None:
        begins, ends = words.clock(NIGHT.from_time), words.clock(NIGHT.until_time)
        return _(
            "Por WhatsApp y mensaje de texto, nada de %(begins)s a %(ends)s."
            " Por correo, a cualquier hora.",
            begins=begins,
            ends=ends,
        )
    hours = quiet.hours
    if hours.from_time == hours.until_time:
        return _("Sin horas de silencio.")
    return _(
        "Nada de %(begins)s a %(ends)s, hora de %(place)s.",
        begins=words.clock(hours.from_time),
        ends=words.clock(hours.until_time),
        place=zones.name(quiet.zone),
    )


def _hours(one: Contact, quiet: Quiet | None) -> str:
    if one.from_time is None or one.until_time is None:
        silent = _is_silent(one.channel, quiet)
        return _("fuera de las horas de silencio") if silent else _("a cualquier hora")
    begins, ends = words.clock(one.from_time), words.clock(one.until_time)
    return _("de %(begins)s a %(ends)s", begins=begins, ends=ends)


def _is_silent(channel: str, quiet: Quiet | None) -> bool:
    """Whether there are hours in which nothing is sent by this channel."""
    if quiet is None:
        return channel in RINGING
    return channel != "call" and quiet.hours.from_time != quiet.hours.until_time


def _state(one: Contact, working: frozenset[str]) -> str:
    if one.channel == "call":
        return FOR_PEOPLE
    if one.channel not in working:
        return UNUSED
    if not one.agreed:
        return LEFT
    return USED if one.confirmed_at is not None else ASKED


def _said(one: Word) -> str:
    if one.given:
        given = {
            "self": _("Lo aceptó la persona"),
            "coordinator": _("Lo aceptó la persona; lo anotó %(name)s", name=one.by or "…"),
            "link": _("Lo aceptó con el enlace de un mensaje"),
            "reply": _("Lo aceptó con una respuesta"),
        }
        return given.get(one.way, one.way)
    taken_back = {
        "self": _("Lo quitó la persona"),
        "left": _("Se dio de baja en su página"),
        "coordinator": _("Lo quitó %(name)s", name=one.by or "…"),
        "link": _("Se dio de baja con el enlace de un mensaje"),
        "one_click": _("Se dio de baja desde su programa de correo"),
        "reply": _("Se dio de baja con una respuesta"),
    }
    return taken_back.get(one.way, one.way)
