"""What is due goes on its day and not before, in every room, whoever runs it, and only once."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from server import rooms
from server.accounts.domain import audit
from server.accounts.domain.retention import Cutoff, Rows, Rule, running
from server.accounts.domain.retention.periods import change, periods
from server.accounts.domain.retention.running import owed, run
from server.accounts.domain.retention.standing import runs, standing
from server.foundation.database import connection, execute, fetch
from server.foundation.errors import Invalid, NotAllowed
from server.foundation.identity import new_id
from server.foundation.settings import Settings
from tests.support.cast import Cast, gather
from tests.support.events import SATURDAY, planned

AT: Final = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
DAY: Final = timedelta(days=1)
ZONE: Final = "America/Guatemala"
ATTEMPTS: Final = Rule(
    name="attempts", words="", counted_from="", why="", days=1, least=1, most=9,
    what=Rows(table="bucket", key="key", where="one.started_at < $1"),
)  # fmt: skip


async def attempts(number: int, at: datetime) -> None:
    for _one in range(number):
        await execute("INSERT INTO bucket (key, started_at) VALUES ($1, $2)", str(new_id()), at)


async def left() -> int:
    return int((await fetch("SELECT count(*) AS n FROM bucket"))[0]["n"])


def test_every_rule_has_a_name_of_its_own_words_and_sensible_limits(settings: Settings) -> None:
    rules = rooms.rules(settings)
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.least <= rule.days <= rule.most, rule.name
        assert all((rule.words, rule.why, rule.counted_from)), rule.name


def test_the_audit_stays_while_somebodys_absence_is_read_from_it(settings: Settings) -> None:
    rules = {rule.name: rule for rule in rooms.rules(settings)}
    assert rules["accounts.audit"].least >= rules["people.inactive"].most


async def test_every_rule_can_be_asked_and_run_where_there_is_nothing(
    db: None, settings: Settings
) -> None:
    rules = rooms.rules(settings)
    assert [(one.due, one.waiting) for one in await standing(rules, at=AT)] == [(0, 0)] * len(rules)
    done = await run(rules, lambda: AT)
    assert done is not None
    assert set(done.forgotten.values()) == {0}


async def test_what_is_due_goes_in_small_batches_and_the_rest_stays(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 2)
    await attempts(5, AT - DAY - timedelta(seconds=1))
    await attempts(3, AT - DAY)
    (before,) = await standing([ATTEMPTS], at=AT)
    assert (before.due, before.last, await left()) == (5, None, 8)
    first = await run([ATTEMPTS], lambda: AT)
    again = await run([ATTEMPTS], lambda: AT, by_hand=True)
    assert (first, again) == (
        running.Run({"attempts": 5}, complete=True), running.Run({"attempts": 0}, complete=True),
    )  # fmt: skip
    assert await left() == 3
    told = await runs(5)
    assert sorted((one.by_hand, one.total) for one in told) == [(False, 5), (True, 0)]


async def test_one_process_at_a_time_forgets(db: None) -> None:
    await attempts(1, AT - DAY * 3)
    async with connection() as other:
        await other.fetchval(running.LOCK, running.NAME)
        assert await run([ATTEMPTS], lambda: AT) is None
        await other.fetchval(running.UNLOCK, running.NAME)
    assert await run([ATTEMPTS], lambda: AT) is not None
    assert await left() == 0


async def test_who_has_to_leave_leaves_and_the_next_goes_on(db: None) -> None:
    leaving = asyncio.Event()
    leaving.set()
    assert await run([ATTEMPTS], lambda: AT, leaving=leaving) == running.Run({}, complete=False)
    assert await owed(AT, zone=ZONE)
    assert [one.finished_at for one in await runs(1)] == [None]


class Broken:
    """A rule that the database refuses."""

    async def due(self, _cutoff: Cutoff) -> int:
        return 1

    async def forget(self, _cutoff: Cutoff, *, most: int) -> int:
        raise asyncpg.RaiseError(f"{most} are not to be had")

    async def waiting(self, _cutoff: Cutoff) -> int:
        return 0


async def test_a_rule_that_fails_does_not_keep_the_others_from_their_work(db: None) -> None:
    await attempts(1, AT - DAY * 3)
    broken = Rule(name="broken", words="", counted_from="", why="", days=1, most=1, what=Broken())
    done = await run([broken, ATTEMPTS], lambda: AT)
    assert done == running.Run({"broken": None, "attempts": 1}, complete=True)


@pytest.mark.parametrize(("hour", "expected"), [(7, "no"), (8, "yes"), (23, "yes")])
async def test_a_night_is_owed_once_from_two_in_the_morning_on(
    db: None, hour: int, expected: str
) -> None:
    assert await owed(AT, zone=ZONE)
    await run([], lambda: datetime(2026, 12, 30, 20, 0, tzinfo=UTC))
    at = datetime(2026, 12, 31, hour, 0, tzinfo=UTC)  # six hours less in Guatemala
    assert await owed(at, zone=ZONE) == (expected == "yes")


async def test_a_period_is_changed_within_its_limits_and_that_is_on_record(db: None) -> None:
    cast: Cast = await gather()
    await change(ATTEMPTS, 9, by=cast.admin, at=AT)
    period = (await periods([ATTEMPTS]))["attempts"]
    assert (period.days, period.name, period.changed_at) == (9, "Alba Admin", AT)
    for days in (0, 10, None):
        with pytest.raises(Invalid):
            await change(ATTEMPTS, days, by=cast.admin, at=AT)
    with pytest.raises(NotAllowed):
        await change(ATTEMPTS, 3, by=cast.pinula, at=AT)
    told = await fetch("SELECT detail FROM audit_entry WHERE act = 'retention.changed'")
    assert [row["detail"] for row in told] == ['{"days": 9, "before": 1}']
    # A version with narrower limits holds what was chosen to them.
    await execute("UPDATE retention_period SET days = 99")
    assert (await periods([ATTEMPTS]))["attempts"].days == 9


async def test_contacts_go_seven_days_after_the_event_and_seats_stay(
    db: None, settings: Settings
) -> None:
    event = await planned()
    await execute(
        "INSERT INTO registration (id, event, code, people, status, contact, asked_at)"
        " VALUES (gen_random_uuid(), $1, 'x', 2, 'confirmed', 'ana@correo.test', $2)",
        event, SATURDAY - DAY,
    )  # fmt: skip
    ends = SATURDAY + timedelta(hours=3)
    for at, kept in ((ends + 7 * DAY, 1), (ends + 7 * DAY + timedelta(seconds=1), 0)):
        await run(rooms.rules(settings), lambda at=at: at)  # type: ignore[misc] # bound per turn
        rows = await fetch("SELECT count(contact) AS kept, sum(people) AS people FROM registration")
        assert (rows[0]["kept"], rows[0]["people"]) == (kept, 2)


async def test_old_letters_in_the_folder_go(db: None, settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / f"{new_id()}.eml").write_text("Hola")
    written = datetime.fromtimestamp((next(folder.glob("*"))).stat().st_mtime, UTC)
    await run(rooms.rules(settings), lambda: written + 89 * DAY)
    assert len(list(folder.glob("*.eml"))) == 1
    await run(rooms.rules(settings), lambda: written + 91 * DAY)
    assert list(folder.glob("*.eml")) == []


async def test_the_audit_is_kept_five_years(db: None, settings: Settings) -> None:
    cast = await gather()
    await audit.record(cast.admin, "event.changed", "event:1", at=AT)
    entries = "SELECT count(*) AS n FROM audit_entry WHERE act = 'event.changed'"
    for years, kept in ((4, 1), (6, 0)):
        at = AT + years * 366 * DAY
        await audit.record(cast.admin, "event.published", "event:1", at=at)
        await run(rooms.rules(settings), lambda at=at: at)  # type: ignore[misc] # bound per turn
        assert (await fetch(entries))[0]["n"] == kept
    assert await audit.first_broken_link() is None
