"""What is foretold of two weeks is what then happens, if nothing changes."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from notifications.domain.office import Office
from notifications.domain.reminders import coming
from notifications.domain.reminders.coming import SPAN
from notifications.domain.reminders.foretelling import Foretold
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.coming_world import DAY, HOUR, NOW, inhabited, quiet, said_since
from tests.support.events import TODAY
from tests.support.post_office import PostOffice
from tests.support.reminding import rules_put_back
from tests.support.rounds import accepted, event_of, moved, told

FORETOLD = {"reminder", "seat_reminder", "answer_due", "absences_asked", "lapsing",
            "places_lapsing", "digest"}  # fmt: skip


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """Rules added here are gone afterwards."""
    async with rules_put_back():
        yield


def moments(foretold: set[tuple[str, str, str, datetime]]) -> list[datetime]:
    """When to look at what leaves: as foretold, and once a day besides."""
    return sorted({at for *_what, at in foretold} | {NOW + days * DAY for days in range(1, 15)})


async def test_what_is_foretold_is_what_is_said(office: Office, cast: Cast) -> None:
    await inhabited(office)
    foretold = {
        (one.due.kind, one.due.key, one.way or "", one.at)
        for one in await coming.coming(by=SYSTEM, at=NOW, settings=office.settings)
    }
    for at in moments(foretold):
        await told(office, at)
    said = {one for one in await said_since(NOW) if one[0] in FORETOLD and one[3] <= NOW + SPAN}
    assert sorted(foretold) == sorted(said)
    assert Counter(kind for kind, *_rest in said).keys() == FORETOLD


async def test_what_waits_in_the_outbox_is_foretold_as_well(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await quiet(await volunteer_of(assignment))
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    (first,) = await foreseen(office, TODAY, but="reminder")
    assert (first.due.kind, first.way, timedelta() < first.at - TODAY < HOUR) == (
        "confirmation", "mail", True
    )  # fmt: skip
    await told(office, TODAY + HOUR)
    night = TODAY + 14 * HOUR
    await moved(await event_of(assignment), by=HOUR, at=night)
    await told(office, night)
    (change,) = await foreseen(office, night, but="reminder")
    assert (change.due.kind, change.at) == ("change", TODAY + 21 * HOUR)


async def foreseen(office: Office, at: datetime, *, but: str) -> list[Foretold]:
    found = await coming.coming(by=SYSTEM, at=at, settings=office.settings)
    return [one for one in found if one.due.kind != but]


async def volunteer_of(assignment: UUID) -> UUID:
    rows = await fetch("SELECT volunteer FROM assignment WHERE id = $1", assignment)
    return UUID(str(rows[0]["volunteer"]))
