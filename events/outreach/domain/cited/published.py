"""The figures that the organisation published, as data: cited, never counted.

Where they come from and when is not known but for what is written here: nothing is made up.
"""

from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from server.foundation.database import execute, fetch, only_one_at_a_time, transaction

SHIPPED: Final = Path(__file__).with_name("published.json")
NAMESPACE: Final = UUID("6f7e0c0e-2a4f-5d0b-9c51-3a8f0a3d7b16")
OURS: Final = "La organización"
SOURCE: Final = "Publicado por la organización"

PROJECT: Final = """
    INSERT INTO project (id, slug, name, donor, retired_at) VALUES ($1, $2, $3, '', $4)
    ON CONFLICT (slug) DO NOTHING
"""
INDICATOR: Final = """
    INSERT INTO indicator (id, project, code, name_es, name_en, definition, measure, filters, bands,
        breakdowns, accumulates, dhis2, position, created_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'cited', '{}', '{}', '[]', false, '', $7, $8, $8)
    ON CONFLICT DO NOTHING
"""
TARGET: Final = """
    INSERT INTO target (id, indicator, value, exact, note) VALUES ($1, $2, $3, false, $4)
    ON CONFLICT DO NOTHING
"""
FACT: Final = """
    INSERT INTO cited_fact (id, subject, said, number, about, whose, ours, source, link,
        project, indicator, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10, $11) ON CONFLICT (id) DO NOTHING
"""


class _Project(Struct, frozen=True):
    slug: str
    name: str


class _Target(Struct, frozen=True):
    value: int
    note: str


class _Indicator(Struct, frozen=True):
    code: str
    name_es: str
    name_en: str
    definition: str
    target: _Target | None


class _Fact(Struct, frozen=True, kw_only=True):
    subject: str
    said: str
    number: int | None
    about: str = ""
    whose: str = OURS
    ours: bool = True
    source: str = SOURCE
    indicator: str | None = None


class _Published(Struct, frozen=True):
    project: _Project
    indicators: tuple[_Indicator, ...]
    facts: tuple[_Fact, ...]


async def ship(at: datetime) -> UUID:
    """Put in what is missing of them and say which project they are; doing so twice is harmless.

    What was corrected or withdrawn since stays so.
    """
    published = msgspec.json.decode(SHIPPED.read_bytes(), type=_Published)
    async with transaction():
        await only_one_at_a_time("published figures")
        project = await _project(published.project, at)
        for position, indicator in enumerate(published.indicators, 1):
            await _indicator(indicator, project, position, at)
        for fact in published.facts:
            await _fact(fact, project, at)
    return project


async def _project(project: _Project, at: datetime) -> UUID:
    """The project that they are kept under: retired, since nothing is planned in it."""
    await execute(PROJECT, _id("project", project.slug), project.slug, project.name, at)
    rows = await fetch("SELECT id FROM project WHERE slug = $1", project.slug)
    return UUID(str(rows[0]["id"]))


async def _indicator(indicator: _Indicator, project: UUID, position: int, at: datetime) -> None:
    known = _id("indicator", indicator.code)
    await execute(
        INDICATOR, known, project, indicator.code, indicator.name_es, indicator.name_en,
        indicator.definition, position, at,
    )  # fmt: skip
    if (target := indicator.target) is not None:
        await execute(TARGET, _id("target", indicator.code), known, target.value, target.note)


async def _fact(fact: _Fact, project: UUID, at: datetime) -> None:
    indicator = _id("indicator", fact.indicator) if fact.indicator else None
    known = _id("fact", f"{fact.subject}: {fact.said}")
    await execute(
        FACT, known, fact.subject, fact.said, fact.number, fact.about, fact.whose, fact.ours,
        fact.source, project, indicator, at,
    )  # fmt: skip


def _id(what: str, name: str) -> UUID:
    return uuid5(NAMESPACE, f"{what} {name}")
