"""The attendee's pages as ready bytes: the words are rendered once and sent to everybody.

They stand alone, without scripts, so their policy allows nothing but their own style sheet.
"""

import hashlib
from base64 import b64encode
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response
from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain.doors import Doorway
from events.attendance.domain.help_lines import help_lines
from events.attendance.domain.opening import Shut
from events.attendance.domain.wording import sexes_to_choose
from events.planning.domain import when
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.templates import environment

JINJA: Final = environment()
STYLE: Final = JINJA.get_template("attendance/check_in.css").render().encode()
STYLE_HASH: Final = b64encode(hashlib.sha256(STYLE).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}
FIELDS: Final = ("spoken_code", "sex", "age", "audience")
# What differs between two phones with the same page; no title can hold a zero byte.
ID_HERE: Final = "\0id\0"
CARD_HERE: Final = "\0card\0"


class Way(Struct, frozen=True):
    """Which page of a door somebody looks at: `language` only where the address names one."""

    code: str
    language: str
    another: bool

    def address(self, page: str = "", **more: str) -> str:
        """Where this leads, with what the address has to carry along."""
        carried = {"idioma": self.language, "otra": "1" if self.another else "", **more}
        query = urlencode({name: value for name, value in carried.items() if value})
        return f"/c/{self.code}{page}" + (f"?{query}" if query else "")


def blank(doorway: Doorway, way: Way, *, submission: UUID, card: str) -> Response[bytes]:
    """The three questions; `card` is a pass for a phone that has none yet, or ''."""
    shown = replace(doorway, salt=None, trail_destroyed=False)
    paper = _blank(shown, way, current_language(), carries_card=bool(card))
    filled = paper.replace(ID_HERE.encode(), str(submission).encode())
    return _answer(filled.replace(CARD_HERE.encode(), card.encode()))


def again(doorway: Doorway, way: Way, form: Form, *, card: str) -> Response[bytes]:
    """The questions with what was typed, and what is wrong with it."""
    typed = {name: form.value(name) for name in FIELDS if form.values(name)}
    submission = form.value("id")
    page = _questions(
        doorway, way, id=submission, card=card, errors=_in_order(form.errors), values=typed
    )
    return _answer(page, status=422)


def thanks(title: str, way: Way, *, already: bool) -> Response[bytes]:
    """Thank somebody, and say whom they can call."""
    return _answer(_thanks(title, way, current_language(), already=already))


def not_now(shut: Shut) -> Response[bytes]:
    """Say why nobody can be recorded now."""
    return _answer(_closed(shut, help_lines()), status=409)


def nowhere() -> Response[bytes]:
    """Say that a code leads nowhere."""
    shut = Shut(
        _("No se encontró la actividad"),
        _("Revisar que la dirección esté escrita como en el cartel, o escanearlo de nuevo."),
    )
    return _answer(_closed(shut, []), status=404)


@lru_cache(maxsize=512)
def _blank(doorway: Doorway, way: Way, _language: str, *, carries_card: bool) -> bytes:
    card = CARD_HERE if carries_card else ""
    return _questions(doorway, way, id=ID_HERE, card=card, errors={}, values={})


@lru_cache(maxsize=512)
def _thanks(title: str, way: Way, _language: str, *, already: bool) -> bytes:
    return _rendered(
        "thanks",
        title=title,
        already=already,
        help_lines=help_lines(),
        another_url=replace(way, another=True).address(),
    )


def _closed(shut: Shut, lines: list[tuple[str, str]]) -> bytes:
    return _rendered("not_now", reason=shut.reason, detail=shut.detail, help_lines=lines)


def _questions(doorway: Doorway, way: Way, **filled: Any) -> bytes:
    language = current_language()
    other = "en" if language == "es" else "es"
    return _rendered(
        "check_in",
        title=doorway.title,
        municipality=doorway.municipality_name,
        when=when.span(doorway.starts_at, doorway.ends_at, doorway.zone),
        sexes=sexes_to_choose(),
        audiences=_audiences(doorway, language),
        asks_spoken_code=doorway.spoken_code is not None,
        another=way.another,
        action=way.address(),
        other_locale=other,
        language_url=replace(way, language=other).address(),
        **filled,
    )


def _audiences(doorway: Doorway, language: str) -> list[tuple[str, str]]:
    named = [(slug, en if language == "en" else es) for slug, es, en in doorway.audiences]
    return [*named, (UNKNOWN, _("Prefiero no decir"))]


def _in_order(errors: dict[str, str]) -> dict[str, str]:
    return {name: errors[name] for name in FIELDS if name in errors}


def _rendered(name: str, **shown: Any) -> bytes:
    template = JINJA.get_template(f"attendance/{name}.html")
    return template.render(locale=current_language(), **shown).encode()


def _answer(page: bytes, *, status: int = 200) -> Response[bytes]:
    return Response(
        page, status_code=status, media_type="text/html; charset=utf-8", headers=dict(HEADERS)
    )
