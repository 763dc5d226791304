"""What may leave the audit leaves it, nothing else does, and the chain holds all the same."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.accounts.domain import audit
from server.accounts.domain.audit import anchoring, forgetting, verifying
from server.accounts.domain.audit.chain import seal
from server.accounts.domain.audit.verifying import Head
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.conftest import emptied

OLD = datetime(2020, 12, 5, 12, 0, tzinfo=UTC)
NEW = datetime(2026, 12, 5, 12, 0, tzinfo=UTC)
BETWEEN = datetime(2024, 1, 1, tzinfo=UTC)
ANA = Actor(account=new_id(), name="Ana Pérez", role="coordinator")


async def entries(*moments: datetime) -> None:
    for moment in moments:
        await audit.record(ANA, "event.changed", "event:1", at=moment)


async def erased(who: Actor) -> None:
    """The account of somebody who was erased."""
    await execute(
        "INSERT INTO account (id, email, name, role, created_at, disabled_at, erased_at)"
        " VALUES ($1, $2, 'x', 'facilitator', $3, $3, $3)",
        who.account, f"{who.account}@x.test", OLD,
    )  # fmt: skip


async def cut_off(after: int) -> None:
    """Remove the end of the chain, as only somebody who rules the database can."""
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("DELETE FROM audit_entry WHERE id > $1", after)


async def test_what_is_too_old_goes_and_the_chain_goes_on_from_a_checkpoint(db: None) -> None:
    await entries(OLD, OLD, OLD, NEW, NEW)
    assert await forgetting.due(BETWEEN) == 3
    assert await forgetting.forget(BETWEEN, most=2, at=NEW) == 2
    assert await forgetting.forget(BETWEEN, most=2, at=NEW) == 1
    assert await forgetting.forget(BETWEEN, most=2, at=NEW) == 0
    assert await audit.first_broken_link() is None
    rows = await fetch("SELECT id, act FROM audit_entry ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (4, "event.changed"), (5, "event.changed"), (6, "audit.forgotten"), (7, "audit.forgotten"),
    ]  # fmt: skip
    (last,) = await fetch("SELECT number, entries FROM audit_checkpoint WHERE number = 3")
    assert (last["number"], last["entries"]) == (3, 1)
    assert str(await audit.head()).startswith("7 ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(ages=st.lists(st.integers(-3, 3), min_size=1, max_size=6), most=st.integers(1, 4))
async def test_at_any_age_only_old_ones_go_and_the_newest_stays(
    db: None, ages: list[int], most: int
) -> None:
    await emptied()
    await entries(*[BETWEEN + timedelta(days=age) for age in ages], NEW)
    while await forgetting.forget(BETWEEN, most=most, at=NEW):
        pass
    gone = next((n for n, age in enumerate(ages) if age >= 0), len(ages))
    kept = await fetch("SELECT id FROM audit_entry WHERE act = 'event.changed' ORDER BY id")
    assert [row["id"] for row in kept] == list(range(gone + 1, len(ages) + 2))
    assert await audit.first_broken_link() is None


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), NEW - timedelta(days=364)])
async def test_the_last_year_stays_whatever_moment_is_told(db: None, moment: datetime) -> None:
    await entries(OLD, NEW - timedelta(days=365), NEW)
    with pytest.raises(asyncpg.RaiseError, match="its last year"):
        await fetch("SELECT forget_audit_before($1, 9, $2)", moment, NEW)
    # Retention waits by itself, so that nothing it does is refused.
    assert await forgetting.due(moment) == 1
    assert [await forgetting.forget(moment, most=9, at=NEW) for _twice in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("number", "entries_", "at", "broken"),
    [(4, 4, OLD, None), (4, 3, OLD, 4), (4, 4, NEW, 4)],
)
async def test_a_checkpoint_that_was_made_up_shows(
    db: None, number: int, entries_: int, at: datetime, broken: int | None
) -> None:
    await execute(
        "INSERT INTO audit_checkpoint (number, hash, at, entries, forgotten_at)"
        " VALUES ($1, ''::bytea, $2, $3, $4)", number, at, entries_, NEW + timedelta(days=1),
    )  # fmt: skip
    assert await audit.first_broken_link() == broken


async def test_an_entry_before_the_checkpoint_is_found(db: None) -> None:
    await entries(OLD, OLD, NEW)
    await forgetting.forget(BETWEEN, most=9, at=NEW)
    await execute(
        "INSERT INTO audit_entry (id, at, actor, act, subject, previous, hash)"
        " VALUES (1, $1, 'Eva', 'event.changed', 'event:1', ''::bytea, ''::bytea)",
        OLD,
    )
    assert await audit.first_broken_link() == 1


async def test_the_names_of_the_erased_go_and_those_of_others_stay(db: None) -> None:
    eva = Actor(account=new_id(), name="Eva Ruiz", role="coordinator")
    await entries(NEW)
    await audit.record(eva, "event.changed", "event:1", at=NEW)
    await audit.record(SYSTEM, "event.changed", "event:1", at=NEW)
    with pytest.raises(asyncpg.RaiseError, match="only who was erased"):
        await fetch(forgetting.BLANK, ANA.account)
    await erased(ANA)
    assert (await fetch(forgetting.BLANK, ANA.account))[0]["blanked"] == 1
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await execute("UPDATE audit_entry SET actor = '', salt = NULL")
    assert await audit.first_broken_link() is None
    rows = await fetch("SELECT actor, account FROM audit_entry ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("", ANA.account), ("Eva Ruiz", eva.account), ("Convoca", None),
    ]  # fmt: skip


async def test_entries_of_the_version_before_hold_and_keep_their_names(db: None) -> None:
    told = (1, NEW, ANA.account, "Ana Pérez", "event.changed", "event:1", "{}")
    words = (str(ANA.account), "Ana Pérez", "event.changed", "event:1", "{}")
    await execute(
        "INSERT INTO audit_entry (id, at, account, actor, act, subject, detail, previous, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *told, audit.BEGINNING, seal(audit.BEGINNING, 1, NEW, *words),
    )  # fmt: skip
    assert await audit.first_broken_link() is None
    await erased(ANA)
    assert (await fetch(forgetting.BLANK, ANA.account))[0]["blanked"] == 0


async def test_an_end_that_was_cut_off_shows_against_the_anchor(db: None, tmp_path: Path) -> None:
    assert await anchoring.keep(tmp_path, at=NEW) == Head(0, audit.BEGINNING)
    await entries(NEW, NEW, NEW)
    assert await anchoring.keep(tmp_path, at=NEW) == await audit.head()
    await cut_off(2)
    assert await audit.first_broken_link() is None
    assert (await anchoring.whole(tmp_path)).broken == 3
    assert await anchoring.keep(tmp_path, at=NEW) is None
    anchor = anchoring.kept(tmp_path)
    assert anchor is not None
    assert anchor.number == 3
    # Written again, with other hashes, it shows as well.
    await entries(NEW, NEW)
    assert (await anchoring.whole(tmp_path)).broken == 5


async def test_an_anchor_that_retention_went_past_still_holds(db: None, tmp_path: Path) -> None:
    await entries(OLD, OLD, NEW)
    await anchoring.keep(tmp_path, at=OLD)
    (tmp_path / anchoring.NAME).write_text(f"1 {'0' * 64} then\n")
    await forgetting.forget(BETWEEN, most=9, at=NEW)
    assert (await anchoring.whole(tmp_path)).broken is None


@pytest.mark.parametrize("text", ["", "1", "x y z", "1 zz now"])
def test_an_anchor_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / anchoring.NAME).write_text(text)
    assert anchoring.kept(tmp_path) is None


async def test_the_chain_is_followed_from_what_is_trusted(db: None) -> None:
    await entries(NEW, NEW)
    trusted = await audit.head()
    await entries(NEW)
    assert (await audit.verify(trusted)).broken is None
    assert (await audit.verify(Head(2, bytes(32)))).broken == 3


async def test_a_long_chain_is_followed_piece_by_piece(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await entries(*[NEW] * 7)
    monkeypatch.setattr(verifying, "AT_ONCE", 3)
    told = await audit.verify()
    assert (told.broken, told.until.number) == (None, 7)


async def test_a_guard_that_was_taken_off_is_named(db: None) -> None:
    assert await audit.unguarded() == []

    with pytest.raises(ZeroDivisionError):
        await without_a_guard()


async def without_a_guard() -> None:
    """Look at the guards while one of them is off; it is on again afterwards."""
    async with transaction():
        await execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_never_emptied")
        assert await audit.unguarded() == ["audit_entry_is_never_emptied"]
        raise ZeroDivisionError


async def test_reading_the_same_person_within_an_hour_is_told_once(db: None) -> None:
    program = Actor(account=None, name="informes", role="token:read")
    for minute in (0, 20, 59, 60):
        at = NEW + timedelta(minutes=minute)
        await audit.read(ANA, "volunteer.read", "volunteer:1", at=at)
        await audit.read(program, "volunteer.read", "volunteer:1", at=at)
    await audit.read(ANA, "volunteer.read", "volunteer:2", at=NEW)
    rows = await fetch("SELECT actor, subject, extract(hour FROM at) AS hour FROM audit_entry")
    assert sorted(tuple(row) for row in rows) == [
        ("Ana Pérez", "volunteer:1", 12), ("Ana Pérez", "volunteer:1", 13),
        ("Ana Pérez", "volunteer:2", 12),
        ("informes", "volunteer:1", 12), ("informes", "volunteer:1", 13),
    ]  # fmt: skip
