"""Releasing figures, and reading what was released, with a program."""

from typing import Any

import httpx
import pytest

from events.outreach.domain.releases import reading
from events.planning.domain import codelists
from server.foundation import identity
from tests.support.cast import use_token
from tests.support.released import busy_march, march_released

MARCH = {"title": "Marzo", "from": "2026-03-01", "to": "2026-03-31"}


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that may do what administrators do."""
    may = identity.PERMISSIONS["token:report"] | {"administer"}
    monkeypatch.setitem(identity.PERMISSIONS, "token:report", may)


async def released_by(visitor: httpx.AsyncClient, body: dict[str, Any]) -> httpx.Response:
    (general,) = await codelists.projects()
    await use_token(visitor, "report")
    return await visitor.post(f"/api/v1/projects/{general.id}/releases", json=body)


@pytest.mark.usefixtures("trusted")
async def test_a_program_that_administers_releases_a_project_and_reads_it(
    visitor: httpx.AsyncClient,
) -> None:
    await busy_march()
    made = await released_by(visitor, {**MARCH, "ages": {"0-17": [0, 17], "18+": [18, None]}})
    assert made.status_code == 201
    release = made.json()
    assert (await visitor.get(f"/api/v1/releases/{release['id']}")).json() == release
    (general,) = await codelists.projects()
    listed = await visitor.get(f"/api/v1/projects/{general.id}/releases")
    assert listed.json() == [release]
    assert release["tables"][0] == {
        "by": [],
        "cells": [{"codes": [], "contacts": 72, "unique": {"from": 60, "to": 70}}],
    }
    assert release["tables"][1]["cells"][0] == {"codes": ["0103"], "contacts": None, "unique": None}


@pytest.mark.usefixtures("trusted")
async def test_ages_that_cannot_be_counted_are_refused(visitor: httpx.AsyncClient) -> None:
    answer = await released_by(visitor, {**MARCH, "ages": {"0-8": [0, 8]}})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "ages"


async def test_no_token_releases_anything(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "report")
    (general,) = await codelists.projects()
    answer = await visitor.post(f"/api/v1/projects/{general.id}/releases", json=MARCH)
    assert answer.status_code == 403


async def test_figures_for_the_public_come_from_the_release_of_that_very_question(
    visitor: httpx.AsyncClient,
) -> None:
    await busy_march()
    await use_token(visitor, "report")
    asked = {"from": "2026-03-01", "to": "2026-03-31", "by": "sex", "release": "public"}
    nothing = await visitor.get("/api/v1/outreach", params=asked)
    assert nothing.json()["errors"][0]["detail"] == "De esto no se ha publicado nada."
    release = await reading.release(await march_released())
    told = (await visitor.get("/api/v1/outreach", params=asked)).json()
    assert told["release"] == str(release.id)
    assert told["total"]["contacts"] == 72
    assert told["by"]["sex"]["female"]["unique"] == {"from": 42, "to": 42}
    other = await visitor.get("/api/v1/outreach", params={**asked, "municipality": "0103"})
    assert "2026-03-01 – 2026-03-31" in other.json()["detail"]
