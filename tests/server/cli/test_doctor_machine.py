"""What the doctor says of the machine."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from server.cli import doctor_database, doctor_machine
from server.cli.doctor_check import Finding, Ground
from server.foundation.clock import now
from server.foundation.senders import MailServer
from server.foundation.settings import Settings
from tests.support.installation import free_port
from tests.support.post_office import open_post_office


@pytest.fixture
def ground(settings: Settings) -> Ground:
    settings.data_dir.chmod(0o700)
    return Ground(settings=settings, config={}, at=now())


async def test_a_folder_that_others_may_look_into_is_said(ground: Ground) -> None:
    folder = ground.settings.data_dir
    assert (await doctor_machine.folder(ground)).says.endswith(
        "the secret key is in the environment."
    )
    (folder / "secret-key").touch(0o600)
    assert (await doctor_machine.folder(ground)).state == "ok"
    (folder / "secret-key").chmod(0o640)
    assert (await doctor_machine.folder(ground)).says.endswith("secret-key: chmod 600.")
    folder.chmod(0o755)
    assert (await doctor_machine.folder(ground)).says.endswith("chmod go-rw.")
    gone = replace(ground, settings=replace(ground.settings, data_dir=folder / "gone"))
    assert (await doctor_machine.folder(gone)).state == "fail"


@pytest.mark.parametrize(("free", "state"), [(2e9, "ok"), (5e8, "warn"), (1e6, "fail")])
async def test_room_on_the_disk_is_said(
    free: float, state: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = replace(ground.settings, backup_dir=ground.settings.data_dir / "not" / "yet")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=free))
    assert (await doctor_machine.disk(replace(ground, settings=there))).state == state


async def test_a_mail_server_that_does_not_answer_is_said(ground: Ground) -> None:
    assert (await doctor_machine.mail(ground)).state == "warn"
    server = MailServer(
        host="127.0.0.1", port=free_port(), user=None, password=None, starttls=False, tls=False
    )
    there = replace(ground, settings=replace(ground.settings, mail_server=server))
    found = await doctor_machine.mail(there)
    assert (found.state, "does not take mail" in found.says) == ("fail", True)


async def test_a_mail_server_that_greets_us_is_sent_nothing(ground: Ground) -> None:
    async with open_post_office() as post:
        there = replace(ground, settings=replace(ground.settings, mail_server=post.server))
        assert (await doctor_machine.mail(there)).state == "ok"
        assert post.letters == []


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("https://convoca.test", "ok"),
        ("http://localhost:8000", "ok"),
        ("http://convoca.test", "fail"),
    ],
)
async def test_an_open_way_is_said(address: str, state: str, ground: Ground) -> None:
    there = replace(ground, settings=replace(ground.settings, base_url=address))
    assert (await doctor_machine.address(there)).state == state


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"database": "ok", "scheduler": "on"}, "ok"),
        ({"database": "ok", "scheduler": "off"}, "warn"),
        ({"database": "ok", "scheduler": "stale"}, "fail"),
        ({"database": "outdated", "scheduler": "on"}, "fail"),
        ({"something": "else"}, "warn"),
    ],
)
async def test_what_the_server_says_of_itself_is_passed_on(
    told: dict[str, str], state: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering: Callable[..., Any] = httpx.AsyncClient
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=told))
    monkeypatch.setattr(httpx, "AsyncClient", lambda **_more: answering(transport=transport))
    assert (await doctor_machine.serving(ground)).state == state


@pytest.mark.parametrize(
    ("values", "check", "expected"),
    [
        ({"fsync": "off"}, "durable", "fail"),
        ({"synchronous_commit": "off"}, "durable", "fail"),
        ({"synchronous_commit": "local", "synchronous_standby_names": "b"}, "durable", "warn"),
        ({"synchronous_standby_names": "b"}, "durable", "ok"),
        ({"server_version_num": "140012"}, "version", "fail"),
        ({"server_encoding": "SQL_ASCII"}, "version", "fail"),
        ({"data_checksums": "off"}, "checksums", "warn"),
        ({"failures": "3"}, "checksums", "fail"),
        ({}, "checksums", "ok"),
        ({"behind": "3"}, "clock", "warn"),
        ({"behind": "60"}, "clock", "fail"),
        ({"left": "convoca_verify_0a0b0c0d"}, "left_over", "warn"),
    ],
)
async def test_what_the_database_server_is_like_is_said(
    values: dict[str, str], check: str, expected: str, ground: Ground,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    server = {
        "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
        "synchronous_standby_names": "", "server_version_num": "180004",
        "server_encoding": "UTF8", "data_checksums": "on",
    } | values  # fmt: skip

    async def fetch(query: str, *arguments: Any) -> list[dict[str, Any]]:
        if "current_setting" in query:
            return [{"value": server[arguments[0]]}]
        if "clock_timestamp" in query:
            late = timedelta(seconds=float(server["behind"]))
            return [{"at": now() - late}]
        if "datname" in query:
            return [{"datname": server["left"]}]
        return [{"number": int(server.get("failures", 0)), "size": 1}]

    monkeypatch.setattr(doctor_database, "fetch", fetch)
    found: Finding = await getattr(doctor_database, check)(ground)
    assert found.state == expected
