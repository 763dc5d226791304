"""Writing a letter as Internet mail (RFC 5322, and RFC 6047 for its calendar part)."""

from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from typing import Final

from notifications.channels.failures import PermanentFailure
from notifications.channels.message import CalendarPart, Message


class Whole(UnstructuredHeader, BaseHeader):
    """A header that mail programs could not read if it were encoded in pieces."""

    def fold(self, *, policy: Policy) -> str:
        """On one line, however long."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS: Final = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", Whole)
POLICY: Final = SMTP.clone(max_line_length=76, header_factory=HEADERS)


def mime(message: Message) -> bytes:
    """The letter as it goes over the wire, the same bytes on every attempt that says the same.

    Raises PermanentFailure for an address that no header can hold.
    """
    letter = EmailMessage(policy=POLICY)
    letter["From"] = _mailbox(message.sender_name, message.sender)
    letter["To"] = _mailbox(message.to_name, message.to)
    letter["Subject"] = _line(message.subject)
    letter["Date"] = message.written_at
    letter["Message-ID"] = _message_id(message)
    letter["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe is not None:
        # One tap in the mail program is enough: RFC 8058.
        letter["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(message.text, cte="quoted-printable")
    letter.add_alternative(message.html, subtype="html", cte="quoted-printable")
    letter["Content-Language"] = message.language
    letter.set_boundary(f"=_{message.key}")
    if message.calendar is not None:
        letter.attach(_calendar(message.calendar))
    return letter.as_bytes()


def _message_id(message: Message) -> str:
    name = f"{message.key}.{message.words}" if message.words else message.key
    return f"<{name}@{message.host}>"


def _mailbox(name: str, address: str) -> Address:
    """An address in ASCII: servers that take others (SMTPUTF8) are too few to count on."""
    try:
        address.encode("ascii")
        return Address(_line(name), addr_spec=address)
    except (ValueError, IndexError, MessageError) as error:
        raise PermanentFailure(f"not a mail address: {address}") from error


def _calendar(part: CalendarPart) -> EmailMessage:
    """RFC 6047 §2.4: `method` must be the one inside, and the charset must be said."""
    calendar = EmailMessage(policy=POLICY)
    parameters = {"method": part.method, "charset": "UTF-8", "component": "vevent"}
    calendar.set_content(
        part.content, maintype="text", subtype="calendar", cte="base64", params=parameters
    )
    del calendar["MIME-Version"]  # it belongs to the whole letter
    return calendar


def _line(text: str) -> str:
    return " ".join(text.split())
