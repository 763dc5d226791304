"""What may happen around one event and one helper, step by step."""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.reserving import registrations, seat_codes, seating
from events.planning.domain import planning
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.rounds import HOUR, asked_again, moved, reinstated
from tests.support.seats import ORIGIN, SIGNER, asked, given_back, taking
from volunteers.assignments.domain import expiry, invitations, releases

MINUTE = timedelta(minutes=1)
# What is done about the event and the place there, or said of it; each may be refused.
DEEDS = ("accept", "decline", "withdraw", "release", "ask again", "cancel", "reinstate")
OF_SEATS = frozenset({"seat", "give back", "hush", "take back"})


class Step(Struct, frozen=True):
    """Something that happens, and a number where it needs one."""

    what: str
    number: int = 0


async def happen(step: Step, event: UUID, assignment: UUID, at: datetime) -> None:
    """What people do; raises what the domain raises where it refuses."""
    match step.what:
        case "accept" | "decline":
            said = "accepted" if step.what == "accept" else "declined"
            await invitations.answer(assignment, said, at=at)
        case "withdraw":
            await invitations.withdraw(assignment, by=SYSTEM, at=at)
        case "release":
            await releases.release(assignment, "rule", at=at)
        case "ask again":
            await asked_again(assignment, at=at)
        case _:
            await _happen_to(event, step, at)


async def _happen_to(event: UUID, step: Step, at: datetime) -> None:
    match step.what:
        case "cancel":
            await planning.cancel(event, "rain", by=SYSTEM, at=at)
        case "reinstate":
            await reinstated(event, at=at)
        case "publish":
            await planning.publish(event, by=SYSTEM, at=at, above=upstairs)
        case "expire":
            await expiry.expire(at=at)
        case "move":
            await moved(event, by=step.number * HOUR, at=at)
        case _:
            raise AssertionError(step.what)


async def happen_to_seat(step: Step, event: UUID, at: datetime) -> None:
    """What becomes of the only seat somebody asked for, telling where they read their mail."""
    rows = await fetch("SELECT id FROM registration WHERE event = $1", event)
    codes = [seat_codes.seat_code(row["id"], SIGNER) for row in rows]
    match step.what:
        case "seat" if not codes:
            await taking(event=event, at=at, closes_at=at + HOUR)
            await asked(event, contact="zoe@correo.test", at=at)
        case "give back":
            for code in codes:
                await given_back(code, at=at)
        case "hush":
            for code in codes:
                await registrations.hush(code, origin=ORIGIN, signer=SIGNER, at=at)
        case "take back":
            for row in rows:
                await seating.cancel(event, row["id"], "Otro grupo", by=SYSTEM, at=at)
