"""What the organisation published is there word for word, and counts for nothing."""

import re
from html import unescape
from typing import Any

import httpx

from events.outreach.domain import ledgers
from events.outreach.domain.amounts import exactly
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.cited import citing, published
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.progress import progress
from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as
from tests.support.registers import AFTER, march
from volunteers.assignments.domain import given

EVERYTHING = Question(zone="America/Guatemala")
ALWAYS = Days()
SAID = re.compile(
    r'<h2 class="card-title">(?:<svg.*?</svg>)?(.*?)</h2>|cited-said">(.*?)</p>', re.DOTALL
)
GOAL = re.compile(r'<h2 class="card-title"><a.*?>(.*?)</a>.*?goal-number.*?>(.*?)</b>', re.DOTALL)
TAGS = re.compile("<.*?>")
TARGET = re.compile(r"meta: (.*?)</span>", re.DOTALL)


async def counted() -> list[Any]:
    """Everything that is counted anywhere."""
    general = [p.id for p in await codelists.projects(retired=True) if p.slug == "general"]
    asked: dict[str, Any] = {"by": SYSTEM, "at": AFTER}
    return [
        await ledgers.figures(EVERYTHING, **asked),
        await indirect(EVERYTHING, **asked),
        await progress(general[0], ALWAYS, help_given=given, **asked),
    ]


async def test_shipping_them_moves_no_figure_and_twice_is_once(db: None) -> None:
    await march()
    before = await counted()
    project = await published.ship(AFTER)
    shipped = await citing.facts(by=SYSTEM, project=project)
    assert await published.ship(AFTER) == project
    assert await citing.facts(by=SYSTEM) == shipped
    assert await counted() == before
    released = await fetch("SELECT count(*) AS n FROM release")
    assert released[0]["n"] == 0


async def test_they_are_cited_as_they_were_published(db: None) -> None:
    await published.ship(AFTER)
    facts = await citing.facts(by=SYSTEM)
    assert {(fact.said, fact.number, fact.about, fact.ours) for fact in facts} == {
        ("400", 400, "", True),
        ("78", 78, "", True),
        ("6,000", 6000, "2011", True),
        ("1,100", 1100, "", False),
        ("30", 30, "", True),
        ("over thirty", None, "", True),
    }
    assert len(facts) == 6
    assert {(fact.source, fact.link, fact.dated) for fact in facts} == {
        ("Publicado por la organización", "", None),
        ("Publicado por la organización (en inglés)", "", None),
    }


async def test_targets_are_held_against_them_and_what_is_not_known_is_not_zero(db: None) -> None:
    project = await published.ship(AFTER)
    held = {
        found.indicator.code: (
            found.amount,
            [(t.target.value, t.share.text if t.share else None) for t in found.targets],
        )
        for found in await progress(project, ALWAYS, by=SYSTEM, at=AFTER, help_given=given)
    }
    assert held == {
        "JUST": (exactly(400), [(400, "100 %")]),
        "SOC": (exactly(78), []),
        "ADOL": (None, [(101, None)]),
    }


async def test_the_pages_show_exactly_that_list(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await published.ship(AFTER)
    await sign_in_as(visitor, cast.evaluator)
    page = unescape((await visitor.get("/alcance/citas")).text)
    assert [subject or said for subject, said in SAID.findall(page)] == [
        "Funcionarias y funcionarios de justicia",
        "«400»",
        "La misma cifra, publicada de dos maneras",
        "«30»",
        "«over thirty»",
        "Personas capacitadas",
        "«6,000»",
        "Profesionales",
        "«1,100»",
        "Socios comunitarios",
        "«78»",
    ]
    assert page.count("Estas cifras no coinciden.") == 1
    assert page.count("De otros") == 1
    goals = unescape((await visitor.get("/alcance/metas?proyecto=cifras-publicadas")).text)
    assert [(name, figure) for name, figure in GOAL.findall(goals)] == [
        ("Funcionarias y funcionarios de justicia", "400"),
        ("Socios comunitarios", "78"),
        ("Más de 100 adolescentes", "no reportado"),
    ]
    assert [TAGS.sub("", target) for target in TARGET.findall(goals)] == [
        "al menos 400 · 100 %",
        "al menos 101",
    ]
