"""Turning a letter into the text and the HTML of a message that say the same."""

from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.channels.message import Message
from notifications.domain.contacts import optout
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices.calendar_part import SENDER
from notifications.domain.office import Office
from server.foundation.translation import gettext

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parents[3] / "templates" / "mail"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["_"] = gettext


def render(letter: Letter, notice: Notice, office: Office) -> Message:
    """The message, in the current language."""
    stop = optout.address(notice, office)
    shown = {
        "letter": letter, "name": notice.to_name, "language": notice.language,
        "home": office.settings.base_url, "stop": stop,
    }  # fmt: skip
    return Message(
        key=str(notice.id), host=office.host, written_at=notice.owed_at,
        sender=office.settings.mail_from, sender_name=SENDER,
        to=notice.to, to_name=notice.to_name, language=notice.language, subject=letter.subject,
        text=TEMPLATES.get_template("letter.txt").render(shown),
        html=TEMPLATES.get_template("letter.html").render(shown),
        calendar=letter.calendar, unsubscribe=stop, words=_fingerprint(letter),
    )  # fmt: skip


def _fingerprint(letter: Letter) -> str:
    """Of what it says; its personal links are no words."""
    calendar = letter.calendar.content if letter.calendar else b""
    said = (letter.subject, letter.opening, letter.facts, letter.closing, letter.told, calendar)
    return sha256(msgspec.json.encode(said)).hexdigest()[:12]
