"""Finding helpers."""

from datetime import date

import pytest

from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import directory, networks, volunteers
from volunteers.people.domain.directory import Sought

TODAY = date(2026, 12, 5)


async def names(by: Actor, **asked: object) -> list[str]:
    found = await directory.matching(Sought(**asked), by=by, today=TODAY)  # type: ignore[arg-type]  # asked is named
    return [person.name for person in found.people]


async def test_a_coordinator_finds_the_helpers_of_their_municipality(cast: Cast) -> None:
    await helper("Ana Ayuda")
    await helper("Beto Mixco", home="0108")
    assert await names(cast.pinula) == ["Ana Ayuda"]
    assert await names(cast.pinula, municipality="0108") == []
    assert await names(cast.admin) == ["Ana Ayuda", "Beto Mixco"]
    assert await names(cast.admin, municipality="0108") == ["Beto Mixco"]


async def test_a_search_forgives_accents_and_capitals(cast: Cast) -> None:
    await helper("Íngrid Muñoz")
    await helper("Óscar 100%")
    assert await names(cast.admin, text="ingrid MUNOZ") == ["Íngrid Muñoz"]
    assert await names(cast.admin, text="%") == ["Óscar 100%"]
    assert await names(cast.admin, text="a\0_") == []


async def test_a_topic_finds_those_who_hold_it_today(cast: Cast) -> None:
    await helper("Ana Ayuda", topics=("support-networks",))
    await helper("Beto Otro", topics=("children-rights",))
    assert await names(cast.admin, topic="support-networks") == ["Ana Ayuda"]


async def test_a_network_finds_its_members(cast: Cast) -> None:
    rac = await networks.found("RAC Pinula", "0103", by=cast.admin, at=LONG_AGO)
    new = volunteers.NewVolunteer(name="Ana", email="ana@convoca.test", home="0103", network=rac)
    await volunteers.add(new, by=cast.admin, at=LONG_AGO)
    await helper("Beto Fuera")
    assert await names(cast.admin, network=rac) == ["Ana"]


async def test_a_long_list_comes_in_pages_and_loses_nobody(cast: Cast) -> None:
    for name in ("Ana", "Beto", "Caro", "Dani", "Eli"):
        await helper(name)
    first = await directory.matching(Sought(most=2), by=cast.admin, today=TODAY)
    second = await directory.matching(Sought(most=2, after=first.next), by=cast.admin, today=TODAY)
    third = await directory.matching(Sought(most=2, after=second.next), by=cast.admin, today=TODAY)
    pages = [[person.name for person in found.people] for found in (first, second, third)]
    assert pages == [["Ana", "Beto"], ["Caro", "Dani"], ["Eli"]]
    assert third.next is None


async def test_an_evaluator_finds_nobody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await directory.matching(Sought(), by=cast.evaluator, today=TODAY)
