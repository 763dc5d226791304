"""All that a notice says on any channel, as people and programs read it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

from msgspec.structs import replace

from notifications.channels.message import CalendarPart
from notifications.channels.mime import mime
from notifications.domain.letter import Fact, Letter, Link
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.outbox.rendering import render
from notifications.domain.texts.phrases import CHANNELS, phrases
from notifications.domain.texts.writing import short_text
from server.foundation.translation import current_language

SOMETHING = UUID(int=1)
NOTICE = Notice(
    id=SOMETHING, key="invitation:1", kind="invitation", subject=SOMETHING, lease=SOMETHING,
    owed_at=datetime(2026, 11, 28, 15, 0, tzinfo=UTC), attempts=0, to="ana@convoca.test",
    to_name="Ana Ñandú", language="es", account=SOMETHING,
)  # fmt: skip
LETTER = Letter(
    subject="Asunto", opening="Apertura", facts=(Fact("Actividad", "Actividad comunitaria"),),
    links=(Link("Acepto", "https://convoca.test/r/abc"),), closing=("Cierre",),
    calendar=CalendarPart("REQUEST", b"SUMMARY:Actividad comunitaria\r\n"),
    when="sábado 5 de diciembre, 09:00", leads_to="/mis-turnos",
)  # fmt: skip


def everything_said(kind: str, letter: Letter, office: Office) -> Iterator[str]:
    """By mail, by telephone and in the inbox, in the current language."""
    message = render(letter, NOTICE, office)
    yield from (f"{message.key}.eml", message.sender_name, message.subject)
    yield from (message.text, message.html)
    yield message.calendar.content.decode().replace("\r\n ", "") if message.calendar else ""
    yield from shortly(letter.stands_for or kind, letter, office)
    yield from (letter.subject, letter.opening, letter.leads_to)
    yield from (text for fact in letter.facts for text in (fact.label, fact.value))


def rendered(letter: Letter, office: Office) -> EmailMessage:
    """The letter as it arrives, in the current language."""
    notice = replace(NOTICE, language=current_language())
    mail = message_from_bytes(mime(render(letter, notice, office)), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def shortly(kind: str, letter: Letter, office: Office) -> Iterator[str]:
    """By telephone, with what the provider calls it."""
    for channel in CHANNELS:
        if kind in phrases()[channel, current_language()]:
            short = short_text(kind, letter, channel, office)
            yield from (short.text, short.template, *short.parameters)


def everything(letter: EmailMessage) -> Iterator[str]:
    """Every header and every part of a mail."""
    yield from (f"{name}: {value}" for name, value in letter.items())
    for part in letter.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content.decode().replace("\r\n ", "")
