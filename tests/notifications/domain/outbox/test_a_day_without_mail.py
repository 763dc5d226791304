"""The mail server is down for a day: what still matters arrives once, what does not, never."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.cli import laws
from server.foundation.database import fetch
from server.foundation.invariants import violations
from tests.support.cast import person
from tests.support.events import TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, told

STEP = timedelta(minutes=30)
TRIES = "SELECT count(*) AS number FROM delivery WHERE outcome <> 'sent'"
LEFT = "SELECT kind, state FROM notice WHERE state NOT IN ('sent', 'superseded')"


async def through(office: Office, *, first: datetime, last: datetime) -> None:
    """A round every half hour."""
    at = first
    while at <= last:
        await told(office, at)
        at += STEP


async def test_a_day_without_mail_loses_nothing_and_says_nothing_too_late(
    office: Office, post: PostOffice
) -> None:
    soon: dict[str, Any] = {"starts_at": TODAY + 20 * HOUR, "ends_at": TODAY + 22 * HOUR}
    await accepted("Berta Ayuda", event=await planned(at=TODAY - DAY, **soon), at=TODAY - DAY)
    await told(office, TODAY - HOUR)
    before = len(post.letters)
    assert len(post.to("berta@convoca.test")) == before > 0
    down = msgspec.structs.replace(
        office.settings, mail_server=msgspec.structs.replace(post.server, port=1)
    )
    await invited("Ana Ayuda")
    coordinator = (await person("c@convoca.test", "C", "coordinator", "0103")).account
    assert coordinator is not None
    await sign_in.make_link(coordinator, at=TODAY, by_mail=True)
    await through(Office(down, office.signer), first=TODAY, last=TODAY + DAY)
    assert len(post.letters) == before
    await through(office, first=TODAY + DAY + STEP, last=TODAY + DAY + 2 * HOUR)
    assert [str(letter["To"]) for letter in post.letters[before:]] == [
        "Ana Ayuda <ana@convoca.test>"
    ]
    assert (await fetch(TRIES))[0]["number"] < 60
    kinds = {(row["kind"], row["state"]) for row in await fetch(LEFT)}
    assert all(kind == "reminder" for kind, _state in kinds)
    assert await violations(laws.ALL) == []
