"""Reading the letters that are kept where no mail server takes them."""

import asyncio
import re
from typing import Final
from uuid import UUID

from msgspec import Struct

from notifications.channels import folder
from notifications.domain.office import Office

# Who may look into the outbox must not come in or answer in somebody else's name.
SECRET: Final = re.compile(r"(/(?:entrar|r|d|b|m|feed|lugar)/)[\w~.-]+")


class KeptMail(Struct, frozen=True):
    """A letter as paragraphs of lines, without what only its reader may use."""

    to: str
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    calendar: bool


async def kept_mail(notice: UUID, office: Office) -> KeptMail | None:
    """The letter of this notice, if it was kept as a file."""
    letter = await asyncio.to_thread(folder.kept, str(notice), folder=office.folder)
    if letter is None:
        return None
    body = letter.get_body(("plain",))
    text = SECRET.sub(r"\1…", body.get_content() if body else "")
    return KeptMail(
        to=letter["To"], subject=letter["Subject"],
        paragraphs=tuple(tuple(part.splitlines()) for part in text.strip().split("\n\n")),
        calendar=any(part.get_content_type() == "text/calendar" for part in letter.walk()),
    )  # fmt: skip
