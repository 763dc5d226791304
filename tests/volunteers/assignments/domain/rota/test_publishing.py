"""A draft becomes places."""

import asyncio
from contextvars import Context
from datetime import timedelta
from uuid import UUID

import pytest

from events.planning.domain import planning
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import draft, team
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.rota.publishing import Published, invite_proposed, publish

DAY = timedelta(days=1)
LATER = TODAY + timedelta(hours=1)
SOON = TODAY - timedelta(hours=1)


async def pair_of_helpers() -> tuple[UUID, UUID]:
    return await helper("Ana Ayuda"), await helper("Berta Bien")


async def test_a_draft_is_published_with_invitations(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert done == Published(invited=2)
    assert await team(event) == {ana: ("lead", "invited"), berta: ("assistant", "invited")}
    kept = await fetch("SELECT state, published_at, published_by, told -> 'planned' FROM rota")
    assert tuple(kept[0])[:3] == ("published", LATER, cast.pinula.account)
    assert [row["rota"] for row in await fetch("SELECT rota FROM assignment")] == [rota] * 2
    acts = await fetch("SELECT act FROM audit_entry WHERE subject = $1", f"rota:{rota}")
    assert [row["act"] for row in acts] == ["rota.published"]


async def test_a_draft_is_kept_as_proposals_that_are_invited_later(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    done = await publish(rota, invite=False, by=cast.pinula, at=LATER)
    assert done == Published(proposed=2)
    assert await team(event) == {ana: ("lead", "proposed"), berta: ("assistant", "proposed")}
    with pytest.raises(NotAllowed):
        await invite_proposed([event], by=cast.mixco, at=LATER)
    done = await invite_proposed([event], rota=rota, by=cast.pinula, at=LATER)
    assert done == Published(invited=2)
    assert await invite_proposed([event], by=cast.pinula, at=LATER) == Published()
    assert await team(event) == {ana: ("lead", "invited"), berta: ("assistant", "invited")}


async def test_a_second_press_publishes_nothing_twice(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    rota = await draft([(event, ana, "lead")], events=[event])
    await publish(rota, invite=True, by=cast.pinula, at=LATER)
    with pytest.raises(Conflict, match="ya se publicó"):
        await publish(rota, invite=True, by=cast.pinula, at=LATER)


async def test_two_who_publish_at_once_publish_once(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    presses = [
        asyncio.create_task(publish(rota, invite=True, by=cast.pinula, at=LATER), context=Context())
        for _press in range(2)
    ]
    done = await asyncio.gather(*presses, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Conflict", "Published"]
    invited = await fetch("SELECT FROM audit_entry WHERE act = 'assignment.invited'")
    assert len(invited) == 2


async def test_what_the_draft_takes_out_is_withdrawn_and_what_came_later_stays(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    carla, dora = await helper("Carla Cerca"), await helper("Dora Desde")
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    await invitations.propose(event, berta, "assistant", by=cast.pinula, at=SOON)
    rota = await draft([(event, carla, "lead")], events=[event])
    await invitations.propose(event, dora, "assistant", by=cast.pinula, at=LATER)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert done == Published(invited=1, withdrawn=2)
    assert await team(event) == {
        # Berta never heard of it: nothing of that is left.
        ana: ("lead", "withdrawn"), carla: ("lead", "invited"), dora: ("assistant", "proposed"),
    }  # fmt: skip


async def test_nothing_accepted_is_ever_moved(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    place = await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    rota = await draft([(event, ana, "assistant"), (event, berta, "lead")], events=[event])
    await invitations.answer(place, "accepted", at=LATER)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert [one.reason for one in done.left_out] == ["Ya no hace falta nadie más en ese papel."]
    assert await team(event) == {ana: ("lead", "accepted")}


async def test_who_was_invited_is_asked_for_the_other_role(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    rota = await draft([(event, ana, "assistant"), (event, berta, "lead")], events=[event])
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert done == Published(invited=2)
    assert await team(event) == {ana: ("assistant", "invited"), berta: ("lead", "invited")}


async def test_who_said_no_meanwhile_is_left_out_with_the_reason(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    place = await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    rota = await draft([(event, ana, "lead")], events=[event])
    await invitations.answer(place, "declined", at=LATER)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert [(one.volunteer, one.event) for one in done.left_out] == [(ana, event)]
    assert await team(event) == {ana: ("lead", "declined")}


async def test_what_cannot_stand_any_more_is_left_out_and_the_rest_is_made(cast: Cast) -> None:
    next_week = TODAY + timedelta(days=9)
    off = await planned(starts_at=next_week, ends_at=next_week + timedelta(hours=1))
    event = await planned(published=False, audiences=("adolescents",))
    ana, berta = await pair_of_helpers()
    rota = await draft(
        [(off, ana, "lead"), (event, berta, "lead"), (event, ana, "assistant")], events=[off, event]
    )
    await planning.cancel(off, "rain", by=cast.pinula, at=TODAY)
    await execute("DELETE FROM clearance WHERE volunteer = $1", ana)
    await execute("DELETE FROM qualification WHERE volunteer = $1", berta)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert {(one.volunteer, one.event, one.reason) for one in done.left_out} == {
        (ana, off, "La actividad está cancelada."),
        (ana, event, "Falta la constancia para trabajar con menores."),
        (berta, event, "Falta formación para ese papel en los temas de la actividad."),
    }
    assert (done.invited, await team(event)) == (0, {})


async def test_a_coordinator_of_elsewhere_publishes_nothing(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    rota = await draft([(event, ana, "lead")], events=[event], municipalities=("0103", "0108"))
    for stranger in (cast.pinula, cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await publish(rota, invite=True, by=stranger, at=LATER)
    assert await team(event) == {}


async def test_only_a_draft_is_published(cast: Cast) -> None:
    event = await planned()
    rota = await draft([], events=[event])
    await execute("UPDATE rota SET state = 'working'")
    with pytest.raises(Conflict, match="no está lista"):
        await publish(rota, invite=True, by=cast.pinula, at=LATER)
    with pytest.raises(NotFound):
        await publish(new_id(), invite=True, by=cast.pinula, at=LATER)


async def test_no_machine_leaves_one_adult_alone_with_minors_but_a_coordinator_begins_so(
    cast: Cast,
) -> None:
    event, ana = await planned(published=False, audiences=("adolescents",)), await helper()
    rota = await draft([(event, ana, "lead")], events=[event])
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert [one.reason for one in done.left_out] == [
        "Sería la única persona adulta, y se espera a menores."
    ]
    rota = await draft([(event, ana, "lead")], events=[event])
    await execute("UPDATE rota_place SET by_hand = true")
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert done == Published(invited=1)


async def test_a_novice_goes_beside_the_lead_of_the_same_plan(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    await execute("UPDATE volunteer SET novice = true WHERE id = $1", ana)
    rota = await draft([(event, ana, "assistant"), (event, berta, "lead")], events=[event])
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert done == Published(invited=2)


async def test_what_moved_to_another_municipality_is_not_published_and_the_rest_is(
    cast: Cast,
) -> None:
    one, two = await planned(), await planned(starts_at=SATURDAY + DAY, ends_at=SATURDAY + 2 * DAY)
    ana, berta = await pair_of_helpers()
    rota = await draft([(one, ana, "lead"), (two, berta, "lead")], events=[one, two])
    await execute("UPDATE event SET municipality = '0108', venue = NULL WHERE id = $1", two)
    assert await publish(rota, invite=True, by=cast.pinula, at=LATER) == Published(invited=1)
    assert (await team(one), await team(two)) == ({ana: ("lead", "invited")}, {})


async def test_who_came_before_the_beginning_has_their_place(cast: Cast) -> None:
    event, (ana, berta) = await planned(), await pair_of_helpers()
    place = await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    await invitations.answer(place, "accepted", at=SOON)
    rota = await draft([(event, ana, "lead"), (event, berta, "lead")], events=[event])
    await execute("UPDATE assignment SET status = 'attended', arrived_at = $1", LATER)
    done = await publish(rota, invite=True, by=cast.pinula, at=LATER)
    assert [(one.volunteer, one.reason) for one in done.left_out] == [
        (berta, "Ya no hace falta nadie más en ese papel.")
    ]
