"""What the outbox is narrowed by, as it stands in the page's address."""

import re
import unicodedata
from collections.abc import Collection, Container
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from notifications.domain.notices.kinds import KINDS
from notifications.domain.outbox.sought import STANDINGS, Sought
from notifications.web.shown import channel_name, kind_name
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

CHANNELS: Final = ("mail", "whatsapp", "sms", "webhook", "inbox")
SIEVES: Final = ("tipo", "canal", "municipio", "desde", "hasta")
ABOUT: Final = ("actividad", "persona")
NAMES: Final = ("estado", "q", *SIEVES, *ABOUT)
AN_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_DAY: Final = timedelta(days=1)


def asked(request: Visit) -> Form:
    """The filters, as a form that keeps what was typed."""
    return Form({name: request.query_params.getall(name, []) for name in NAMES})


def sought(form: Form, zone: str) -> Sought:
    """What to look for; a filter that cannot be read is noted in the form and left out."""
    since, until = _days(form)
    text = form.text("q", required=False)
    return Sought(
        standing=standing(form),
        text=text,
        kinds=_named(text),
        kind=_one_of(form, "tipo", KINDS),
        channel=_one_of(form, "canal", CHANNELS),
        municipality=form.text("municipio", most=8, required=False),
        event=_id(form, "actividad"),
        person=_id(form, "persona"),
        since=_midnight(since, zone),
        until=_midnight(until + A_DAY if until else None, zone),
    )


def standing(form: Form) -> str:
    """The filter that is chosen, or everything."""
    return _one_of(form, "estado", STANDINGS)


def addressed(form: Form, page: str = "/avisos", **other: str) -> str:
    """The address of the same list, with something changed."""
    kept = {name: form.value(name) for name in NAMES} | other
    asked_for = {name: value for name, value in kept.items() if value}
    return f"{page}?{urlencode(asked_for)}" if asked_for else page


def page_number(request: Visit) -> int:
    """The page that is asked for; what is no number is the first."""
    asked_for = request.query_params.get("pagina", "")
    is_number = asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 10
    return max(int(asked_for), 1) if is_number else 1


def is_narrowed(form: Form) -> bool:
    """Whether anything but a state is asked for."""
    return any(form.value(name) for name in NAMES if name != "estado")


def is_sifted(form: Form) -> bool:
    """Whether any of the filters is set that are folded away."""
    return any(form.value(name) for name in SIEVES)


def picked(form: Form) -> list[UUID]:
    """The notices that are ticked; what is no notice is left out."""
    return [UUID(value) for value in form.values("pick") if AN_ID.fullmatch(value)]


def options(kinds: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen, in words; of the kinds those that occur."""
    named = sorted(((kind, kind_name(kind)) for kind in kinds), key=lambda option: option[1])
    return {"kinds": named, "channels": [(name, channel_name(name)) for name in CHANNELS]}


def _one_of(form: Form, name: str, among: Container[str]) -> str:
    chosen = form.value(name)
    return chosen if chosen in among else ""


def _day(form: Form, name: str) -> date | None:
    day = form.day(name) if form.value(name) else None
    return None if form.error(name) else day


def _days(form: Form) -> tuple[date | None, date | None]:
    since, until = _day(form, "desde"), _day(form, "hasta")
    if since and until and until < since:
        form.wrong("hasta", _("Es anterior a «Desde el»."))
        return since, None
    return since, until


def _id(form: Form, name: str) -> UUID | None:
    return UUID(form.value(name)) if AN_ID.fullmatch(form.value(name)) else None


def _named(text: str) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if text and _plain(text) in _plain(kind_name(kind)))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _midnight(day: date | None, zone: str) -> datetime | None:
    return datetime.combine(day, time.min, ZoneInfo(zone)) if day else None
