"""The backup that a server makes by the clock, in a process of its own."""

import asyncio

import pytest
from msgspec.structs import replace

from server.accounts.domain import backups
from server.foundation import own_command
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.jobs import Ticker


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that were begun; a backup is always due."""
    found: list[tuple[str, ...]] = []

    async def is_due(**_more: object) -> bool:
        return True

    async def until(_leaving: asyncio.Event, *arguments: str) -> None:
        found.append(arguments)

    monkeypatch.setattr(backups, "is_due", is_due)
    monkeypatch.setattr(own_command, "until", until)
    return found


async def backed_up(settings: Settings) -> None:
    ticker = Ticker(settings, Signer(settings.secret_key))
    await ticker._back_up()
    await ticker.drain()


async def test_nothing_happens_where_no_folder_and_no_key_are_named(
    settings: Settings, begun: list[tuple[str, ...]]
) -> None:
    folder, key = settings.data_dir / "backups", ("age1",)
    for named in ({}, {"backup_dir": folder}, {"backup_to": key}):
        await backed_up(replace(settings, **named))
    assert begun == []
    await backed_up(replace(settings, backup_dir=folder, backup_to=key))
    assert begun == [("backup", "--scheduled")]


def told_to(do: str) -> tuple[str, ...]:
    return ("sh", "-c", do, "convoca")


@pytest.mark.parametrize(("do", "well"), [("echo done", True), ("true", True), ("exit 3", False)])
async def test_how_a_command_went_is_known(
    do: str, well: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_command, "OURS", told_to(do))
    assert await own_command.run("backup") is well


@pytest.mark.parametrize("do", ["exec sleep 60", "trap '' TERM; while :; do sleep 0.01; done"])
async def test_a_server_that_stops_does_not_wait_for_it(
    do: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_command, "OURS", told_to(do))
    monkeypatch.setattr(own_command, "PATIENCE", 0.2)
    leaving = asyncio.Event()
    asyncio.get_running_loop().call_later(0.2, leaving.set)
    async with asyncio.timeout(30):
        await own_command.until(leaving, "backup")
