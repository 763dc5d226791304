"""What may be wrong with a register, each doubt in a heading and a sentence."""

from uuid import UUID

from msgspec import Struct

from events.attendance.domain import wording
from events.attendance.domain.review.doubts_lines import Undone
from events.attendance.domain.review.doubts_numbers import Crowd, Early, Skewed, Untrue
from events.attendance.domain.review.doubts_twice import Counting, SameRoom, Twins
from events.attendance.web import shown_clocks, shown_register
from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class Words(Struct, frozen=True):
    """What a section needs to name things: whose clocks, which phones and audiences."""

    zone: str
    phones: dict[UUID, str]
    audiences: dict[str, str]


def twins(doubt: Twins, words: Words) -> tuple[str, str]:
    """Two people who may be one."""
    audience = words.audiences.get(doubt.audience or "", "")
    source = wording.sources()[doubt.source]
    later = ngettext("otra %(n)s segundo después", "otra %(n)s segundos después", doubt.seconds)
    hour = shown_clocks.moment(doubt.at, words.zone)
    return (
        shown_register.who(doubt.sex, doubt.age_band, audience, many=False),
        f"{source} · {hour}, {later}",
    )


def same_room(doubt: SameRoom, words: Words) -> tuple[str, str]:
    """Two countings that may be of one room."""
    return (
        f"{_counting(doubt.first, words)} / {_counting(doubt.second, words)}",
        _(
            "%(first)s y %(second)s",
            first=_hand(doubt.first, words),
            second=_hand(doubt.second, words),
        ),
    )


def _counting(counting: Counting, words: Words) -> str:
    hour = when.hour(counting.since, words.zone)
    return ngettext(
        "%(n)s persona a las %(hour)s", "%(n)s personas a las %(hour)s", counting.people, hour=hour
    )


def _hand(counting: Counting, words: Words) -> str:
    way = shown_register.way_names()[counting.way]
    phone = words.phones.get(counting.phone, "") if counting.phone else ""
    return f"{way} («{phone}»)" if phone else way


def wrong_lines(doubt: Untrue | Early, words: Words) -> tuple[str, str]:
    """Lines that cannot be."""
    if isinstance(doubt, Untrue):
        seen = _("En la sala se contaron %(n)s.", n=doubt.seen)
        return _("Un conteo de %(n)s personas", n=doubt.people), seen
    many = len(doubt.lines)
    hour = _("La primera: %(when)s.", when=shown_clocks.moment(doubt.at, words.zone))
    title = ngettext("%(n)s persona antes de hora", "%(n)s personas antes de hora", many)
    return title, f"{phone_name(doubt.phone, words)} · {hour}"


def undone(doubt: Undone, words: Words) -> tuple[str, str]:
    """A line that the door took back too late."""
    audience = words.audiences.get(doubt.audience or "", "")
    many = doubt.kind == "headcount"
    told = shown_register.who(doubt.sex, doubt.age_band, audience, many=many)
    people = ngettext("%(n)s persona: %(who)s", "%(n)s personas: %(who)s", doubt.people, who=told)
    heard = _("El aviso llegó: %(when)s.", when=shown_clocks.moment(doubt.at, words.zone))
    return people if many else told, f"{phone_name(doubt.phone, words)} · {heard}"


def number(doubt: Crowd | Untrue) -> tuple[str, str]:
    """A total that contradicts something."""
    if isinstance(doubt, Crowd):
        over = doubt.people - doubt.capacity
        return (
            ngettext("%(n)s persona más que el cupo", "%(n)s personas más que el cupo", over),
            _(
                "Hay %(people)s en el registro y caben %(most)s.",
                people=doubt.people,
                most=doubt.capacity,
            ),
        )
    return (
        _("En la sala había menos personas que registradas una por una"),
        _(
            "Se contaron %(seen)s y se registraron %(people)s.",
            seen=doubt.seen,
            people=doubt.people,
        ),
    )


def clock(doubt: Skewed, words: Words) -> tuple[str, str]:
    """A clock that was wrong."""
    lines = ngettext("%(n)s línea", "%(n)s líneas", doubt.lines)
    return phone_name(doubt.phone, words), f"{shown_clocks.remark(doubt.clock_skew)} · {lines}"


def phone_name(phone: UUID | None, words: Words) -> str:
    """What the phone is called that sent something."""
    return words.phones.get(phone, _("Otro sistema")) if phone else _("Otro sistema")
