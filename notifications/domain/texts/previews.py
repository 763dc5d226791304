"""What a notice looks like on each channel, before anybody gets it."""

from datetime import datetime

from msgspec import Struct

from notifications.channels import gsm
from notifications.domain.kind import Kind
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.office import Office
from notifications.domain.outbox.kept_mail import SECRET
from notifications.domain.outbox.rendering import render
from notifications.domain.texts.phrases import CHANNELS, Phrase, phrases
from notifications.domain.texts.specimens import specimen, strangers
from notifications.domain.texts.writing import filled, short_text
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class Mail(Struct, frozen=True, kw_only=True):
    """A letter as a mail program shows it, as paragraphs of lines."""

    sender: str
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    calendar: bool


class Short(Struct, frozen=True, kw_only=True):
    """A short text as a telephone shows it, and what it is made from.

    `template` is what the provider calls it, and `body` what was handed in to it.
    """

    channel: str
    phrase: str
    text: str
    template: str
    body: str
    parts: gsm.Segments


class Preview(Struct, frozen=True, kw_only=True):
    """A kind of notice on every channel, about something that is `made_up` or about today."""

    made_up: bool
    mail: Mail
    shorts: tuple[Short, ...]


async def preview(kind: Kind, office: Office, *, by: Actor, at: datetime) -> Preview:
    """What a notice of this kind says to `by`, in the current language.

    Whatever is personal in its links is left out.
    """
    by.need("notices")
    found = await specimen(kind, office, of=by, at=at)
    return Preview(
        made_up=found.made_up,
        mail=_mail(found.letter, found.notice, strangers(office)),
        shorts=tuple(
            _short(phrase, kind.name, found.letter, channel, office)
            for channel in CHANNELS
            if (phrase := phrases()[channel, current_language()].get(kind.name))
        ),
    )


def examples(office: Office) -> dict[str, str]:
    """How each kind reads as a text message, in the current language."""
    known = {"when": _("sábado 5 de diciembre, 09:00"), "link": f"{office.host}/…"}
    spoken = phrases()["sms", current_language()]
    return {kind: filled(phrase, **known).text for kind, phrase in spoken.items()}


def _mail(letter: Letter, notice: Notice, office: Office) -> Mail:
    message = render(letter, notice, office)
    text = SECRET.sub(r"\1…", message.text)
    return Mail(
        sender=f"{message.sender_name} <{message.sender}>",
        subject=message.subject,
        paragraphs=tuple(tuple(part.splitlines()) for part in text.strip().split("\n\n")),
        calendar=message.calendar is not None,
    )


def _short(phrase: Phrase, kind: str, letter: Letter, channel: str, office: Office) -> Short:
    """The parts are those of the whole text, with as much as a real link has."""
    said = short_text(kind, letter, channel, office).text
    sent = gsm.plainer(said) if channel == "sms" else said
    return Short(
        channel=channel, phrase=phrase.text, text=SECRET.sub(r"\1…", sent),
        template=phrase.template, body=_body(phrase), parts=gsm.segments(sent),
    )  # fmt: skip


def _body(phrase: Phrase) -> str:
    """The words with numbers where something is filled in, as the provider wants them."""
    body = phrase.text
    for number, name in enumerate(phrase.parameters, start=1):
        body = body.replace(f"{{{name}}}", f"{{{{{number}}}}}")
    return body
