"""Reading letters as the people who get them."""

from email.message import EmailMessage

from msgspec import Struct


class CalendarRead(Struct, frozen=True):
    """A calendar part, and its event's properties by name without parameters."""

    raw: bytes
    properties: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.properties[name]


def text_of(letter: EmailMessage) -> str:
    """The plain text."""
    return part_of(letter, "text/plain").decode().replace("\r\n", "\n")


def html_of(letter: EmailMessage) -> str:
    """The HTML."""
    return part_of(letter, "text/html").decode()


def calendar_of(letter: EmailMessage) -> CalendarRead:
    """The calendar object; METHOD and the event's properties by name."""
    raw = part_of(letter, "text/calendar")
    unfolded = raw.decode().replace("\r\n ", "")
    outside, _, event = unfolded.partition("BEGIN:VEVENT")
    pairs = [line.partition(":") for line in (*outside.splitlines()[:5], *event.splitlines())]
    return CalendarRead(raw, {name.partition(";")[0]: value for name, _colon, value in pairs})


def part_of(letter: EmailMessage, kind: str) -> bytes:
    """The content of the only part of this kind."""
    (part,) = [part for part in letter.walk() if part.get_content_type() == kind]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
