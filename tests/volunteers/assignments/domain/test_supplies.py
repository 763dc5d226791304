"""What is planned and who can do it, as the database knows it."""

from collections.abc import Iterable

from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import supplies
from volunteers.assignments.domain.shortages import Named, Supply
from volunteers.people.domain import credentials
from volunteers.people.domain.credentials import NewQualification

TOPIC = "social-network-risks"


def names(people: Iterable[Named]) -> list[str]:
    return [one.name for one in people]


async def found(cast: Cast) -> dict[tuple[str, str], Supply]:
    told = await supplies.supplies(by=cast.pinula, at=now())
    return {(one.what, one.code): one for one in told}


async def test_who_leads_all_along_is_told_apart_from_whose_time_runs_out(cast: Cast) -> None:
    await helper("Ana Ayuda")
    lapsing = await helper("Beto Bueno")
    today = NewQualification(topic=TOPIC, role="lead", valid_until=now().date())
    await credentials.qualify(lapsing, today, by=SYSTEM, at=now())
    await helper("Caro Clara", role="assistant")
    await helper("Dora Dulce", topics=("parental-skills",))
    await helper("Mona Mixco", home="0108")
    await planned(topics=(TOPIC,))
    supply = (await found(cast))["topic", TOPIC]
    assert (supply.events, names(supply.people)) == (1, ["Ana Ayuda"])
    assert supply.lapsing == (Named(lapsing, "Beto Bueno"),)
    assert names(supply.trainees) == ["Caro Clara", "Dora Dulce"]
    assert supply.missing == 1


async def test_who_has_the_name_of_one_who_leads_can_learn_it_all_the_same(cast: Cast) -> None:
    first = await helper("Ana Ayuda")
    second = await helper("Dora Dulce", topics=("parental-skills",))
    await execute("UPDATE account SET name = 'Ana Ayuda'")
    await planned(topics=(TOPIC,))
    supply = (await found(cast))["topic", TOPIC]
    assert supply.people == (Named(first, "Ana Ayuda"),)
    assert supply.trainees == (Named(second, "Ana Ayuda"),)


async def test_who_is_new_leads_nothing_yet(cast: Cast) -> None:
    ana = await helper("Ana Ayuda")
    await execute("UPDATE volunteer SET novice = true WHERE id = $1", ana)
    await planned(topics=(TOPIC,))
    assert (await found(cast))["topic", TOPIC].people == ()


async def test_a_language_that_a_team_must_speak_is_counted(cast: Cast) -> None:
    event = await planned()
    told = "INSERT INTO need_language (id, event, language) VALUES ($1, $2, 'cak')"
    await execute(told, new_id(), event)
    ana = await helper("Ana Ayuda")
    assert (await found(cast))["language", "cak"].people == ()
    await execute("UPDATE volunteer SET languages = '{es,cak}' WHERE id = $1", ana)
    supply = (await found(cast))["language", "cak"]
    assert (supply.name, supply.people, supply.events) == (
        "Kaqchikel", (Named(ana, "Ana Ayuda"),), 1,
    )  # fmt: skip


async def test_what_others_plan_is_theirs(cast: Cast) -> None:
    await planned(topics=(TOPIC,))
    assert await supplies.supplies(by=cast.mixco, at=now()) == []
