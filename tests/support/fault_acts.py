"""What matters most, ready to be done: each makes what it needs, and knows when it is done."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from events.attendance.domain import sync
from events.attendance.domain.arrivals import Arrival
from events.outreach.domain.releases import releasing
from events.planning.domain import planning
from events.planning.domain.imports import staging, work
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM, new_id
from server.foundation.signing import Signer
from tests.support.closing import closed, half
from tests.support.crew import helper, two_cleared_adults
from tests.support.draft_rotas import draft
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.fault_statements import Act
from tests.support.imported import ZONE, looked_through
from tests.support.registers import AFTER
from tests.support.released import MARCH, busy_march
from volunteers.assignments.domain import helping, invitations
from volunteers.assignments.domain.rota import publishing

SIGNER: Final = Signer(b"only for tests, and nowhere else")
FILE: Final = (
    "título,fecha,inicio,fin,municipio\n"
    "Taller uno,2026-12-10,09:00,10:00,San José Pinula\n"
    "Taller dos,2026-12-11,09:00,10:00,San José Pinula\n"
)
Found = Callable[[], Awaitable[bool]]


def found(query: str, *arguments: Any) -> Found:
    """Whether a query finds something."""

    async def ask() -> bool:
        return bool(await fetch(query, *arguments))

    return ask


async def publishing_for_minors() -> Act:
    """An event for minors is shown to everybody."""
    event = await planned(published=False, audiences=("children",))
    await two_cleared_adults(event)
    show = partial(planning.publish, event, by=SYSTEM, at=TODAY, above=upstairs)
    return Act(show, found("SELECT FROM event WHERE id = $1 AND status = 'published'", event))


async def accepting_an_invitation() -> Act:
    """Somebody says that they will be there."""
    event = await planned()
    place = await invitations.invite(event, await helper(), "lead", by=SYSTEM, at=TODAY)
    say = partial(invitations.answer, place, "accepted", at=TODAY)
    return Act(say, found("SELECT FROM assignment WHERE id = $1 AND status = 'accepted'", place))


async def declining_a_place() -> Act:
    """Somebody gives a place back, and others are asked."""
    event = await planned()
    place = await invitations.invite(event, await helper(), "lead", by=SYSTEM, at=TODAY)
    await helper("Berta Otra")
    await invitations.answer(place, "accepted", at=TODAY)
    say = partial(invitations.answer, place, "declined", "No puedo", at=TODAY)
    return Act(say, found("SELECT FROM assignment WHERE id = $1 AND status = 'declined'", place))


async def cancelling() -> Act:
    """An event is called off."""
    event = await planned()
    off = partial(planning.cancel, event, "rain", by=SYSTEM, at=TODAY, above=upstairs)
    return Act(off, found("SELECT FROM event WHERE id = $1 AND status = 'cancelled'", event))


async def closing_a_register() -> Act:
    """A register is said to be complete."""
    event = await planned()
    close = partial(planning.close, event, by=SYSTEM, at=SATURDAY + timedelta(hours=4))
    return Act(close, found("SELECT FROM event WHERE id = $1 AND status = 'closed'", event))


async def checking_in() -> Act:
    """A batch of people with passes is noted."""
    event = await planned()
    people = [_arrival(event, code) for code in ("ABCD2345WXYZ", "BCDE2345WXYZ", "CDEF2345WXYZ")]
    send = partial(sync.check_in, people, by=SYSTEM, signer=SIGNER, who_helps=helping)
    three = "SELECT FROM check_in WHERE event = $1 HAVING count(*) = 3"
    return Act(send, found(three, event))


def _arrival(event: UUID, code: str) -> Arrival:
    at = SATURDAY + timedelta(hours=1)
    return Arrival(
        id=new_id(), event_id=event, at=at, received_at=at, pass_code=code, sex="female",
        age_band="15-17", audience=None, source="api",
    )  # fmt: skip


async def importing() -> Act:
    """The rows of a file become events."""
    staged = await looked_through(FILE)
    await staging.start(staged)
    go_on = partial(work.step, TODAY, zone=ZONE, only=staged, above=upstairs)
    return Act(go_on, found("SELECT FROM agenda_import WHERE id = $1 AND state = 'done'", staged))


async def publishing_a_rota() -> Act:
    """Everybody on a draft rota is asked."""
    event = await planned()
    rota = await draft([(event, await helper(), "lead")], events=[event])
    send = partial(publishing.publish, rota, invite=True, by=SYSTEM, at=TODAY)
    return Act(send, found("SELECT FROM rota WHERE id = $1 AND state = 'published'", rota))


async def closing_a_period() -> Act:
    """What was reported is kept, and the key destroyed."""
    made = await half()
    close = partial(closed, made.period)
    query = "SELECT FROM uniqueness_period WHERE id = $1 AND closed_at IS NOT NULL"
    return Act(close, found(query, made.period))


async def releasing_figures() -> Act:
    """Figures leave the house."""
    await busy_march()
    named = new_id()
    publish = partial(releasing.publish, MARCH, by=SYSTEM, at=AFTER, named=named)
    return Act(publish, found("SELECT FROM release WHERE id = $1", named))


QUICK: Final[Mapping[str, Callable[[], Awaitable[Act]]]] = {
    each.__name__: each
    for each in (publishing_for_minors, accepting_an_invitation, closing_a_register, checking_in)
}
ALL: Final[Mapping[str, Callable[[], Awaitable[Act]]]] = {
    **QUICK,
    **{
        each.__name__: each
        for each in (
            declining_a_place,
            cancelling,
            importing,
            publishing_a_rota,
            closing_a_period,
            releasing_figures,
        )
    },
}
