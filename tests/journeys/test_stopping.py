"""Stopping and being killed: nothing is left running, and nothing is lost."""

import signal
from collections.abc import Iterator
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

import httpx
import psutil
import pytest

from tests.support.installation import serving

ACCOUNT = ("account", "create", "--email", "ada@convoca.example", "--role", "administrator")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of its own."""
    with TemporaryDirectory(prefix="convoca-stopping-") as folder:
        yield Path(folder) / "data"


def test_ctrl_c_stops_the_servers_and_the_database(data: Path) -> None:
    with serving(data) as installation:
        assert databases(data) != []
        assert installation.stop(signal.SIGINT) == 0
    assert databases(data) == []


def test_what_was_done_is_there_after_everything_was_killed(data: Path) -> None:
    with serving(data) as first:
        link = first.convoca(*ACCOUNT)
        for process in databases(data):
            process.kill()
        first.stop(signal.SIGKILL)
    with serving(data) as second:
        address = link.replace(first.address, second.address)
        assert httpx.get(address).status_code == 200
        with httpx.Client(base_url=second.address, follow_redirects=True) as browser:
            browser.get(address)
            form = {"_csrf_token": browser.cookies["csrf"]}
            assert "ada@convoca.example" in browser.post(address, data=form).text
    assert databases(data) == []


def test_a_database_that_outlived_its_server_is_taken_up_again(data: Path) -> None:
    with serving(data) as first:
        first.convoca(*ACCOUNT)
        first.stop(signal.SIGKILL)
        (left,) = databases(data)
    with serving(data):
        assert [process.pid for process in databases(data)] == [left.pid]
    assert databases(data) == []


def test_a_second_server_on_the_same_port_says_that_it_is_taken(data: Path) -> None:
    with serving(data) as first:
        port = first.address.rpartition(":")[2]
        with pytest.raises(CalledProcessError) as refused:
            first.convoca("serve", "--port", port)
        assert f"Port {port} of 127.0.0.1 is taken" in refused.value.stderr


def databases(data: Path) -> list[psutil.Process]:
    """The PostgreSQL servers of this data folder that are running."""
    return [
        process
        for process in psutil.process_iter(["name", "cmdline", "status"])
        if process.info["name"] == "postgres"
        and process.info["status"] != psutil.STATUS_ZOMBIE
        and str(data) in " ".join(process.info["cmdline"] or [])
    ]
