"""A register that is still open, as the list of them shows it."""

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.identity import Actor


class RegisterLine(Struct, frozen=True, kw_only=True):
    """One register; `href` is empty for who may read figures but not registers."""

    title: str
    span: str
    municipality_ine: str
    municipality: str
    href: str


def line(event: Event, *, by: Actor) -> RegisterLine:
    """The register of an event, with the way to it for those who may close it."""
    may_open = by.may("register", event.municipality)
    return RegisterLine(
        title=event.title,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        municipality_ine=event.municipality,
        municipality=event.municipality_name,
        href=f"/eventos/{event.id}/registro" if may_open else "",
    )
