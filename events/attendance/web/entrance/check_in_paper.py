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
from events.attendance.domain.entrance import rotating
from events.attendance.domain.entrance.gate import FIELD
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
FIELDS: Final = (FIELD, "sex", "age", "age_unsaid", "audience")
# What differs between two phones with the same page; no title can hold a zero byte.
ID_HERE: Final = "\0id\0"
CARD_HERE: Final = "\0card\0"
SLIP_HERE: Final = "\0slip\0"
CARRIED_HERE: Final = "\0carried\0"


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


class Handed(Struct, frozen=True, kw_only=True):
    """What one phone is given with the page, '' for nothing.

    A new pass, the slip that admits this form, and what admits the next one from the same phone.
    """

    submission: UUID | str
    card: str = ""
    slip: str = ""
    carried: str = ""

    def on(self, paper: bytes) -> bytes:
        """A page with all of it in its place."""
        carried = f"&amp;sigue={self.carried}" if self.carried else ""
        for here, text in (
            (ID_HERE, str(self.submission)), (CARD_HERE, self.card), (SLIP_HERE, self.slip),
            (CARRIED_HERE, carried),
        ):  # fmt: skip
            paper = paper.replace(here.encode(), text.encode())
        return paper


class Remark(Struct, frozen=True, kw_only=True):
    """What is said before the questions: that a scanned code was old, or the pass is no longer."""

    stale: bool = False
    card_revoked: bool = False


NOTHING: Final = Remark()


def blank(
    doorway: Doorway, way: Way, handed: Handed, *, remark: Remark = NOTHING
) -> Response[bytes]:
    """The three questions, and the door's code where nothing admits the phone yet."""
    # What the page does not show must not make it another page.
    shown = replace(doorway, salt=None, trail_destroyed=False, services=(), spoken_code=None)
    asks = "nothing" if handed.slip else doorway.asks
    given = bool(handed.card), bool(handed.slip)
    paper = _blank(shown, way, current_language(), remark, asks=asks, given=given)
    return answer(handed.on(paper))


def again(
    doorway: Doorway, way: Way, form: Form, handed: Handed, *, status: int = 422,
    remark: Remark = NOTHING,
) -> Response[bytes]:  # fmt: skip
    """The questions with what was typed, and what is wrong with it."""
    typed = {name: form.value(name) for name in FIELDS if form.values(name)}
    page = _questions(
        doorway, way, remark, asks="nothing" if handed.slip else doorway.asks,
        given=(bool(handed.card), bool(handed.slip)), errors=_in_order(form.errors), values=typed,
    )  # fmt: skip
    return answer(handed.on(page), status=status)


def rendered(name: str, **shown: Any) -> bytes:
    """An attendee's page in the current language.

    Its `language_url` leads to the other one: the same address, unless the page knows a better.
    """
    template = JINJA.get_template(f"attendance/{name}.html")
    spoken, other = current_language(), other_language()
    given = {"locale": spoken, "other_locale": other, "language_url": f"?idioma={other}", **shown}
    return template.render(given).encode()


def other_language() -> str:
    """The one that a page's header offers."""
    return "en" if current_language() == "es" else "es"


def answer(page: bytes, *, status: int = 200) -> Response[bytes]:
    """A page on its way to somebody's phone, where it is not kept."""
    return Response(
        page, status_code=status, media_type="text/html; charset=utf-8", headers=dict(HEADERS)
    )


@lru_cache(maxsize=512)
def _blank(
    doorway: Doorway, way: Way, _language: str, remark: Remark, *, asks: str,
    given: tuple[bool, bool],
) -> bytes:  # fmt: skip
    return _questions(doorway, way, remark, asks=asks, given=given, errors={}, values={})


def _questions(
    doorway: Doorway, way: Way, remark: Remark, *, asks: str, given: tuple[bool, bool],
    **filled: Any,
) -> bytes:  # fmt: skip
    card, slip = given
    in_the_other = replace(way, language=other_language()).address()
    return rendered(
        "check_in",
        title=doorway.title,
        municipality=doorway.municipality_name,
        when=when.span(doorway.starts_at, doorway.ends_at, doorway.zone),
        sexes=sexes_to_choose(),
        audiences=_audiences(doorway, current_language()),
        asks=asks,
        digits=rotating.DIGITS if asks == "rotating" else 3,
        remark=remark,
        another=way.another,
        action=way.address(),
        # It has a question mark already, so what is carried along can follow.
        language_url=in_the_other + CARRIED_HERE,
        id=ID_HERE,
        card=CARD_HERE if card else "",
        slip=SLIP_HERE if slip else "",
        **filled,
    )


def _audiences(doorway: Doorway, language: str) -> list[tuple[str, str]]:
    named = [(slug, en if language == "en" else es) for slug, es, en in doorway.audiences]
    return [*named, (UNKNOWN, _("Prefiero no decir"))]


def _in_order(errors: dict[str, str]) -> dict[str, str]:
    return {name: errors[name] for name in FIELDS if name in errors}
