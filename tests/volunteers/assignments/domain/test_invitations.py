"""Asking people, and what they answer."""

import asyncio
from contextvars import Context
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from events.planning.domain import planning
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, shifts

LATER = TODAY + timedelta(hours=1)


async def state_of(assignment: UUID) -> tuple[str, str]:
    row = (await fetch("SELECT role, status FROM assignment WHERE id = $1", assignment))[0]
    return row["role"], row["status"]


async def account_of(volunteer: UUID) -> Actor:
    row = (await fetch("SELECT account FROM volunteer WHERE id = $1", volunteer))[0]
    who = await accounts.actor(row["account"])
    assert who is not None
    return who


async def test_a_person_is_asked_says_yes_and_says_no(cast: Cast) -> None:
    ana = await helper()
    invited = await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=TODAY)
    assert await state_of(invited) == ("lead", "invited")
    for hours, said in enumerate(("accepted", "declined", "accepted"), 1):
        await invitations.answer(invited, said, "porque sí", at=TODAY + timedelta(hours=hours))
        assert await state_of(invited) == ("lead", said)
    answers = await fetch("SELECT answer, reason FROM answer ORDER BY at")
    assert [tuple(row) for row in answers] == [
        ("accepted", "porque sí"), ("declined", "porque sí"), ("accepted", "porque sí")
    ]  # fmt: skip
    changed = await fetch("SELECT changed_at, invited_sequence FROM assignment")
    assert tuple(changed[0]) == (TODAY + timedelta(hours=3), 0)


async def test_the_same_answer_again_changes_nothing_but_a_reason_is_kept(cast: Cast) -> None:
    ana = await helper()
    invited = await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=TODAY)
    for reason in ("", "", "viaje"):
        await invitations.answer(invited, "declined", reason, at=LATER)
    answers = await fetch("SELECT reason FROM answer ORDER BY id")
    assert [row["reason"] for row in answers] == ["", "viaje"]


async def test_who_declined_or_was_withdrawn_may_be_asked_again(cast: Cast) -> None:
    ana, event = await helper(), await planned()
    invited = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    await invitations.answer(invited, "declined", at=TODAY)
    assert await invitations.invite(event, ana, "assistant", by=cast.pinula, at=LATER) == invited
    assert await state_of(invited) == ("assistant", "invited")
    await invitations.withdraw(invited, by=cast.pinula, at=LATER)
    assert await invitations.invite(event, ana, "lead", by=cast.pinula, at=LATER) == invited


async def test_moments_never_run_backwards(cast: Cast) -> None:
    ana = await helper()
    invited = await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=LATER)
    await invitations.answer(invited, "accepted", at=TODAY)
    assert (await fetch("SELECT changed_at FROM assignment"))[0][0] == LATER


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (None, "Falta la constancia para trabajar con menores."),
        (date(2026, 12, 4), "vale hasta el 4 de diciembre de 2026 y no cubre la fecha."),
    ],
)
async def test_nobody_is_asked_to_work_with_minors_uncleared(
    cast: Cast, until: date | None, sentence: str
) -> None:
    event = await planned(audiences=("adolescents",), published=False)
    ana = await helper(cleared_until=until)
    with pytest.raises(Conflict, match=sentence):
        await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    grown_ups = await planned(audiences=("teachers",))
    assert await invitations.invite(grown_ups, ana, "lead", by=cast.pinula, at=TODAY)


async def test_who_is_not_qualified_may_be_asked_and_that_is_on_record(cast: Cast) -> None:
    ana = await helper(topics=())
    await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=TODAY)
    entry = await fetch(
        "SELECT detail->'despite' AS despite FROM audit_entry WHERE act = 'assignment.invited'"
    )
    assert entry[0]["despite"] == '["not_qualified"]'


async def test_a_person_is_asked_once(cast: Cast) -> None:
    ana, event = await helper(), await planned()
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(Conflict, match="Ya tiene una invitación"):
        await invitations.invite(event, ana, "assistant", by=cast.pinula, at=TODAY)


async def test_of_many_who_ask_for_one_person_at_once_exactly_one_gets_them(cast: Cast) -> None:
    ana = await helper()
    events = [await planned(starts_at=SATURDAY + timedelta(minutes=n)) for n in range(6)]
    answers = await asyncio.gather(
        *(invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY) for event in events),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict"] * 5 + ["UUID"]
    assert (await fetch("SELECT count(*) FROM assignment"))[0][0] == 1


async def test_who_asks_second_waits_until_the_first_is_settled(cast: Cast) -> None:
    ana = await helper()
    one, other = await planned(), await planned(starts_at=SATURDAY + timedelta(hours=2))
    async with transaction():
        await invitations.invite(one, ana, "lead", by=cast.pinula, at=TODAY)
        asking = invitations.invite(other, ana, "lead", by=cast.pinula, at=TODAY)
        second = asyncio.create_task(asking, context=Context())  # outside of this transaction
        await asyncio.wait({second}, timeout=0.5)
    with pytest.raises(Conflict, match="A esa hora hay otro turno"):
        await second
    assert (await fetch("SELECT event FROM assignment"))[0]["event"] == one


async def test_accepting_one_of_two_that_came_to_overlap_bars_the_other(cast: Cast) -> None:
    ana = await helper()
    one, other = (
        await planned(),
        await planned(
            starts_at=SATURDAY + timedelta(hours=5), ends_at=SATURDAY + timedelta(hours=7)
        ),
    )
    invited = [
        await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
        for event in (one, other)
    ]
    await execute("UPDATE event SET starts_at = $2 WHERE id = $1", other, SATURDAY)
    await invitations.answer(invited[0], "accepted", at=LATER)
    with pytest.raises(Conflict, match="A esa hora hay otro turno"):
        await invitations.answer(invited[1], "accepted", at=LATER)
    await invitations.answer(invited[0], "declined", at=LATER)
    await invitations.answer(invited[1], "accepted", at=LATER)
    assert await state_of(invited[1]) == ("lead", "accepted")


async def test_a_clearance_that_lapsed_since_bars_accepting_but_not_declining(cast: Cast) -> None:
    ana, event = await helper(), await planned(audiences=("adolescents",), published=False)
    invited = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    await execute("UPDATE clearance SET valid_until = '2026-12-01'")
    with pytest.raises(Conflict, match="no cubre la fecha"):
        await invitations.answer(invited, "accepted", at=LATER)
    await invitations.answer(invited, "declined", at=LATER)


async def test_nothing_is_asked_or_answered_once_an_event_began_or_is_off(cast: Cast) -> None:
    ana, beto, event = await helper(), await helper("Beto"), await planned()
    invited = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    for act in (
        lambda: invitations.answer(invited, "accepted", at=SATURDAY),
        lambda: invitations.invite(event, beto, "lead", by=cast.pinula, at=SATURDAY),
        lambda: invitations.withdraw(invited, by=cast.pinula, at=SATURDAY),
    ):
        with pytest.raises(Conflict, match="ya empezó"):
            await act()
    await planning.cancel(event, "rain", by=cast.pinula, at=TODAY)
    with pytest.raises(Conflict, match="cancelada"):
        await invitations.answer(invited, "accepted", at=LATER)


async def test_a_withdrawn_invitation_is_not_answered_nor_withdrawn_again(cast: Cast) -> None:
    ana = await helper()
    invited = await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=TODAY)
    await invitations.withdraw(invited, by=cast.pinula, at=LATER)
    with pytest.raises(Conflict, match="se retiró"):
        await invitations.answer(invited, "accepted", at=LATER)
    with pytest.raises(Conflict, match="ya no está"):
        await invitations.withdraw(invited, by=cast.pinula, at=LATER)


async def test_drafts_are_staffed_too(cast: Cast) -> None:
    ana = await helper()
    assert await invitations.invite(
        await planned(published=False), ana, "lead", by=cast.pinula, at=TODAY
    )


async def test_what_cannot_be_read_is_refused(cast: Cast) -> None:
    ana, event = await helper(), await planned()
    with pytest.raises(Invalid):
        await invitations.invite(event, ana, "boss", by=cast.pinula, at=TODAY)
    invited = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(Invalid) as refusal:
        await invitations.answer(invited, "maybe", "x" * 501, at=LATER)
    assert set(refusal.value.fields) == {"answer", "reason"}
    with pytest.raises(Invalid):
        await invitations.answer(invited, "declined", "\0", at=LATER)


async def test_what_is_not_there_is_not_found(cast: Cast) -> None:
    ana, event = await helper(), await planned()
    with pytest.raises(NotFound):
        await invitations.invite(uuid4(), ana, "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(NotFound):
        await invitations.invite(event, uuid4(), "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(NotFound):
        await invitations.answer(uuid4(), "accepted", at=TODAY)
    with pytest.raises(NotFound):
        await shifts.shift(uuid4())


async def test_only_those_concerned_invite_answer_and_withdraw(cast: Cast) -> None:
    ana, beto, event = await helper(), await helper("Beto"), await planned()
    with pytest.raises(NotAllowed):
        await invitations.invite(event, ana, "lead", by=cast.mixco, at=TODAY)
    invited = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    for other in (cast.mixco, await account_of(beto)):
        with pytest.raises(NotAllowed):
            await invitations.answer(invited, "accepted", by=other, at=LATER)
        with pytest.raises(NotAllowed):
            await invitations.withdraw(invited, by=other, at=LATER)
    await invitations.answer(invited, "accepted", by=await account_of(ana), at=LATER)
    await invitations.answer(invited, "declined", by=cast.pinula, at=LATER)
    acts = "SELECT actor FROM audit_entry WHERE act LIKE 'assignment.%' ORDER BY id"
    assert [row["actor"] for row in await fetch(acts)] == [
        "Paula Pinula",
        "Ana Ayuda",
        "Paula Pinula",
    ]


async def test_a_disabled_account_answers_nothing(cast: Cast) -> None:
    ana = await helper()
    invited = await invitations.invite(await planned(), ana, "lead", by=cast.pinula, at=TODAY)
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'ana@convoca.test'")
    with pytest.raises(NotFound):
        await invitations.answer(invited, "declined", at=LATER)
