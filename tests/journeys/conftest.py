"""A browser, an installation and its mailbox for the journeys."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.support.installation import Installation, serving
from tests.support.letterbox import Letterbox, listening
from tests.support.tour import Known, Tour
from tests.support.tour_trust import proved_just_now

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class House(Struct, frozen=True):
    """A running installation and the mail that it sends."""

    installation: Installation
    letterbox: Letterbox


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium; Playwright's where there is none."""
    found = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium-headless-shell")
    found = found or shutil.which("chromium")
    path = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **path, "args": FLAGS}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright for the tests of one module.

    While it runs, asyncio believes that this thread is inside Playwright's event loop: the tests
    of other modules, which run a loop of their own, can only follow once it has stopped.
    """
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Chromium for the tests of one module."""
    with playwright.chromium.launch(**browser_type_launch_args) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Guatemalan laptop."""
    return {
        "locale": "es-GT",
        "timezone_id": "America/Guatemala",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """An empty installation with its own embedded database, and a mail server beside it."""
    with TemporaryDirectory(prefix="convoca-house-") as folder, listening() as (letterbox, port):
        smtp = f"smtp://127.0.0.1:{port}"
        with serving(Path(folder) / "data", CONVOCA_SMTP_URL=smtp) as installation:
            yield House(installation, letterbox)


@pytest.fixture(scope="session")
def toured(shared_folder: Path) -> Path:
    """A demonstration that was prepared for a tour and stopped, once for all workers; to copy."""
    folder = shared_folder / "toured"
    with (shared_folder / "toured.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "known.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            with serving(folder / "data", "--demo") as installation:
                known = Tour(installation).known
            (folder / "known.json").write_bytes(msgspec.json.encode(known))
    return folder


@pytest.fixture(scope="session")
def tour(toured: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """A demonstration installation, with somebody of every role signed in."""
    known = msgspec.json.decode((toured / "known.json").read_bytes(), type=Known)
    data = tmp_path_factory.mktemp("tour") / "data"
    # What keeps its owner and its rights, as PostgreSQL demands.
    subprocess.run(["cp", "-a", toured / "data", data], check=True)
    with serving(data) as installation:
        proved_just_now(installation)
        yield Tour(installation, known)


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where pictures of the journeys are kept for people to look at."""
    folder = Path("build") / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
