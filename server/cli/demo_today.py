"""What is going on at this moment in the demonstration: an afternoon that people are coming to."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from events.attendance.domain import codes, doors, headcounts, pseudonyms, register
from events.attendance.domain.cards import pass_sheets
from events.attendance.domain.cards.pass_sheets import NewSheet
from events.attendance.domain.door import door_batches, door_phones
from events.attendance.domain.door.door_batches import Noticed, Sender
from events.attendance.domain.headcounts import Tally
from events.attendance.domain.register import Line
from events.attendance.domain.reserving import seating
from events.attendance.domain.reserving.registrations import Wish
from events.attendance.domain.reserving.seating import Seating
from events.planning.domain import planning
from events.planning.domain.draft import EventDraft
from notifications.domain import upstairs
from server.cli.demo_calendar import ZONE
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer
from volunteers.assignments.domain import helping
from volunteers.assignments.tables import Assignment, Need

QUARTER: Final = timedelta(minutes=15)
A_CLOCK_BEHIND: Final = 62 * 60 * 1000  # milliseconds
CAME: Final = (
    ("female", "35-49", "parents-carers"), ("female", "25-34", "parents-carers"),
    ("male", "35-49", "parents-carers"), ("female", "60+", "parents-carers"),
    ("female", "13-14", "adolescents"), ("male", "15-17", "adolescents"),
    ("unknown", "unknown", None),
)  # fmt: skip
COUNTED: Final = (("female", "7-10", 5), ("male", "7-10", 4), ("female", "6", 2), ("male", "6", 3))
GROUPS: Final = (4, 3, 3, 2, 5)
LAST_CLOSED: Final = """
    SELECT id, ends_at FROM event WHERE municipality = $1 AND status = 'closed'
    ORDER BY ends_at DESC LIMIT 1
"""
# Cleared on that day, and nowhere else.
HELPERS: Final = """
    SELECT v.id FROM event n, volunteer v JOIN account a ON a.id = v.account
    WHERE n.id = $2 AND a.disabled_at IS NULL
        AND EXISTS (SELECT FROM clearance c WHERE c.volunteer = v.id AND c.kind = 'renas'
            AND c.verified_on <= (n.starts_at AT TIME ZONE n.zone)::date
            AND c.valid_until >= (n.ends_at AT TIME ZONE n.zone)::date)
        AND NOT EXISTS (SELECT FROM assignment s JOIN event e ON e.id = s.event
            WHERE s.volunteer = v.id AND s.status IN ('invited', 'accepted', 'attended')
                AND e.starts_at < n.ends_at + interval '4 hours'
                AND e.ends_at > n.starts_at - interval '4 hours')
    ORDER BY v.home <> $1, a.password_hash IS NULL, a.name LIMIT 2
"""
NEXT_PUBLIC: Final = """
    SELECT e.id, e.starts_at FROM event e JOIN kind k ON k.slug = e.kind
    WHERE e.municipality = $1 AND e.status = 'published' AND NOT k.internal AND e.starts_at > $2
        AND NOT EXISTS (SELECT FROM event_topic x JOIN topic t ON t.slug = x.topic
            WHERE x.event = e.id AND t.sensitivity <> 'open')
    ORDER BY e.starts_at LIMIT 1
"""


async def going_on(municipality: str, *, by: Actor, signer: Signer, at: datetime) -> None:
    """An event under way with its door, a phone that was offline, a waiting list, printed cards."""
    event = await _afternoon(municipality, by=by, at=at)
    await _team(event, municipality, at=at)
    await planning.publish(event, by=by, at=at - timedelta(days=1), above=upstairs)
    await _arrivals(event, by=by, signer=signer, at=at)
    await _late_scans(municipality, by=by, signer=signer, at=at)
    await _queue(municipality, by=by, signer=signer, at=at)
    drawn = [codes.new_pass_code() for _number in range(40)]
    letters = await pass_sheets.free_letters()
    sheet = NewSheet(id=new_id(), letters=letters, municipality=municipality, cards=len(drawn))
    await pass_sheets.keep(sheet, drawn, by=by, at=at, signer=signer)


async def _afternoon(municipality: str, *, by: Actor, at: datetime) -> UUID:
    """It began half an hour ago; nobody was told of it yet."""
    begun = at - timedelta(minutes=30) - timedelta(minutes=at.minute % 15)
    starts = begun.replace(second=0, microsecond=0)
    return await planning.plan(
        EventDraft(
            title="Tarde de juegos en familia", kind="play", municipality=municipality, capacity=40,
            audiences=("parents-carers", "children", "adolescents"),
            topics=("parental-skills", "emotion-management"),
            starts_at=starts, ends_at=starts + timedelta(hours=3), zone=ZONE,
        ),
        by=by, at=at - timedelta(days=2),
    )  # fmt: skip


async def _team(event: UUID, municipality: str, *, at: datetime) -> None:
    """Two of the municipality said that they would help; nobody has arrived yet."""
    rows = await fetch(HELPERS, municipality, event)
    asked = at - timedelta(days=1)
    for role, row in zip(("lead", "assistant"), rows, strict=False):
        await Need.insert(Need(id=new_id(), event=event, role=role, number=1))
        place = Assignment(
            id=new_id(), event=event, volunteer=row["id"], role=role, status="accepted",
            created_at=asked, changed_at=asked,
        )  # fmt: skip
        await Assignment.insert(place)


async def _arrivals(event: UUID, *, by: Actor, signer: Signer, at: datetime) -> None:
    """Some checked in with their phones, the small ones were counted."""
    doorway = await doors.doorway_of(event)
    salt = await pseudonyms.salt_of(doorway.period)
    assert salt is not None
    await doors.door_of(event)
    lines = [
        Line(
            id=new_id(), event=event, source="self", at=doorway.starts_at + place * QUARTER / 5,
            received_at=doorway.starts_at + place * QUARTER / 5,
            pseudonym=pseudonyms.pseudonym(codes.new_pass_code(), salt=salt, signer=signer),
            sex=sex, age_band=age_band, audience=audience,
        )
        for place, (sex, age_band, audience) in enumerate(CAME)
    ]  # fmt: skip
    # Two people alike, or one who pressed twice: a coordinator says which.
    lines += [
        replace(
            lines[2], id=new_id(), pseudonym=None, at=lines[2].at + place * timedelta(seconds=20)
        )
        for place in (1, 2)
    ]
    await register.write(lines)
    tallies = [
        Tally(
            id=new_id(), at=at, received_at=at, audience="children", sex=sex, age_band=age_band,
            count=count,
        )
        for sex, age_band, count in COUNTED
    ]  # fmt: skip
    await headcounts.count(event, tallies, by=by, at=at)


async def _late_scans(municipality: str, *, by: Actor, signer: Signer, at: datetime) -> None:
    """A phone whose clock is an hour behind found its signal after the register was closed."""
    last = (await fetch(LAST_CLOSED, municipality))[0]
    before = last["ends_at"] - timedelta(hours=4)
    standing = {"by": by, "at": before, "signer": signer, "who_helps": helping}
    link = await door_phones.make(last["id"], "Teléfono de la entrada", **standing)
    scans = [
        Noticed(
            id=new_id(), kind="scan", pass_code=codes.new_pass_code(),
            at=last["ends_at"] - timedelta(minutes=62 + 40 - 3 * place),
        )
        for place in range(3)
    ]  # fmt: skip
    sender = Sender(phone=link.phone, event=last["id"], clock_skew=A_CLOCK_BEHIND)
    await door_batches.take_in(scans, sender=sender, received_at=at, signer=signer)


async def _queue(municipality: str, *, by: Actor, signer: Signer, at: datetime) -> None:
    """The next public event takes registrations, and is full already."""
    found = await fetch(NEXT_PUBLIC, municipality, at + timedelta(days=2))
    if not found:
        return
    event, starts = found[0]["id"], found[0]["starts_at"]
    plan = Seating(seats=12, largest_group=6, closes_at=starts, offer_minutes=720)
    await seating.arrange(event, plan, by=by, at=at)
    for people in GROUPS:
        wish = Wish(id=new_id(), people=people)
        await seating.add_group(event, wish, by=by, signer=signer, at=at)
