"""What the page at a door asks of the server: how things stand, and to take in what it holds."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from litestar.status_codes import HTTP_200_OK
from litestar.types import ExceptionHandlersMap
from msgspec import Meta, Struct

from events.attendance.domain.door import door_counts, door_links, door_sending
from events.attendance.domain.door.door_counts import Counts
from events.attendance.domain.door.door_links import NotBound
from events.attendance.domain.door.door_sending import Batch, Sealed
from events.attendance.web.door.door_cookie import device_of
from events.planning.domain import agenda, when
from server.foundation.clock import now
from server.foundation.errors import Invalid, Refusal
from server.foundation.translation import gettext as _
from server.web.errors import STATUS, problem
from server.web.guards import DOOR_PHONE
from server.web.requests import Visit, signer_of

# A thousand sealed lines, each with its id, are under half of it.
MOST_BYTES: Final = 1024 * 1024
JSON: Final = "application/json"
OPEN_TO_ALL: Final = {"exclude_from_csrf": True}
NOT_KEPT: Final = {"Cache-Control": "no-store"}


class Item(Struct, frozen=True):
    """One sealed thing."""

    id: UUID
    sealed: Annotated[str, Meta(max_length=2_000)]


class Sent(Struct, frozen=True):
    """A batch as it comes over the wire."""

    sent_at: Annotated[datetime, Meta(tz=True)]
    items: Annotated[list[Item], Meta(min_length=1, max_length=door_sending.MOST)]
    waiting: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class EventTold(Struct, frozen=True):
    """As much of the event as everybody may know."""

    title: str
    when: str
    municipality: str


class State(Struct, frozen=True):
    """How things stand for this phone."""

    state: Literal["open", "revoked", "expired"]
    now: datetime
    event: EventTold
    counts: Counts


READER: Final = msgspec.json.Decoder(Sent)


def told(_request: Visit, refusal: Refusal) -> Response[dict[str, Any]]:
    """A refusal, for a page that keeps what it holds and shows the sentence."""
    if isinstance(refusal, NotBound):
        return problem(HTTPStatus.UNAUTHORIZED, refusal.sentence, {})
    status = next(status for kind, status in STATUS.items() if isinstance(refusal, kind))
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    return problem(status, refusal.sentence, fields)


def misread(_request: Visit, error: HTTPException) -> Response[dict[str, Any]]:
    """A body that is too large, or no request that we know."""
    return problem(HTTPStatus(error.status_code), _("Lo enviado no se pudo leer."), {})


REFUSALS: Final[ExceptionHandlersMap] = {Refusal: told, HTTPException: misread}


class DoorApi(Controller):
    """For the phone that opened a link, and for no other.

    No form can send what is taken in here, and another site's page cannot either: the cookie stays
    at home and the media type is one that a browser asks about first.
    """

    path = "/puerta/{token:str}"
    include_in_schema = False
    guards = (DOOR_PHONE,)
    exception_handlers = REFUSALS
    opt = OPEN_TO_ALL
    response_headers = NOT_KEPT

    @get("/estado")
    async def state(self, request: Visit, token: FromPath[str]) -> State:
        """Whether the link still works, and the numbers to show."""
        at, device = now(), device_of(request)
        link = await door_links.bound(token, device)
        await door_sending.seen(link, at=at)
        standing = link.standing(device, at)
        assert standing in {"open", "revoked", "expired"}  # to whom it is bound
        event = await agenda.event(link.event)
        return State(
            state=standing,
            now=at,
            event=EventTold(
                title=event.public_title,
                when=when.span(event.starts_at, event.ends_at, event.zone),
                municipality=event.municipality_name,
            ),
            counts=await door_counts.counts(link.event, link.id),
        )

    @post("/envio", status_code=HTTP_200_OK, request_max_body_size=MOST_BYTES)
    async def send(self, request: Visit, token: FromPath[str]) -> door_sending.Answer:
        """Take in a batch; a result for each of its items, in their order."""
        link = await door_links.bound(token, device_of(request))
        batch = _read(request.headers.get("content-type", ""), await request.body())
        return await door_sending.send(link, batch, at=now(), signer=signer_of(request))


def _read(media_type: str, body: bytes) -> Batch:
    if media_type.partition(";")[0].strip().lower() != JSON:
        raise Invalid({"form": _("Se esperaba JSON.")})
    try:
        sent = READER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Invalid({"form": _("El envío no se pudo leer.")}) from None
    items = [Sealed(item.id, item.sealed) for item in sent.items]
    return Batch(sent.sent_at, sent.waiting, items)
