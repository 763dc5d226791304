"""What coordinators are told of the papers of helpers whom others look after: that they lapse."""

from datetime import date, timedelta

import pytest

from events.planning.domain import agenda, conflicts
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import draft
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import fitness, invitations, openings
from volunteers.assignments.domain.objections import objections
from volunteers.assignments.domain.rota.choosing import choosing
from volunteers.assignments.domain.team import team

LAPSING = date(2026, 12, 1)
LATER = TODAY + timedelta(hours=1)
DATED = (
    "La constancia para trabajar con menores vale hasta el 1 de diciembre de 2026"
    " y no cubre la fecha."
)
PLAIN = "La constancia para trabajar con menores no cubre la fecha."


async def test_who_invites_people_of_others_is_told_no_dates(cast: Cast) -> None:
    event = await planned(published=False, audiences=("children",))
    theirs = await helper("Fara Lejos", home="0108", cleared_until=LAPSING)
    ours = await helper("Gala Cerca", cleared_until=LAPSING)
    for person, sentence in ((theirs, PLAIN), (ours, DATED)):
        with pytest.raises(Conflict) as refused:
            await invitations.invite(
                event, person, "lead", by=cast.pinula, at=TODAY, why="hace falta"
            )
        assert refused.value.sentence == sentence
        assert await openings.objection(person, event, "lead", by=cast.pinula) == sentence


async def test_who_answers_for_people_of_others_is_told_no_dates(cast: Cast) -> None:
    event = await planned(published=False, audiences=("children",))
    theirs = await helper("Fara Lejos", home="0108")
    place = await invitations.invite(event, theirs, "assistant", by=SYSTEM, at=TODAY)
    await execute("UPDATE clearance SET valid_until = $1 WHERE volunteer = $2", LAPSING, theirs)
    with pytest.raises(Conflict) as refused:
        await invitations.answer(place, "accepted", by=cast.pinula, at=LATER)
    assert refused.value.sentence == PLAIN
    with pytest.raises(Conflict) as refused:
        await invitations.answer(place, "accepted", at=LATER)
    assert refused.value.sentence == DATED
    (shown,) = [
        one for one in (await team(event, by=cast.pinula)).members if one.volunteer == theirs
    ]
    assert [reason.sentence for reason in shown.against] == [PLAIN]


async def test_people_see_their_own_papers(cast: Cast) -> None:
    event = await agenda.event(await planned(published=False, audiences=("children",)))
    theirs = await helper("Fara Lejos", home="0108", cleared_until=LAPSING)
    account = (await fetch("SELECT account FROM volunteer WHERE id = $1", theirs))[0]["account"]
    person = await accounts.actor(account)
    assert person is not None
    for by, sentence in ((person, DATED), (cast.admin, DATED), (cast.pinula, PLAIN)):
        async with transaction():
            told = await fitness.reasons(theirs, "lead", event, by=by)
        assert [reason.sentence for reason in told] == [sentence]


async def test_what_a_move_would_cause_dates_the_papers_of_the_place_alone(db: None) -> None:
    event = await planned(published=False, audiences=("children",))
    for name, home in (("Fara Lejos", "0108"), ("Gala Cerca", "0103")):
        person = await helper(name, home=home, cleared_until=date(2026, 12, 10))
        await invitations.propose(event, person, "lead", by=SYSTEM, at=TODAY)
    here = await agenda.event(event)
    week = timedelta(days=7)
    slot = conflicts.slot_of(here)
    there = type(slot)(
        municipality=slot.municipality, venue=slot.venue, virtual=slot.virtual,
        starts_at=slot.starts_at + week, ends_at=slot.ends_at + week, event=slot.event,
    )  # fmt: skip
    told = {one.name: one.reason.sentence for one in await objections(here, there)}
    assert told["Fara Lejos"] == PLAIN
    assert told["Gala Cerca"] == DATED.replace("1 de", "10 de")


async def test_the_people_for_a_place_of_a_draft_are_told_alike(cast: Cast) -> None:
    event = await planned(published=False, audiences=("adolescents",))
    lapsed = await helper("Dora Antes", home="0108", cleared_until=date(2026, 12, 4))
    far = await helper("Flora Lejos", home="0108")
    await execute("UPDATE volunteer SET travel_minutes = 5 WHERE id = $1", far)
    rota = await draft([], events=[event])
    found = await choosing(rota, event, "lead", person=None, by=cast.pinula, at=LATER)
    told = {one.person.id: one.reasons[0] for one in found.choices}
    assert told == {
        lapsed: "Falta una constancia vigente en la fecha, y se espera a menores.",
        far: "Queda más lejos de lo que puede viajar.",
    }
