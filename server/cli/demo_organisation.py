"""The whole demonstration organisation, from its people to its registers, made in one go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from piccolo.table import Table

from events.attendance.domain import codes, register
from events.attendance.tables import Door
from server.accounts.domain import audit
from server.cli import (
    demo_assignments,
    demo_cast,
    demo_contacts,
    demo_events,
    demo_places,
    demo_time,
    demo_volunteers,
)
from server.cli.demo_calendar import WEEKS, HalfYear, around
from server.cli.demo_cast import Member
from server.cli.demo_chance import Chance
from server.cli.demo_crowd import crowds
from server.cli.demo_outcomes import settled
from server.cli.demo_places import Site
from server.cli.demo_plan import Planned, plan
from server.cli.demo_project import Period, begin
from server.cli.demo_quarter import drafted, spoken
from server.cli.demo_registers import Book, headcounts, lines
from server.cli.demo_staffing import Place, staffed
from server.cli.demo_storage import store
from server.cli.demo_turns import turns
from server.cli.demo_volunteers import Helper, helpers
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer

COUNTED: Final = ("event", "volunteer", "venue", "check_in")


class Organisation(Struct, frozen=True, kw_only=True):
    """Everything that is written down before anybody comes; nobody helps at what is `ahead` yet."""

    members: Sequence[Member]
    people: Sequence[Helper]
    sites: Sequence[Site]
    agenda: Sequence[Planned]
    ahead: Sequence[Planned]
    places: Sequence[Place]


async def found(
    password_hash: str, *, signer: Signer, seed: int, at: datetime
) -> dict[str, int] | None:
    """Make it all or nothing, and say how much of what; None where somebody has an account.

    Ids, names and numbers follow from the seed and the week of `at`. What opens a door or tells
    people apart does not: it is drawn anew each time.
    """
    chance, half = Chance(seed), around(at)
    async with transaction():
        await only_one_at_a_time("demonstration")
        if await fetch("SELECT FROM account LIMIT 1"):
            return None
        made = _imagined(chance, half, await _minors(), seed=seed)
        await store(demo_cast.stored(chance, half, made.members, password_hash))
        periods = await begin(chance, half)
        await store(_written_down(chance, Chance(-seed), half, made, periods))
        await _register(chance, half, made, periods, signer)
        much = await how_much()
        await audit.record(SYSTEM, "demonstration.made", "organisation", at=at, seed=seed, **much)
    return much


async def _minors() -> frozenset[str]:
    rows = await fetch("SELECT slug FROM audience WHERE minors")
    return frozenset(row["slug"] for row in rows)


def _imagined(chance: Chance, half: HalfYear, minors: frozenset[str], *, seed: int) -> Organisation:
    members = demo_cast.cast(chance, half)
    people = helpers(chance, half, members)
    sites = demo_places.sites(chance, half)
    planned = plan(chance, half, sites, drawn=turns(chance), weeks=WEEKS)
    agenda = settled(chance, half, planned)
    places = staffed(chance, half, agenda, people, minors)
    ahead = drafted(seed, half, sites)
    return Organisation(
        members=members, people=people, sites=sites, agenda=agenda, ahead=ahead, places=places
    )


def _written_down(
    chance: Chance, later: Chance, half: HalfYear, made: Organisation, periods: Sequence[Period]
) -> list[Table]:
    """As stored; what came to the demonstration later is drawn by a chance of its own."""
    organisers = {
        str(member.municipality): member.id
        for member in made.members
        if member.role == "coordinator"
    }
    return [
        *map(demo_places.venue, made.sites),
        *demo_volunteers.stored(chance, half, made.people),
        *demo_events.stored(chance, half, made.agenda, periods, organisers),
        *demo_assignments.stored(chance, half, made.agenda, made.places),
        *_doors(made.agenda),
        *demo_events.stored(later, half, made.ahead, periods, organisers),
        *demo_assignments.needed(later, made.ahead),
        *spoken(later, made.ahead),
        *demo_time.stored(later, half, made.people),
        *demo_contacts.stored(later, half, made.members),
    ]


def _doors(agenda: Sequence[Planned]) -> list[Table]:
    shown = [event for event in agenda if event.status != "draft"]
    return [Door(event=event.id, code=codes.new_door_code()) for event in shown]


async def _register(
    chance: Chance, half: HalfYear, made: Organisation, periods: Sequence[Period], signer: Signer
) -> None:
    """A register is closed with its tally; one that is open still has only its lines."""
    book = Book(crowds=crowds(chance), periods=periods, signer=signer)
    leads = {it.event.id: it.helper.account for it in made.places if it.role == "lead"}
    held = [it for it in made.agenda if it.day < half.monday and it.status != "cancelled"]
    await register.write([line for event in held for line in lines(chance, book, event)])
    closed = [event for event in held if event.status == "closed"]
    await store(row for event in closed for row in headcounts(chance, event, leads.get(event.id)))


async def how_much() -> dict[str, int]:
    """How many of what there are."""
    rows = await fetch(
        "SELECT " + ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in COUNTED)
    )
    return dict(rows[0])
