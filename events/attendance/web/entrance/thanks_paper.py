"""What an attendee reads when there is nothing left to ask: thanks, not now, or nowhere."""

from functools import lru_cache
from typing import Any, Final

from litestar import Response
from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain.directory.support import Service
from events.attendance.domain.doors import Doorway
from events.attendance.domain.opening import Shut
from events.attendance.web.entrance.check_in_paper import (
    CARRIED_HERE,
    Handed,
    Way,
    answer,
    other_language,
    rendered,
)
from events.planning.domain import tongues, when
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

MOST_BYTES: Final = 13_000
"""With the headers it stays below the 14 KB that arrive at once on a new connection."""


YA: Final = {False: "0", True: "1"}
"""The mark of having come that leads to the thanks: just now, or before."""
NO_EVENT: Final[tuple[str, ...]] = ()


class Line(Struct, frozen=True):
    """A service as the page names it."""

    name: str
    telephone: str
    number: str
    notes: tuple[str, ...]


def thanks(doorway: Doorway, way: Way, handed: Handed, *, already: bool) -> Response[bytes]:
    """Thank somebody, and say whom they can call."""
    paper = _thanks(doorway.title, doorway.services, way, current_language(), already=already)
    return answer(handed.on(paper))


def for_an_opinion(doorway: Doorway, language_url: str) -> Response[bytes]:
    """Thank somebody who said what they think."""
    shown = {"title": doorway.title, "language_url": language_url}
    return answer(_fitting("opinion_thanks", doorway.services, **shown))


def not_now(shut: Shut, doorway: Doorway | None) -> Response[bytes]:
    """Say why nobody can be recorded now, at which event, and whom to call even so."""
    if doorway is None:
        return answer(_closed(shut, NO_EVENT, (), current_language()), status=409)
    about = _about(doorway)
    return answer(_closed(shut, about, doorway.services, current_language()), status=409)


def nowhere() -> Response[bytes]:
    """Say that a code leads nowhere."""
    shut = Shut(
        _("No se encontró la actividad"),
        _("Revisar que la dirección esté escrita como en el cartel, o escanearlo de nuevo."),
    )
    return answer(_closed(shut, NO_EVENT, (), current_language()), status=404)


@lru_cache(maxsize=512)
def _thanks(
    title: str, services: tuple[Service, ...], way: Way, _language: str, *, already: bool
) -> bytes:
    in_the_other = replace(way, language=other_language())
    return _fitting(
        "thanks",
        services,
        title=title,
        already=already,
        # It has a question mark already, so what is carried along can follow.
        language_url=in_the_other.address("/gracias", ya=YA[already]) + CARRIED_HERE,
        another_url=replace(way, another=True).address(),
        opinion_url=way.address("/opinion"),
        carried=CARRIED_HERE,
    )


@lru_cache(maxsize=64)
def _closed(
    shut: Shut, about: tuple[str, ...], services: tuple[Service, ...], _language: str
) -> bytes:
    return _fitting("not_now", services, reason=shut.reason, detail=shut.detail, about=about)


def _about(doorway: Doorway) -> tuple[str, ...]:
    """What is known of an event whose door is shut; nothing of one that is a draft again."""
    if doorway.status == "draft":
        return NO_EVENT
    hours = when.span(doorway.starts_at, doorway.ends_at, doorway.zone)
    return (doorway.title, doorway.municipality_name, hours)


def _fitting(name: str, services: tuple[Service, ...], **shown: Any) -> bytes:
    """The page with as many services as fit: the last ones give way."""
    lines = [_line(service) for service in services]
    paper = rendered(name, services=lines, **shown)
    while len(paper) > MOST_BYTES and lines:
        lines.pop()
        paper = rendered(name, services=lines, **shown)
    return paper


def _line(service: Service) -> Line:
    language = current_language()
    hours = _("Todo el día, todos los días") if service.always_open else service.hours(language)
    spoken = [name for code, name in tongues.names().items() if code in service.languages]
    # That Spanish is spoken goes without saying where nothing else is.
    told = ", ".join(spoken) if service.languages != ("es",) else ""
    notes = (hours, told, service.address)
    number = service.telephone.replace(" ", "").replace("-", "")
    return Line(service.name(language), service.telephone, number, tuple(filter(None, notes)))
