"""The indirect reach says how well it is known, and out of which replicas it comes."""

import re
from datetime import date

import httpx

from events.outreach.domain.beyond import replicas
from events.outreach.domain.beyond.replica import ReplicaWritten
from events.outreach.domain.questions import Question
from events.outreach.web import explained
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as
from tests.support.promises import promised
from tests.support.registers import AFTER

MARCH = Question(
    zone="America/Guatemala", first=date(2026, 3, 1), last=date(2026, 3, 31), project="general"
)
AMOUNT = re.compile(r'<p class="explained-amount">(.*?)</p>')
TILE = re.compile(r'tile-number">(.*?)</dd>')


async def passed_on(reach: int, grade: str, day: date, municipality: str = "0103") -> None:
    project = (await fetch("SELECT id FROM project WHERE slug = 'general'"))[0]["id"]
    written = ReplicaWritten(
        way="cascade", event=None, project=project, municipality=municipality, held_on=day,
        reach=reach, audience=None, grade=grade, evidence="Lista", note=f"{reach} de ese día",
    )  # fmt: skip
    await replicas.record(written, zone="America/Guatemala", by=SYSTEM, at=AFTER)


async def told() -> None:
    """Two replicas in March, one in April."""
    await passed_on(50, "declared", date(2026, 3, 7))
    await passed_on(33, "observed", date(2026, 3, 20), "0108")
    await passed_on(900, "declared", date(2026, 4, 2))


async def test_the_reach_is_told_by_grade_and_by_replica(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await told()
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(explained.address(MARCH, figure="indirect"))).text
    assert AMOUNT.findall(page) == ["83"]
    assert TILE.findall(page) == ["50", "no reportado", "33"]
    assert ("50 de ese día" in page, "33 de ese día" in page, "900 de" in page) == (
        True,
        True,
        False,
    )
    behind = re.findall(r'href="(/alcance/replicas\?[^"]*)"', page)
    assert behind == [
        "/alcance/replicas?desde=2026-03-01&amp;hasta=2026-03-31&amp;proyecto=general"
    ]


async def test_nobody_reads_the_replicas_of_other_places(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await told()
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(explained.address(MARCH, figure="indirect"))).text
    assert AMOUNT.findall(page) == ["50"]
    assert "33 de ese día" not in page


async def test_an_indicator_without_a_first_day_links_to_the_days_of_its_replicas(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await told()
    indicator = await promised(measure="indirect")
    until = Question(zone="America/Guatemala", project="general", last=date(2026, 3, 31))
    await sign_in_as(visitor, cast.admin)
    address = explained.address(until, figure="indirect", indicator=indicator.id)
    page = (await visitor.get(address)).text
    assert AMOUNT.findall(page) == ["83"]
    assert "/alcance/replicas?desde=2026-03-07&amp;hasta=2026-03-31&amp;proyecto=general" in page
