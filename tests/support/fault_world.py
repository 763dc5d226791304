"""What there is before a fault run begins: events under way, people who help, ways in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx
from msgspec import Struct

from events.attendance.domain import doors
from tests.support.cast import person, sign_in_as, use_token
from tests.support.crew import helper
from tests.support.events import planned

UNDER_WAY: Final = 4


class World(Struct, frozen=True):
    """The `events` that people come to with the codes of their doors, and who can be invited."""

    events: tuple[UUID, ...]
    codes: tuple[str, ...]
    helpers: tuple[UUID, ...]
    planning: Mapping[str, str]
    attending: Mapping[str, str]
    coordinator: httpx.Cookies


async def furnished(*, at: datetime, helpers: int) -> World:
    """Make it, in the database that is connected."""
    hours: dict[str, Any] = {
        "starts_at": at - timedelta(hours=1),
        "ends_at": at + timedelta(hours=5),
    }
    events = [
        await planned(at=at - timedelta(days=7), title=f"En curso {number}", **hours)
        for number in range(UNDER_WAY)
    ]
    codes = [(await doors.door_of(event)).code for event in events]
    people = [await helper(f"ayuda{number} Ayuda") for number in range(helpers)]
    async with httpx.AsyncClient() as browser:
        await sign_in_as(browser, await person("c@convoca.test", "C", "coordinator", "0103"))
        return World(
            events=tuple(events), codes=tuple(codes), helpers=tuple(people),
            planning=await _token("plan"), attending=await _token("attend"),
            coordinator=browser.cookies,
        )  # fmt: skip


async def _token(scope: str) -> Mapping[str, str]:
    async with httpx.AsyncClient() as program:
        await use_token(program, scope)
        return {"Authorization": program.headers["Authorization"]}
