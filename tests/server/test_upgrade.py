"""Whoever used a released version finds everything again in today's."""

from collections.abc import AsyncIterator
from typing import Any, Final

import httpx
import msgspec
import pytest
from litestar import Litestar

from server.accounts.domain import accounts, audit, sign_in
from server.accounts.web.authentication import COOKIE
from server.cli import laws
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.invariants import violations
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.released_schemas import RELEASES
from tests.support.schemas import Column, losses, schema
from tests.support.upgraded import Upgraded, connected_to, upgrade

NUMBERS: Final = [release.number for release in RELEASES]
MAIN_PAGES: Final = (
    "/", "/calendario", "/personas", "/turnos", "/alcance", "/avisos", "/plantillas",
    "/agenda.ics", "/health/ready",
)  # fmt: skip
# Written anew on purpose: notices have other keys and channels since «safe channels», and the
# reminder rule became one for each role.
REWRITTEN: Final = {1: {"notice", "reminder_rule"}, 2: {"notice", "reminder_rule"}}
# What a step took away from the version before it. Nobody ran these yet but the people who wrote
# them; whoever adds a line here stops a rolling upgrade and the way back.
TAKEN_AWAY: Final[dict[int, set[str]]] = {}


@pytest.fixture(scope="module")
async def upgraded(cluster: dict[str, Any], anyio_backend: str) -> dict[int, Upgraded]:
    """Every release's database, migrated once."""
    return {release.number: await upgrade(release, cluster) for release in RELEASES}


@pytest.fixture
def one(upgraded: dict[int, Upgraded], number: int) -> Upgraded:
    """One of them."""
    return upgraded[number]


@pytest.fixture
async def arrived(one: Upgraded, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on the upgraded installation, with the secret that the old one had."""
    kept = msgspec.structs.replace(settings, secret_key=one.release.secret.encode())
    app: Litestar = application(kept)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # (httpx and Litestar spell ASGI differently)
    async with (
        connected_to(one.config),
        httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as client,
    ):
        yield client


@pytest.mark.parametrize("number", NUMBERS)
async def test_nobody_loses_a_row_or_a_value(one: Upgraded) -> None:
    rewritten = REWRITTEN.get(one.release.number, set())
    before = {table: sums for table, sums in one.kept_before.items() if table not in rewritten}
    assert {table: one.kept[table] for table in before} == before
    for table in rewritten:
        assert one.kept[table][0] >= one.kept_before[table][0] > 0
    assert sum(rows for rows, _ in before.values()) > 3_000


@pytest.mark.parametrize("number", NUMBERS)
async def test_an_upgraded_database_has_the_shape_of_a_new_one(one: Upgraded, db: None) -> None:
    assert one.schema == await schema()


@pytest.mark.parametrize("number", NUMBERS)
async def test_every_promise_holds_and_the_chain_is_whole(one: Upgraded) -> None:
    async with connected_to(one.config):
        assert await violations(laws.ALL) == []
        assert await audit.first_broken_link() is None
        assert (await fetch("SELECT count(*) FROM audit_entry"))[0][0] > 0


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_person_comes_in_with_the_password_they_had(
    one: Upgraded, arrived: httpx.AsyncClient
) -> None:
    await arrived.get("/entrar")
    said = {"email": "irma.x@convoca.example", "_csrf_token": arrived.cookies["csrf"]}
    wrong = await arrived.post("/entrar", data={**said, "password": "no era esta"})
    right = await arrived.post("/entrar", data={**said, "password": one.release.password})
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert (await arrived.get("/mis-turnos")).status_code == 200


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_calendar_an_invitation_and_a_poster_still_lead_where_they_led(
    one: Upgraded, arrived: httpx.AsyncClient
) -> None:
    feed = await arrived.get(one.release.feed)
    assert (feed.status_code, feed.text[:15]) == (200, "BEGIN:VCALENDAR")
    assert (await arrived.get(one.release.answer)).status_code == 200
    assert (await arrived.get(f"{one.release.answer}x")).status_code == 404
    assert "Taller hecho a mano" in (await arrived.get(one.release.door)).text


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_coordinator_finds_every_main_page(
    one: Upgraded, arrived: httpx.AsyncClient
) -> None:
    found = await accounts.by_email("ana.p@convoca.example")
    assert found is not None
    arrived.cookies.set(COOKIE, await sign_in.open_session(found[0], at=now(), second=True))
    answers = {page: (await arrived.get(page)).status_code for page in MAIN_PAGES}
    register = await arrived.get(f"/eventos/{one.release.event}/registro")
    assert {page: status for page, status in answers.items() if status != 200} == {}
    assert register.status_code == 200
    lines = await fetch(
        "SELECT FROM check_in WHERE event = $1 AND voided_at IS NULL", one.release.event
    )
    assert len(lines) == one.release.lines


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_step_takes_away_what_the_version_before_it_needs(
    upgraded: dict[int, Upgraded], number: int
) -> None:
    next_one = upgraded.get(number + 1)
    became = next_one.schema_before if next_one else upgraded[number].schema
    assert set(losses(upgraded[number].schema_before, became)) == TAKEN_AWAY.get(number, set())


def test_what_a_step_takes_away_is_named() -> None:
    plain = Column("text", required=False, filled=False)
    needed = Column("text", required=True, filled=False)
    older = {("event", name): plain for name in ("title", "notes", "place", "kind")}
    newer = {
        ("event", "title"): Column("bytea", required=False, filled=False),
        ("event", "notes"): needed,
        ("event", "kind"): plain,
        ("event", "zone"): needed,
        ("event", "topic"): Column("text", required=True, filled=True),
        ("other", "name"): needed,
    }
    assert list(losses(older, newer)) == [
        "event.notes must be given",
        "event.place is gone",
        "event.title was text, is bytea",
        "event.zone is new and must be given",
    ]
