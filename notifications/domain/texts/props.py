"""The people and things of a made-up story, as rows; whoever puts them there takes them back."""

import json
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain.reference import period_of
from notifications.domain.texts.scenes import Scene
from server.foundation.database import execute
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _

GROUP: Final = 3
SEATS: Final = 40
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
# A clearance ends then, and what somebody is qualified for two days before the event.
CLEARED: Final = 20 * DAY


class Stage(Struct, frozen=True, kw_only=True):
    """The moment, the clocks, where the story happens, and what its event borrows."""

    at: datetime
    zone: str
    municipality: str
    kind: str
    topic: str
    project: UUID


class Helper(Struct, frozen=True, kw_only=True):
    """Somebody made up."""

    account: UUID
    volunteer: UUID


async def put(table: str, /, **values: Any) -> UUID:
    """Write a row down; returns its new id."""
    made = new_id()
    row = {"id": made, **values}
    marks = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    # Both names are written in this file.
    await execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())
    return made


async def helper(name: str, here: Stage) -> Helper:
    """Somebody with an account, who lives there."""
    account = await put(
        "account", email=f"{new_id()}@example.org", name=name, role="facilitator",
        created_at=here.at,
    )  # fmt: skip
    volunteer = await put("volunteer", account=account, home=here.municipality)
    return Helper(account=account, volunteer=volunteer)


async def event(scene: Scene, here: Stage) -> UUID:
    """An activity that needs one person to lead it, and takes registrations."""
    begins, title = scene.begins(here.at, here.zone), _("Actividad comunitaria")
    made = await put(
        "event", uid=f"{new_id()}@example.org", title=title, public_title=title, kind=here.kind,
        municipality=here.municipality, starts_at=begins, ends_at=begins + 3 * HOUR, zone=here.zone,
        project=here.project, period=await period_of(here.project, begins.date()),
        status=scene.status,
        cancellation_reason="other" if scene.off else None,
        created_at=here.at, changed_at=here.at, published_at=here.at,
    )  # fmt: skip
    await put("event_topic", event=made, topic=here.topic)
    await put("need", event=made, role="lead", number=1)
    return made


async def place(made: UUID, who: Helper, status: str, here: Stage) -> UUID:
    """Somebody's place at the event; one that is lost was so because they are away."""
    return await put(
        "assignment", event=made, volunteer=who.volunteer, role="lead", status=status,
        created_at=here.at, changed_at=here.at, answer_by=_on_the_hour(here.at + 2 * DAY),
        released_for="absence" if status == "withdrawn" else None,
    )  # fmt: skip


async def no(where: UUID, here: Stage) -> UUID:
    """That somebody cannot come, and why."""
    return await put("answer", assignment=where, at=here.at, answer="declined", usual="transport")


async def search(scene: Scene, made: UUID, leaves: UUID, asked: UUID, here: Stage) -> UUID:
    """That somebody else was looked for: found if the place is covered."""
    found = await put(
        "cover_search", event=made, role="lead",
        cause="substitute" if scene.covered else "declined",
        standing_for=leaves if scene.covered else None, opened_at=here.at - DAY, ended_at=here.at,
        outcome="filled" if scene.covered else "nobody",
    )  # fmt: skip
    await put("offer", search=found, assignment=asked, wave=1, offered_at=here.at - DAY)
    return found


async def link(who: Helper, here: Stage) -> UUID:
    """A way in that somebody asked for."""
    return await put(
        "sign_in_link", account=who.account, created_at=here.at, expires_at=here.at + HOUR / 4,
        by_mail=True,
    )  # fmt: skip


async def signed_in(who: Helper, here: Stage) -> UUID:
    """That they are signed in; returns the account."""
    await execute(
        "INSERT INTO session (fingerprint, account, created_at, expires_at, fresh_at, browser)"
        " VALUES ($1, $2, $3, $4, $3, $5)",
        new_id().bytes, who.account, here.at, here.at + HOUR,
        _("%(browser)s en %(system)s", browser="Chrome", system="Android"),
    )  # fmt: skip
    return who.account


async def contact(who: Helper, here: Stage) -> UUID:
    """A way to reach somebody that nobody knows to work."""
    return await put(
        "contact", account=who.account, channel="mail", address="ana@example.org", said_at=here.at
    )


async def registration(scene: Scene, made: UUID, here: Stage) -> UUID:
    """Seats for a few people."""
    begins = scene.begins(here.at, here.zone)
    await execute(
        "INSERT INTO seating (event, seats, largest_group, closes_at) VALUES ($1, $2, $3, $4)",
        made, SEATS, GROUP, begins - HOUR,
    )  # fmt: skip
    return await put(
        "registration", event=made, code=new_id().bytes, people=GROUP, status=scene.seats,
        asked_at=here.at, offered_at=here.at, offered_until=_on_the_hour(here.at + DAY / 2),
        ended_at=here.at if scene.seats == "cancelled" else None,
    )  # fmt: skip


async def release(here: Stage) -> UUID:
    """The figures of last month, to a donor; there are none in it."""
    last = here.at.date().replace(day=1) - DAY
    return await put(
        "release", project=here.project, title=_("Cifras del mes"), readers="donor",
        starts_on=last.replace(day=1), ends_on=last, small=10, rule="", asked="{}", basis="{}",
        shown=json.dumps({"events": 0, "tables": []}), made_at=here.at,
    )  # fmt: skip


async def documents(scene: Scene, who: Helper, here: Stage) -> None:
    """What somebody needs for helping, and that ends soon: one before the event, one after."""
    today = here.at.date()
    begins = scene.begins(here.at, here.zone).date()
    await put(
        "clearance", volunteer=who.volunteer, kind="renas", verified_on=today - 300 * DAY,
        valid_until=today + CLEARED,
    )  # fmt: skip
    await put(
        "qualification", volunteer=who.volunteer, topic=here.topic, role="lead",
        valid_until=begins - 2 * DAY,
    )  # fmt: skip


async def told_before(scene: Scene, made: UUID, subject: UUID, who: Helper, here: Stage) -> None:
    """That they were told another day for the event."""
    begins = scene.begins(here.at, here.zone) - 7 * DAY
    notice = await put(
        "notice", key=f"specimen:{new_id()}", kind="invitation", account=who.account, event=made,
        subject=subject, owed_at=here.at - DAY, due_at=here.at - DAY, state="sent",
        settled_at=here.at - DAY,
    )  # fmt: skip
    times = {"starts_at": begins, "ends_at": begins + 3 * HOUR}
    told = {**{name: moment.isoformat() for name, moment in times.items()}, "zone": here.zone}
    await put(
        "delivery", notice=notice, attempt=1, channel="mail", began_at=here.at - DAY,
        ended_at=here.at - DAY, outcome="sent", told=json.dumps(told),
    )  # fmt: skip


def _on_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
