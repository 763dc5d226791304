"""Saying how the installation is, in a list of sentences."""

import asyncio
import os
import sys
from collections.abc import Iterable
from typing import Final

import asyncpg
import click
import msgspec

from server.cli import doctor_database, doctor_machine, doctor_people, doctor_trust
from server.cli.doctor_check import MARKS, Check, Finding, Ground, Question, fail
from server.cli.installation import installation, say
from server.foundation import database, settings
from server.foundation.clock import now
from server.foundation.setting_values import SettingsError

SCHEMA: Final = Question("migrations", doctor_database.schema)
FIRST: Final = (*doctor_machine.QUESTIONS, *doctor_database.QUESTIONS, SCHEMA)
# What only a database of this version can be asked.
THEN: Final = (*doctor_people.QUESTIONS, *doctor_trust.QUESTIONS)


@click.command()
@click.option("--quick", is_flag=True, help="Leave out what takes long: the audit and the laws.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def doctor(*, quick: bool, as_json: bool) -> None:
    """Look at everything that could be wrong; exits with 1 if anything is."""
    found = _examined(quick=quick)
    say(msgspec.json.encode(found).decode() if as_json else _told(found))
    if any(check.state == "fail" for check in found):
        raise SystemExit(1)


def _examined(*, quick: bool) -> list[Check]:
    try:
        settings.load(os.environ)
    except SettingsError as error:
        return [Check("settings", "fail", str(error))]
    begun = [Check("settings", "ok", "Every variable can be used.")]
    try:
        with installation() as (configured, config):
            ground = Ground(settings=configured, config=config, at=now())
            return [*begun, *asyncio.run(_looked(ground, quick=quick))]
    except click.ClickException as error:
        return [*begun, Check("database", "fail", error.message)]
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return [*begun, Check("database", "fail", f"It cannot be used: {error}")]


async def _looked(ground: Ground, *, quick: bool) -> list[Check]:
    async with database.connected(ground.config, size=2):
        return await examined(ground, quick=quick)


async def examined(ground: Ground, *, quick: bool) -> list[Check]:
    """What each question finds, in their order; needs the ground's database to be connected."""
    first = await _asked(FIRST, ground, quick=quick)
    if first[-1].state == "fail":
        return first
    return [*first, *await _asked(THEN, ground, quick=quick)]


async def _asked(questions: Iterable[Question], ground: Ground, *, quick: bool) -> list[Check]:
    found = []
    for question in questions:
        if not (quick and question.slow):
            _show(f"{question.name} …")
            finding = await _found(question, ground)
            found.append(Check(question.name, finding.state, finding.says))
    _show("")
    return found


async def _found(question: Question, ground: Ground) -> Finding:
    try:
        return await question.look(ground)
    except Exception as error:  # noqa: BLE001 (one that cannot be answered hides no other)
        return fail(f"It could not be looked at: {error or type(error).__name__}")


def _show(line: str) -> None:
    # What is being looked at, for whoever sits at a terminal.
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{line}", nl=False, err=True)


def _told(found: list[Check]) -> str:
    widest = max(len(check.name) for check in found)
    lines = [f"{MARKS[check.state]}  {check.name:{widest}}  {check.says}" for check in found]
    states = [check.state for check in found]
    counted = f"{states.count('fail')} wrong, {states.count('warn')} to see to"
    return "\n".join([*lines, "", f"{len(found)} looked at: {counted}."])
