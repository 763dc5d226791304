"""A helper's own places, and what other rooms ask about them."""

from datetime import timedelta
from uuid import UUID

import pytest

from events.planning.domain import planning
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, invited, shifts
from volunteers.assignments.domain.answer_links import answer_address, assignment_of
from volunteers.assignments.domain.helping import helps_at, said_yes

DAY = timedelta(days=1)
SIGNER = Signer(b"only for tests, and nowhere else")


async def account_of(volunteer: UUID) -> UUID:
    account: UUID = (await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer))[0][0]
    return account


async def asked(volunteer: UUID, days: int, said: str = "") -> tuple[UUID, UUID]:
    starts = SATURDAY + days * DAY
    event = await planned(starts_at=starts, ends_at=starts + DAY / 12, at=TODAY - 20 * DAY)
    assignment = await invitations.invite(event, volunteer, "lead", by=SYSTEM, at=TODAY - 20 * DAY)
    if said:
        await invitations.answer(assignment, said, "porque", at=TODAY - 19 * DAY)
    return event, assignment


async def test_a_helper_sees_what_is_ahead_and_what_is_behind(db: None) -> None:
    ana, beto = await helper("Ana"), await helper("Beto")
    await asked(ana, -8, "accepted")
    await asked(ana, -9, "declined")
    last = await asked(ana, -10, "accepted")
    soon, later, off = await asked(ana, 0), await asked(ana, 3, "declined"), await asked(ana, 5)
    gone = await asked(ana, 6)
    await asked(beto, 0)
    await invitations.withdraw(gone[1], by=SYSTEM, at=TODAY)
    await planning.cancel(off[0], "rain", by=SYSTEM, at=TODAY)
    account = await account_of(ana)
    ahead = await shifts.ahead(account, at=TODAY)
    assert [(one.id, one.status, one.answerable(TODAY)) for one in ahead] == [
        (soon[1], "invited", True), (later[1], "declined", True), (off[1], "invited", False)
    ]  # fmt: skip
    behind = await shifts.behind(account, at=TODAY)
    assert [one.event.starts_at for one in behind] == [SATURDAY - 8 * DAY, SATURDAY - 10 * DAY]
    assert behind[1].id == last[1]
    assert len(await shifts.behind(account, at=TODAY, most=1)) == 1


async def test_an_answer_counts_until_the_event_begins(db: None) -> None:
    _event, assignment = await asked(await helper(), 0, "declined")
    one = await shifts.shift(assignment)
    assert (one.reason, one.answered_at) == ("porque", TODAY - 19 * DAY)
    assert [one.answerable(at) for at in (SATURDAY - DAY, SATURDAY)] == [True, False]


async def test_a_helper_helps_where_they_are_asked_or_said_yes(db: None) -> None:
    ana = await helper("Ana")
    event, assignment = await asked(ana, 0)
    account = await account_of(ana)
    told, yes = [await helps_at(account, event)], [await said_yes(account, event)]
    for said in ("accepted", "declined"):
        await invitations.answer(assignment, said, at=TODAY)
        told.append(await helps_at(account, event))
        yes.append(await said_yes(account, event))
    assert (told, yes) == ([True, True, False], [False, True, False])
    assert not await helps_at(await account_of(await helper("Beto")), event)


async def test_those_who_write_messages_read_who_was_asked(db: None) -> None:
    ana = await helper("Ana Ayuda")
    later, soon = await asked(ana, 3), await asked(ana, 0)
    accepted = await asked(ana, 6, "accepted")
    told = await invited.invitation(soon[1])
    assert (told.email, told.name, told.role, told.event_id, told.invited_sequence) == (
        "ana@convoca.test", "Ana Ayuda", "lead", soon[0], 0
    )  # fmt: skip
    waiting = await invited.awaiting(at=TODAY)
    assert [one.assignment for one in waiting] == [soon[1], later[1]]
    assert await invited.awaiting(at=SATURDAY + 10 * DAY) == []
    assert [one.status for one in await invited.team_of(accepted[0])] == ["accepted"]
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'ana@convoca.test'")
    with pytest.raises(NotFound):
        await invited.invitation(soon[1])


def test_a_link_answers_the_assignment_it_was_made_for_and_no_other() -> None:
    assignment = UUID(int=7)
    address = answer_address("https://convoca.test", assignment, SIGNER)
    assert address.startswith("https://convoca.test/r/")
    token = address.rpartition("/")[2]
    assert assignment_of(token, SIGNER) == assignment
    for other in (
        token[:-1],
        "x" + token,
        SIGNER.sign("answer", b"short"),
        SIGNER.sign("else", assignment.bytes),
    ):
        with pytest.raises(NotFound):
            assignment_of(other, SIGNER)
