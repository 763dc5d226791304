"""What is passed on is counted in a ledger of its own."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.beyond import replica_list, replicas
from events.outreach.domain.beyond.choosing import Narrowed
from events.outreach.domain.beyond.indirect import Indirect, indirect
from events.outreach.domain.beyond.replica import ReplicaWritten
from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.registers import AFTER, BEFORE, FORUM_DAY, held, march

ZONE = "America/Guatemala"
EVERYTHING = Question(zone=ZONE)
NOTHING = Indirect(total=None, by_grade={}, by_municipality={})
ALL = Narrowed()


async def told(by: Actor = SYSTEM, **changes: Any) -> UUID:
    """A replica of twenty people in San José Pinula at the end of March."""
    (general,) = [p.id for p in await codelists.projects() if p.slug == "general"]
    usual = ReplicaWritten(
        way="cascade",
        event=None,
        project=general,
        municipality="0103",
        held_on=date(2026, 3, 28),
        reach=20,
        audience=None,
        grade="declared",
        evidence="",
        note="",
    )
    return await replicas.record(replace(usual, **changes), zone=ZONE, by=by, at=AFTER)


async def asked(question: Question = EVERYTHING, by: Actor = SYSTEM) -> Indirect:
    return await indirect(question, by=by, at=AFTER)


async def test_nothing_recorded_is_not_known_rather_than_zero(db: None) -> None:
    assert await asked() == NOTHING


async def test_replicas_add_up_as_declared_by_grade_and_by_place(db: None) -> None:
    await told()
    await told(municipality="0108", reach=5, grade="observed", evidence="Estuvo la coordinadora")
    await told(municipality=None, way="media", reach=9000, grade="evidenced", evidence="Grabación")
    assert await asked() == Indirect(
        total=9025,
        by_grade={"declared": 20, "evidenced": 9000, "observed": 5},
        by_municipality={"0103": 20, "0108": 5, "unknown": 9000},
    )


async def test_replicas_change_no_other_ledger(db: None) -> None:
    events = await march()
    before = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)
    await told(event=events.workshop)
    after = await ledgers.figures(EVERYTHING, by=SYSTEM, at=AFTER)
    assert (after.total, after.by) == (before.total, before.by)
    assert (await asked()).total == 20


async def test_a_question_narrows_the_replicas_by_what_is_known_of_them(db: None) -> None:
    events = await march()
    await told(event=events.workshop, audience="parents-carers")
    await told(reach=7)
    questions = [
        Question(zone=ZONE, kinds=("workshop",)),
        Question(zone=ZONE, topics=("social-network-risks",)),
        Question(zone=ZONE, modalities=("virtual",)),
        Question(zone=ZONE, audiences=("parents-carers",)),
        Question(zone=ZONE, audiences=("unknown",)),
        Question(zone=ZONE, places=("0108",)),
        Question(zone=ZONE, municipality="0103", project="general"),
        Question(zone=ZONE, first=date(2026, 3, 29)),
        Question(zone=ZONE, last=date(2026, 3, 28), sexes=("unknown",)),
        Question(zone=ZONE, sexes=("female",)),
    ]
    totals = [(await asked(question)).total for question in questions]
    assert totals == [20, 20, None, 20, 7, None, 27, None, 27, None]
    listed = [len(await replica_list.replicas(q, ALL, by=SYSTEM)) for q in questions]
    assert listed == [1, 1, 0, 1, 1, 0, 2, 0, 2, 0]


async def test_a_coordinator_reads_what_was_passed_on_in_their_own_municipality(
    cast: Cast,
) -> None:
    await told()
    await told(municipality=None, way="media", reach=9000)
    assert (await asked(by=cast.pinula)).by_municipality == {"0103": 20}
    assert (await asked(by=cast.mixco)) == NOTHING
    assert (await asked(by=cast.evaluator)).total == 9020
    with pytest.raises(NotAllowed):
        await asked(Question(zone=ZONE, municipality="0103"), cast.mixco)


async def test_only_who_looks_after_a_place_records_there(cast: Cast) -> None:
    replica = await told(by=cast.pinula)
    for who, place in ((cast.mixco, "0103"), (cast.evaluator, "0103"), (cast.pinula, None)):
        with pytest.raises(NotAllowed):
            await told(by=who, municipality=place, way="media")
    with pytest.raises(NotFound):
        await replicas.void(replica, "No es de aquí", by=cast.mixco, at=AFTER)
    with pytest.raises(NotAllowed):
        await replicas.void(replica, "Solo lee", by=cast.evaluator, at=AFTER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"municipality": None}, "municipality"),
        ({"held_on": date(2026, 6, 2)}, "held_on"),
        ({"reach": 0}, "reach"),
        ({"reach": 10_000_001}, "reach"),
        ({"grade": "evidenced"}, "evidence"),
        ({"project": None}, "project"),
        ({"event": UUID(int=7)}, "event"),
    ],
)
async def test_what_cannot_be_so_is_refused(db: None, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await told(**changes)
    assert list(refusal.value.fields) == [field]


async def test_a_replica_comes_after_its_event_and_belongs_to_its_project(db: None) -> None:
    events = await march()
    replica = await replica_list.replica(await told(event=events.workshop, project=None), by=SYSTEM)
    assert (replica.event_title, replica.project_name) == ("Navegar con cuidado", "General")
    with pytest.raises(Invalid) as refusal:
        await told(event=events.forum, held_on=date(2026, 3, 20))
    assert list(refusal.value.fields) == ["held_on"]


async def test_nothing_comes_of_an_event_that_was_not_held(db: None) -> None:
    draft = await held(FORUM_DAY, published=False)
    later = await held(AFTER.replace(month=7))
    for event in (draft, later):
        with pytest.raises(Invalid) as refusal:
            await told(event=event, held_on=date(2026, 5, 30))
        assert "event" in refusal.value.fields


async def test_a_voided_replica_counts_no_longer_and_is_still_read(db: None) -> None:
    replica = await told()
    with pytest.raises(Invalid):
        await replicas.void(replica, "", by=SYSTEM, at=AFTER)
    await replicas.void(replica, "Se anotó dos veces", by=SYSTEM, at=AFTER)
    assert await asked() == NOTHING
    (listed,) = await replica_list.replicas(EVERYTHING, ALL, by=SYSTEM)
    assert (listed.voided_at, listed.void_reason) == (AFTER, "Se anotó dos veces")
    assert await indirect(EVERYTHING, by=SYSTEM, at=BEFORE) == NOTHING
    with pytest.raises(Conflict):
        await replicas.void(replica, "Otra vez", by=SYSTEM, at=AFTER)


async def test_a_correction_is_kept_with_what_was_said_before(db: None) -> None:
    replica = await told()
    said = await replica_list.replica(replica, by=SYSTEM)
    written = ReplicaWritten(**{f: getattr(said, f) for f in ReplicaWritten.__struct_fields__})
    for _again in range(2):
        await replicas.correct(replica, replace(written, reach=12), zone=ZONE, by=SYSTEM, at=AFTER)
    assert (await asked()).total == 12
    entries = await fetch("SELECT act, detail FROM audit_entry WHERE act LIKE 'replica.%'")
    assert [entry["act"] for entry in entries] == ["replica.recorded", "replica.corrected"]
    assert entries[1]["detail"] == '{"reach": [20, 12]}'


async def test_the_list_narrows_to_an_event_a_way_and_a_grade(db: None) -> None:
    events = await march()
    await told(event=events.workshop)
    await told(way="media", grade="observed", evidence="Se oyó al aire", reach=300)
    for narrowed, reach in (
        (Narrowed(event=events.workshop), 20),
        (Narrowed(way="media"), 300),
        (Narrowed(grade="observed"), 300),
    ):
        (listed,) = await replica_list.replicas(EVERYTHING, narrowed, by=SYSTEM)
        ledger = await indirect(EVERYTHING, narrowed, by=SYSTEM, at=AFTER)
        assert (listed.reach, ledger.total) == (reach, reach)
