"""Codelists and venues for programs."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.params import JSONBody
from msgspec import Meta, Struct

from events.planning.domain import codelists, kinds, venues
from events.planning.domain.kind_writing import KindWritten
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, signed_in


class VenueWritten(Struct, frozen=True, kw_only=True):
    """A venue as a program writes it down; coordinates are WGS 84 degrees."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    municipality: str
    address: Annotated[str, Meta(max_length=200)] = ""
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    step_free: bool = False
    confidential: bool = False
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None


class Made(Struct, frozen=True):
    """What was made."""

    id: UUID


class Named(Struct, frozen=True):
    """What was added, by its short name."""

    slug: str


class CodelistApi(Controller):
    """The words events are described with."""

    path = "/api/v1"
    guards = (may("read"),)
    tags = ("codelists",)

    @get("/municipalities")
    async def municipalities(self) -> list[codelists.Place]:
        """Municipalities by INE code."""
        return await codelists.municipalities()

    @get("/kinds")
    async def kinds(self) -> list[codelists.Kind]:
        """Kinds of activity that may be chosen, with the questions each asks of its events."""
        return await codelists.kinds()

    @post("/kinds", guards=[may("plan")])
    async def add_kind(self, request: Visit, data: JSONBody[KindWritten]) -> Named:
        """Add a kind of activity."""
        return Named(await kinds.add(data, by=signed_in(request), at=now()))

    @get("/topics")
    async def topics(self) -> list[codelists.Topic]:
        """Topics with their sensitivity."""
        return await codelists.topics()

    @get("/audiences")
    async def audiences(self) -> list[codelists.Audience]:
        """Audiences."""
        return await codelists.audiences()

    @get(
        "/venues",
        description="Venues of every municipality. Confidential ones are told only to tokens with"
        " the scope `plan`.",
    )
    async def places(self, request: Visit) -> list[venues.Place]:
        """Venues of every municipality, as far as the program may know them."""
        plans = signed_in(request).may("plan")
        return [place for place in await venues.places() if plans or not place.confidential]

    @post("/venues", guards=[may("plan")])
    async def add(self, request: Visit, data: JSONBody[VenueWritten]) -> Made:
        """Write a venue down."""
        venue = msgspec.convert(msgspec.structs.asdict(data), venues.NewVenue)
        return Made(await venues.add(venue, by=signed_in(request), at=now()))
