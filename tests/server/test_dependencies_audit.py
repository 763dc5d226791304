"""Nothing that we install is known to be unsafe, as far as the advisories can be asked."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

LOCK = Path("requirements.lock")
FRONT_END = Path("server/frontend")
# Long enough for a slow network, too short to hold up a run without one.
PATIENCE = 45
UNREACHABLE = (
    "ConnectionError", "Connection", "ConnectTimeout", "timed out", "Max retries", "HTTPError",
    "ServiceError", "NameResolution", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "503",
    "502", "404", "403", "ENOAUDIT", "ENETUNREACH",
)  # fmt: skip


def test_the_python_libraries_have_no_known_holes() -> None:
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--disable-pip"),
        *("--no-deps", "--format", "json", "--progress-spinner", "off", "--timeout", "10"),
    ]
    done = asked(command, Path())
    told = json.loads(done.stdout) if done.stdout.startswith("{") else None
    if told is None:
        not_checked("Python libraries", done.stderr)
    assert len(told["dependencies"]) > 40
    holes = {
        it["name"]: [hole["id"] for hole in it["vulns"]]
        for it in told["dependencies"]
        if it.get("vulns")
    }
    assert holes == {}


def test_what_browsers_load_has_no_known_holes() -> None:
    npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or shutil.which("npm")
    if npm is None:
        pytest.skip("NOT CHECKED: the front end's libraries: there is no npm here")
    done = asked([npm, "audit", "--omit=dev", "--json", "--fetch-retries=0"], FRONT_END)
    told = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    if "vulnerabilities" not in told:
        not_checked("front end's libraries", done.stderr + done.stdout)
    assert sorted(told["vulnerabilities"]) == []


def asked(command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """What a program says of the lock; nothing where it takes too long."""
    try:
        return subprocess.run(
            command, cwd=folder, check=False, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "timed out")


def not_checked(what: str, why: str) -> NoReturn:
    """Skip with a word where nobody answers; fail where it is our own fault."""
    assert any(word in why for word in UNREACHABLE), why[-2000:]
    pytest.skip(f"NOT CHECKED: the {what}: nobody answered with the advisories")
