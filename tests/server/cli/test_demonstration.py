"""The demonstration organisation: believable, the same for the same seed, nobody's real life."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asyncpg import Record

from events.attendance.domain.opening import MARGIN
from notifications.domain.notices import change, invitation, reminder
from server.accounts.domain import accounts, audit
from server.cli import demo_organisation, demo_ways_in, demonstration
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.own_database import own_database

Amounts = dict[str, int]
SIGNER = Signer(b"only for tests, and nowhere else")
# A Wednesday; the same week's Saturday comes three days later.
WEDNESDAY = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
SATURDAY = WEDNESDAY + timedelta(days=3)
TABLES = (
    "account", "scope", "venue", "network", "volunteer", "qualification", "clearance", "event",
    "event_topic", "event_audience", "need", "assignment", "answer", "check_in", "headcount",
)  # fmt: skip
# Drawn anew each time: what tells people apart, and the ids of the general project that ships.
UNSEEDED = ["pseudonym", "project", "period"]
COUNTED_IN = """
    SELECT e.id, p.slug, u.starts_on, u.ends_on
    FROM event e JOIN uniqueness_period u ON u.id = e.period JOIN project p ON p.id = e.project
        AND p.id = u.project
    ORDER BY e.id
"""
SAME_PERSON = """
    SELECT array_agg(id ORDER BY id) AS lines FROM check_in WHERE pseudonym IS NOT NULL
    GROUP BY pseudonym ORDER BY 1
"""


@pytest.fixture(scope="module")
async def organisation(cluster: dict[str, Any], anyio_backend: str) -> AsyncIterator[Amounts]:
    """The organisation in a database of its own, for tests that only look."""
    async with own_database(cluster, "demonstration"):
        yield await made(at=WEDNESDAY)


async def made(*, at: datetime, seed: int = 2026) -> dict[str, int]:
    much = await demo_organisation.found("a hash", signer=SIGNER, seed=seed, at=at)
    assert much is not None
    return much


async def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that follows from the seed."""
    told = {"counted in": await fetch(COUNTED_IN), "same person": await fetch(SAME_PERSON)}
    for table in TABLES:
        told[table] = await fetch(
            f"SELECT to_jsonb(t) - $1::text[] AS row FROM {table} t ORDER BY 1", UNSEEDED
        )
    return {name: [tuple(row) for row in rows] for name, rows in told.items()}


async def number(query: str, *arguments: Any) -> int:
    rows: list[Record] = await fetch(f"SELECT count(*) AS n FROM ({query}) found", *arguments)
    return int(rows[0]["n"])


async def test_the_same_seed_and_week_give_the_same_organisation(
    cluster: dict[str, Any], organisation: Amounts
) -> None:
    first = await everything()
    async with own_database(cluster, "demonstration_again"):
        await made(at=SATURDAY)
        again = await everything()
    assert again == first
    assert min(len(rows) for rows in first.values()) >= 6


async def test_another_seed_gives_another_organisation(
    cluster: dict[str, Any], organisation: Amounts
) -> None:
    query = "SELECT title, municipality FROM event ORDER BY starts_at"
    first = [tuple(row) for row in await fetch(query)]
    async with own_database(cluster, "demonstration_other"):
        await made(at=WEDNESDAY, seed=1)
        assert [tuple(row) for row in await fetch(query)] != first


async def test_it_is_as_big_as_a_half_year_of_six_municipalities(
    organisation: Amounts,
) -> None:
    assert (organisation["event"], organisation["volunteer"], organisation["venue"]) == (
        192,
        40,
        24,
    )
    places = await fetch("SELECT municipality, count(*) AS n FROM event GROUP BY 1")
    assert len(places) == 6
    assert min(row["n"] for row in places) >= 15


async def test_the_quarter_ahead_waits_for_people(organisation: Amounts) -> None:
    ahead = "SELECT e.id FROM event e WHERE e.starts_at > $1 AND e.status = 'draft'"
    later = WEDNESDAY - timedelta(days=2) + timedelta(weeks=6)
    assert await number(ahead, later) == 72
    assert await number(f"SELECT FROM assignment WHERE event IN ({ahead})", later) == 0
    assert await number(f"SELECT DISTINCT event FROM need WHERE event IN ({ahead})", later) == 72
    assert await number(f"SELECT FROM need_language WHERE event IN ({ahead})", later) >= 6
    assert await number("SELECT FROM absence WHERE first_day < $1", later.date()) == 0
    assert await number("SELECT FROM absence") >= 10


async def test_every_kind_and_every_topic_of_the_networks_is_held(
    organisation: Amounts,
) -> None:
    held = "SELECT DISTINCT kind FROM event WHERE status IN ('published', 'closed')"
    assert await number(held) == await number("SELECT slug FROM kind")
    past = """SELECT DISTINCT x.topic FROM event_topic x JOIN event e ON e.id = x.event
        JOIN topic t ON t.slug = x.topic WHERE e.status = 'closed' AND t.list = 'rac'"""
    assert await number(past) == await number("SELECT slug FROM topic WHERE list = 'rac'") == 11


async def test_what_is_discreet_has_neutral_words_in_public(organisation: Amounts) -> None:
    discreet = """SELECT DISTINCT e.id FROM event e JOIN event_topic x ON x.event = e.id
        JOIN topic t ON t.slug = x.topic WHERE t.sensitivity <> 'open'"""
    assert await number(discreet) >= 30
    assert await number(f"SELECT FROM event WHERE id IN ({discreet}) AND title = public_title") == 0


async def test_no_closed_register_is_empty_and_none_is_ahead_of_time(
    organisation: Amounts,
) -> None:
    came = "SELECT event FROM check_in UNION SELECT event FROM headcount"
    assert await number("SELECT FROM event WHERE status = 'closed'") >= 75
    assert await number(f"SELECT FROM event WHERE status = 'closed' AND id NOT IN ({came})") == 0
    early = f"SELECT FROM event WHERE id IN ({came}) AND (ends_at > $1 OR status = 'cancelled')"
    assert await number(early, WEDNESDAY) == 0


async def test_people_come_again_and_each_counts_once_at_an_event(
    organisation: Amounts,
) -> None:
    with_a_pass = await number("SELECT FROM check_in WHERE pseudonym IS NOT NULL")
    people = await number("SELECT DISTINCT pseudonym FROM check_in WHERE pseudonym IS NOT NULL")
    assert people < with_a_pass < organisation["check_in"]
    assert await number(
        "SELECT DISTINCT event, pseudonym FROM check_in WHERE pseudonym IS NOT NULL"
    ) == with_a_pass  # fmt: skip


async def test_registers_were_written_while_the_door_was_open(organisation: Amounts) -> None:
    late = """SELECT FROM check_in c JOIN event e ON e.id = c.event
        WHERE c.at NOT BETWEEN e.starts_at - $1::interval AND e.ends_at + $1::interval
            OR c.received_at < c.at"""
    assert await number(late, MARGIN) == 0


async def test_no_venue_holds_more_people_than_it_can(organisation: Amounts) -> None:
    people = """(SELECT count(*) FROM check_in c WHERE c.event = e.id)
        + (SELECT coalesce(sum(count), 0) FROM headcount h WHERE h.event = e.id)"""
    assert await number(f"SELECT FROM event e WHERE {people} > e.capacity") == 0


async def test_few_are_owed_a_message_and_none_about_the_past(organisation: Amounts) -> None:
    assert 1 <= await number(invitation.OWED, WEDNESDAY) <= 8
    assert await number(change.OWED, WEDNESDAY) == 0
    assert await number(reminder.OWED, WEDNESDAY - timedelta(days=60)) == 0


async def test_some_clearances_lapsed_and_some_are_about_to(organisation: Amounts) -> None:
    last = "SELECT max(valid_until) AS day FROM clearance WHERE kind = 'renas' GROUP BY volunteer"
    today = WEDNESDAY.date()
    assert await number(f"SELECT FROM ({last}) c WHERE day < $1", today) == 3
    soon = today + timedelta(days=30)
    assert await number(f"SELECT FROM ({last}) c WHERE day BETWEEN $1 AND $2", today, soon) == 6


async def test_nobody_in_it_can_get_mail(organisation: Amounts) -> None:
    assert await number("SELECT FROM account WHERE email LIKE '%_@convoca.example'") == 48
    assert await number("SELECT FROM account") == 48
    assert await number("SELECT FROM account WHERE name !~ '^[^ ]+ [A-Z][.]$'") == 0


async def test_making_it_is_on_record_once(organisation: Amounts) -> None:
    entries = await fetch("SELECT act, actor, at FROM audit_entry")
    assert [tuple(row) for row in entries] == [("demonstration.made", "Convoca", WEDNESDAY)]
    assert await audit.first_broken_link() is None


async def test_what_breaks_off_halfway_leaves_nothing(
    cluster: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_words: Any, **_more: Any) -> None:
        assert await number("SELECT FROM check_in") > 0
        raise RuntimeError("the power went")

    async with own_database(cluster, "demonstration_broken"):
        monkeypatch.setattr(audit, "record", broken)
        with pytest.raises(RuntimeError, match="the power went"):
            await made(at=WEDNESDAY)
        assert await number("SELECT FROM account") == 0
        assert await number("SELECT FROM project WHERE slug <> 'general'") == 0


async def test_where_somebody_has_an_account_nothing_is_made(
    cluster: dict[str, Any], settings: Settings
) -> None:
    async with own_database(cluster, "demonstration_late"):
        await accounts.create(
            accounts.NewAccount(email="real@convoca.test", name="Rita Real", role="evaluator"),
            by=SYSTEM, at=WEDNESDAY,
        )  # fmt: skip
        assert await demonstration.prepare(settings, seed=2026) == []
        assert await demo_organisation.found("", signer=SIGNER, seed=1, at=WEDNESDAY) is None
        assert await demo_ways_in.told(settings) == []
        assert await number("SELECT FROM event") == 0
    assert not (settings.data_dir / "demo-password").exists()
