"""A coordinator changes a draft by hand."""

from datetime import timedelta
from uuid import UUID

import pytest

from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, NotAllowed, NotFound
from server.foundation.identity import new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import draft
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.rota import editing
from volunteers.assignments.domain.rota.choosing import choosing
from volunteers.assignments.domain.rota.editing import Wish
from volunteers.assignments.domain.rota.review import review

LATER = TODAY + timedelta(hours=1)
SOON = TODAY - timedelta(hours=1)


async def places(rota: UUID) -> dict[UUID, tuple[str, str, bool]]:
    rows = await fetch("SELECT volunteer, role, was, by_hand FROM rota_place WHERE rota = $1", rota)
    return {row["volunteer"]: (row["role"], row["was"], row["by_hand"]) for row in rows}


async def test_somebody_is_taken_out_and_somebody_else_put_in(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft([(event, ana, "lead")], events=[event])
    await editing.take_out(rota, event, ana, by=cast.pinula, at=LATER)
    assert await places(rota) == {}
    wish = Wish(event=event, volunteer=berta, role="lead")
    await editing.put_in(rota, wish, by=cast.pinula, at=LATER)
    assert await places(rota) == {berta: ("lead", "", True)}
    again = Wish(event=event, volunteer=ana, role="lead", instead_of=berta)
    await editing.put_in(rota, again, by=cast.pinula, at=LATER)
    assert await places(rota) == {ana: ("lead", "", True)}
    acts = await fetch("SELECT act FROM audit_entry WHERE subject = $1 ORDER BY id", f"rota:{rota}")
    assert [row["act"] for row in acts] == ["rota.taken_out", "rota.put_in", "rota.put_in"]


async def test_who_stands_there_already_is_put_back_as_they_stand(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    rota = await draft([(event, ana, "lead")], events=[event])
    await editing.take_out(rota, event, ana, by=cast.pinula, at=LATER)
    wish = Wish(event=event, volunteer=ana, role="lead")
    await editing.put_in(rota, wish, by=cast.pinula, at=LATER)
    assert await places(rota) == {ana: ("lead", "invited", True)}


async def test_nobody_is_put_in_two_places_at_once(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    other = await planned(title="A la misma hora", starts_at=SATURDAY + timedelta(hours=1))
    rota = await draft([(event, ana, "lead")], events=[event, other])
    wish = Wish(event=other, volunteer=ana, role="lead")
    with pytest.raises(Conflict, match="no puede tomar ese lugar"):
        await editing.put_in(rota, wish, by=cast.pinula, at=LATER)
    found = await choosing(rota, other, "lead", person=None, by=cast.pinula, at=LATER)
    assert [(one.person.id, one.possible, one.reasons) for one in found.choices] == [
        (ana, False, ("Coincide con «Navegar con cuidado», o no da tiempo para llegar.",))
    ]


async def test_a_role_that_is_full_takes_nobody_more(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft([(event, ana, "lead")], events=[event])
    wish = Wish(event=event, volunteer=berta, role="lead")
    with pytest.raises(Conflict, match="Ya no hace falta"):
        await editing.put_in(rota, wish, by=cast.pinula, at=LATER)


async def test_two_swap_roles_and_one_takes_the_other_role(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    by, at = cast.pinula, LATER
    await editing.change_role(rota, event, ana, with_=berta, by=by, at=at)
    assert await places(rota) == {ana: ("assistant", "", True), berta: ("lead", "", True)}
    await editing.take_out(rota, event, berta, by=by, at=at)
    await editing.change_role(rota, event, ana, by=by, at=at)
    assert await places(rota) == {ana: ("lead", "", True)}
    with pytest.raises(NotFound):
        await editing.change_role(rota, event, ana, with_=berta, by=by, at=at)


async def test_nobody_changes_to_a_role_that_is_full(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    with pytest.raises(Conflict, match="Ya no hace falta"):
        await editing.change_role(rota, event, berta, by=cast.pinula, at=LATER)
    assert await places(rota) == {ana: ("lead", "", False), berta: ("assistant", "", False)}


async def test_who_has_just_begun_never_leads(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    await execute("UPDATE volunteer SET novice = true WHERE id = $1", berta)
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    with pytest.raises(Conflict, match="Está empezando"):
        await editing.change_role(rota, event, ana, with_=berta, by=cast.pinula, at=LATER)
    assert await places(rota) == {ana: ("lead", "", False), berta: ("assistant", "", False)}


async def test_what_was_accepted_is_not_touched(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    place = await invitations.invite(event, ana, "lead", by=cast.pinula, at=SOON)
    await invitations.answer(place, "accepted", at=SOON)
    rota = await draft([(event, ana, "lead")], events=[event])
    with pytest.raises(Conflict, match="Ya aceptó"):
        await editing.take_out(rota, event, ana, by=cast.pinula, at=LATER)
    with pytest.raises(Conflict, match="Ya aceptó"):
        await editing.change_role(rota, event, ana, by=cast.pinula, at=LATER)


async def test_the_draft_says_at_once_what_breaks(cast: Cast) -> None:
    event, ana, berta = await planned(), await helper("Ana Ayuda"), await helper("Berta Bien")
    other = await planned(title="A la misma hora", starts_at=SATURDAY + timedelta(hours=1))
    places = [(event, ana, "lead"), (event, berta, "lead"), (other, ana, "lead")]
    rota = await draft(places, events=[event, other])
    found = await review(rota, by=cast.pinula, at=LATER)
    broken = {
        (look.event.title, entry.person.name): entry.against
        for look in found.looks
        for entry in look.entries
        if entry.against
    }
    busy = "Ya tiene otro turno a esa hora, o sin tiempo para llegar."
    over = "Hay más personas de las que hacen falta en ese papel."
    assert {name: said for (title, name), said in broken.items() if title != "A la misma hora"} in (
        {"Ana Ayuda": (busy,), "Berta Bien": (over,)},
        {"Ana Ayuda": (busy, over)},
    )
    assert broken["A la misma hora", "Ana Ayuda"] == (busy,)
    assert found.loads == (1, 2)


async def test_only_who_looks_after_it_changes_a_draft_and_only_a_draft(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    rota = await draft([(event, ana, "lead")], events=[event])
    with pytest.raises(NotAllowed):
        await editing.take_out(rota, event, ana, by=cast.mixco, at=LATER)
    with pytest.raises(NotFound):
        await editing.take_out(rota, event, new_id(), by=cast.pinula, at=LATER)
    gone = Wish(event=new_id(), volunteer=ana, role="lead")
    with pytest.raises(NotFound):
        await editing.put_in(rota, gone, by=cast.pinula, at=LATER)
    await execute("UPDATE rota SET state = 'discarded'")
    with pytest.raises(Conflict):
        await editing.take_out(rota, event, ana, by=cast.pinula, at=LATER)
