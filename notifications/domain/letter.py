"""What a letter says, before it becomes text and HTML."""

from msgspec import Struct

from notifications.channels.message import CalendarPart


class Fact(Struct, frozen=True):
    """Something to know, and what it is called."""

    label: str
    value: str


class Link(Struct, frozen=True):
    """Something that one tap does; the first of a letter stands out."""

    label: str
    address: str


class Letter(Struct, frozen=True, kw_only=True):
    """The words of a notice, in the language of who gets it.

    `told` is what it says about an event, as the database compares it. A telephone shows no more
    than `when` the event is, if there is one, and a link; `leads_to` is the page of ours, without a
    personal token, where a reader who is signed in goes on. A letter that only tries
    words out `stands_for` another kind of notice. `data` is what a program is told instead.
    """

    subject: str
    opening: str
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    closing: tuple[str, ...] = ()
    calendar: CalendarPart | None = None
    told: str | None = None
    when: str = ""
    leads_to: str = "/mis-avisos"
    stands_for: str = ""
    data: bytes = b""
