"""The doctor: a sentence for everything that could be wrong."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from server.accounts.domain import backups
from server.accounts.domain.audit import anchoring
from server.accounts.domain.backups import Good
from server.cli import doctor, doctor_people, doctor_trust
from server.cli.commands import main
from server.cli.doctor_check import Check, Finding, Ground, Question
from server.cli.laws import ALL
from server.foundation import migrations
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from server.foundation.postgres_programs import ProgramError
from server.foundation.settings import Settings
from tests.support.cast import Cast, person
from tests.support.installation import free_port
from tests.support.outbox_rows import noted

COUNTED = """
    INSERT INTO count_check (id, at, events, wrong, found)
    VALUES (gen_random_uuid(), $1, 9, $2, '{}')
"""


@pytest.fixture
def ground(settings: Settings, pool: dict[str, Any], db: None) -> Ground:
    here = f"http://127.0.0.1:{free_port()}"
    return Ground(settings=replace(settings, base_url=here), config=pool, at=now())


async def test_everything_is_looked_at_and_nothing_breaks_the_round(
    ground: Ground, cast: Cast
) -> None:
    found = await doctor.examined(ground, quick=False)
    names = [check.name for check in found]
    assert names == [question.name for question in (*doctor.FIRST, *doctor.THEN)]
    told = {check.name: (check.state, check.says) for check in found}
    # The tests' own server is told to forget faster.
    assert told["durability"][0] == "fail"
    assert told["laws"][0] == "ok"
    assert told["audit"] == (
        "warn", told["audit"][1].split(",")[0] + ", but its end was never written down elsewhere.",
    )  # fmt: skip
    assert told["second steps"][0] == "warn"
    assert not [says for _state, says in told.values() if "could not be looked at" in says]
    quick = [check.name for check in await doctor.examined(ground, quick=True)]
    assert [name for name in names if name not in quick] == ["audit", "laws"]


async def test_a_database_of_another_version_is_asked_no_more(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def missing() -> frozenset[tuple[str, str]]:
        return frozenset({("accounts", "2026-01-01"), ("planning", "2026-01-02")})

    monkeypatch.setattr(migrations, "missing", missing)
    last = (await doctor.examined(ground, quick=False))[-1]
    assert last == Check(
        "migrations", "fail", "2 migrations are missing, first 2026-01-01: convoca migrate."
    )


async def test_a_question_that_cannot_be_answered_hides_no_other(ground: Ground) -> None:
    async def broken(_ground: Ground) -> Finding:
        raise LookupError("no such thing")

    found = await doctor._found(Question("one", broken), ground)
    assert found == Finding("fail", "It could not be looked at: no such thing")


async def test_the_age_of_the_last_backup_is_said(ground: Ground, tmp_path: Path) -> None:
    assert (await doctor_trust.backup(ground)).says.startswith(
        "No good backup is on record; see CON"
    )
    run = await backups.begin("one", at=ground.at)
    assert (await doctor_trust.backup(ground)).state == "warn"
    good = Good(ground.at, "one", 5, verified=True)
    await backups.end(run, good, by=SYSTEM, locked=True, at=ground.at)
    set_up = replace(ground.settings, backup_dir=tmp_path, backup_to=("age1",))
    for hours, expected in ((25, "ok"), (27, "warn"), (24 * 8, "fail")):
        later = replace(ground, settings=set_up, at=ground.at + timedelta(hours=hours))
        assert (await doctor_trust.backup(later)).state == expected
    unverified = replace(good, verified=False)
    await backups.end(run, unverified, by=SYSTEM, locked=True, at=ground.at)
    assert "nobody saw that" in (await doctor_trust.backup(ground)).says


async def test_a_missing_program_is_said(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_name: str, major: int, _config: object) -> Path:
        raise ProgramError(f"install postgresql-client-{major}")

    monkeypatch.setattr(doctor_trust, "fitting", none)
    found = await doctor_trust.backup_program(ground)
    assert found == Finding("fail", "install postgresql-client-18")


async def test_a_chain_that_was_cut_off_shows_by_what_was_kept(ground: Ground) -> None:
    await person("someone@convoca.test", "Ana", "evaluator")
    await anchoring.keep(ground.settings.data_dir, at=ground.at)
    assert (await doctor_trust.chain(ground)).state == "ok"
    anchor = ground.settings.data_dir / anchoring.NAME
    anchor.write_text(f"9999 {'ab' * 32} {ground.at.isoformat()}\n")
    assert (await doctor_trust.chain(ground)).state == "fail"


async def test_a_law_that_is_broken_is_named(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = ALL[0]
    monkeypatch.setattr(doctor_trust, "ALL", (replace(law, query="SELECT 1 AS id"),))
    found = await doctor_trust.laws(ground)
    assert found == Finding("fail", f"1 of 1 laws are broken: {law.name} (1 times: {law.says})")


async def test_registers_that_were_counted_wrong_are_said(ground: Ground) -> None:
    await execute(COUNTED, ground.at - timedelta(days=3), 0)
    assert (await doctor_trust.counts(ground)).says.startswith("Registers were last counted again")
    await execute(COUNTED, ground.at, 0)
    assert (await doctor_trust.counts(ground)).state == "ok"
    await execute(COUNTED, ground.at + timedelta(seconds=1), 2)
    assert (await doctor_trust.counts(ground)).says.startswith("2 of 9 registers")


async def test_what_was_not_forgotten_for_days_is_said(ground: Ground) -> None:
    assert (await doctor_trust.forgetting(ground)).says.startswith("Nothing was due")
    await execute(
        "INSERT INTO retention_run (id, began_at, finished_at, by_hand, forgotten)"
        " VALUES (gen_random_uuid(), $1, $1, false, '{}')", ground.at,
    )  # fmt: skip
    assert (await doctor_trust.forgetting(ground)).state == "ok"
    later = replace(ground, at=ground.at + timedelta(days=3))
    assert (await doctor_trust.forgetting(later)).state == "warn"


async def test_notices_that_do_not_leave_are_said(ground: Ground, cast: Cast) -> None:
    assert (await doctor_people.outbox(ground)).state == "ok"
    notice = await noted(cast.pinula, "queued", at=ground.at - timedelta(hours=2))
    assert (await doctor_people.outbox(ground)).says == "A notice waits for 2 hours already."
    await execute(
        "INSERT INTO channel_state (channel, tokens, refilled_at, stopped_at)"
        " VALUES ('mail', 0, $1, $1)", ground.at,
    )  # fmt: skip
    assert (await doctor_people.outbox(ground)).says.endswith("(/avisos): mail.")
    await execute(
        "UPDATE notice SET state = 'in_flight', lease = id, leased_until = $2 WHERE id = $1",
        notice, ground.at - timedelta(hours=1),
    )  # fmt: skip
    assert "held by processes that are gone" in (await doctor_people.outbox(ground)).says
    later = replace(ground, at=ground.at + timedelta(days=3))
    assert (await doctor_people.outbox(later)).state == "fail"


def test_the_command_says_it_all_and_ends_with_one_where_something_is_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def looked(_ground: Ground, *, quick: bool) -> list[Check]:
        return [Check("disk", "warn", "Little is left."), Check("laws", "fail", "One is broken.")]

    @contextmanager
    def installation() -> Iterator[tuple[Settings, dict[str, Any]]]:
        yield settings, {}

    monkeypatch.setenv("CONVOCA_SECRET_KEY", "x" * 40)
    monkeypatch.setattr(doctor, "installation", installation)
    monkeypatch.setattr(doctor, "_looked", looked)
    told = CliRunner().invoke(main, ["doctor"])
    assert (told.exit_code, told.output.splitlines()) == (1, [
        "ok    settings  Every variable can be used.", "WARN  disk      Little is left.",
        "FAIL  laws      One is broken.", "", "3 looked at: 1 wrong, 1 to see to.",
    ])  # fmt: skip
    as_json = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)
    assert as_json[2] == {"name": "laws", "state": "fail", "says": "One is broken."}


def test_settings_and_a_database_that_cannot_be_used_are_findings_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> AbstractContextManager[tuple[Settings, dict[str, Any]]]:
        raise click.ClickException("The database cannot be reached.")

    monkeypatch.setattr(doctor, "installation", gone)
    monkeypatch.setenv("CONVOCA_SECRET_KEY", "x" * 40)
    assert "FAIL  database  The database cannot" in CliRunner().invoke(main, ["doctor"]).output
    monkeypatch.setenv("CONVOCA_WORKERS", "none")
    assert "FAIL  settings  CONVOCA_WORKERS" in CliRunner().invoke(main, ["doctor"]).output
