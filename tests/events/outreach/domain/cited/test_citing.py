"""Figures from elsewhere stand side by side with their sources."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.outreach.domain.cited import citing, keeping_facts
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.cited.fact_written import FactWritten
from events.outreach.domain.cited.side_by_side import subjects
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.registers import AFTER

ZONE = "America/Guatemala"
THIRTY = FactWritten(
    subject="Redes activas",
    said="30",
    number=30,
    about="",
    whose="La organización",
    ours=True,
    source="Informe anual",
    link="",
    dated=None,
    project=None,
    indicator=None,
    municipality=None,
)


async def cited(by: Actor = SYSTEM, **changes: Any) -> UUID:
    return await keeping_facts.cite(replace(THIRTY, **changes), zone=ZONE, by=by, at=AFTER)


async def known(**asked: Any) -> list[Fact]:
    return await citing.facts(by=SYSTEM, **asked)


async def disagreeing() -> list[bool]:
    return [subject.disagree for subject in subjects(await known())]


async def test_two_ways_of_saying_it_stand_side_by_side_and_disagree(db: None) -> None:
    await cited()
    await cited(subject="redes  ACTIVAS", said="over thirty", number=None)
    (subject,) = subjects(await known())
    assert [fact.said for fact in subject.facts] == ["30", "over thirty"]
    assert subject.disagree


@pytest.mark.parametrize(
    ("other", "disagree"),
    [
        ({"said": "treinta", "number": 30}, False),
        ({"said": "31", "number": 31}, True),
        ({"said": "31", "number": 31, "about": "2011"}, True),
        ({"said": "30", "number": None}, False),
        ({"said": "12", "number": 12, "municipality": "0103"}, False),
    ],
)
async def test_what_can_both_be_so_does_not_disagree(
    db: None, other: dict[str, Any], *, disagree: bool
) -> None:
    await cited()
    await cited(**other)
    assert await disagreeing() == [disagree]


async def test_figures_of_different_times_do_not_disagree(db: None) -> None:
    await cited(about="2011")
    await cited(about="2015", said="45", number=45)
    assert await disagreeing() == [False]


async def test_a_withdrawn_citation_stands_no_longer_and_is_still_read(db: None) -> None:
    fact = await cited()
    with pytest.raises(Invalid):
        await keeping_facts.withdraw(fact, "", by=SYSTEM, at=AFTER)
    await keeping_facts.withdraw(fact, "La fuente la corrigió", by=SYSTEM, at=AFTER)
    assert await known() == []
    (kept,) = await known(withdrawn=True)
    assert (kept.withdrawn_at, kept.withdrawn_why) == (AFTER, "La fuente la corrigió")
    with pytest.raises(Conflict):
        await keeping_facts.withdraw(fact, "Otra vez", by=SYSTEM, at=AFTER)


async def test_a_correction_is_kept_with_what_was_said_before(db: None) -> None:
    fact = await cited()
    for _again in range(2):
        await keeping_facts.correct(
            fact, replace(THIRTY, said="31", number=31), zone=ZONE, by=SYSTEM, at=AFTER
        )
    assert [(each.said, each.number) for each in await known()] == [("31", 31)]
    entries = await fetch("SELECT detail FROM audit_entry WHERE act = 'cited_fact.corrected'")
    assert [entry["detail"] for entry in entries] == [
        '{"says": {"said": ["30", "31"], "number": [30, 31]}}'
    ]


async def test_only_who_looks_after_a_place_cites_of_it(cast: Cast) -> None:
    of_pinula = await cited(cast.pinula, municipality="0103")
    for who, place in ((cast.pinula, None), (cast.mixco, "0103"), (cast.evaluator, "0103")):
        with pytest.raises(NotAllowed):
            await cited(who, municipality=place)
    with pytest.raises(NotFound):
        await citing.fact(of_pinula, by=cast.mixco)
    assert (await citing.fact(of_pinula, by=cast.evaluator)).municipality_name == "San José Pinula"
    assert await citing.facts(by=cast.mixco) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"source": ""}, "source"),
        ({"number": -1}, "number"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://[informe"}, "link"),
        ({"dated": date(2026, 6, 2)}, "dated"),
        ({"indicator": UUID(int=7)}, "indicator"),
    ],
)
async def test_what_cannot_be_cited_is_refused(
    db: None, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await cited(**changes)
    assert list(refusal.value.fields) == [field]
