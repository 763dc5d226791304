"""Turning a letter into the text and the HTML of a message that say the same."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.channels.message import Message
from notifications.domain.calendar_part import SENDER
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from server.foundation.translation import gettext

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parents[2] / "templates" / "mail"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals["_"] = gettext


def render(letter: Letter, notice: Notice, office: Office) -> Message:
    """The message, in the current language."""
    shown = {
        "letter": letter, "name": notice.to_name, "language": notice.language,
        "home": office.settings.base_url,
    }  # fmt: skip
    return Message(
        key=str(notice.id), host=office.host, written_at=notice.owed_at,
        sender=office.settings.mail_from, sender_name=SENDER,
        to=notice.to, to_name=notice.to_name, language=notice.language, subject=letter.subject,
        text=TEMPLATES.get_template("letter.txt").render(shown),
        html=TEMPLATES.get_template("letter.html").render(shown),
        calendar=letter.calendar,
    )  # fmt: skip
