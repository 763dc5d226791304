"""Released code beside today's, taken out of the history."""

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from tests.bench import old_code_template

REPOSITORY: Final = Path(__file__).resolve().parents[2]
# What is built and not kept in the history; both ask for the names of its files.
BUILT: Final = (
    "server/static",
    "server/frontend/node_modules",
    "tests/support/icaljs_reader/node_modules",
)
EVERYTHING: Final = ("tests", "--ignore=tests/journeys", "-n", "2", "--dist", "loadfile")


class HistoryError(Exception):
    """The history at hand does not reach back to the revision."""


def checked_out(revision: str, place: Path) -> Path:
    """The files of a revision in `place`; raises HistoryError where there is no such history."""
    command = ["git", "-C", str(REPOSITORY), "archive", revision]
    packed = subprocess.run(command, check=False, capture_output=True)
    if packed.returncode:
        raise HistoryError(packed.stderr.decode(errors="replace").strip())
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(place, filter="data")
    for built in BUILT:
        if (REPOSITORY / built).exists():
            (place / built).symlink_to(REPOSITORY / built)
    return place


def run_tests(
    code: Path, sockets: Path, *told: str, captured: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run released tests with released code on copies of the database `template` over there."""
    plugin = Path(old_code_template.__file__)
    # A folder of its own: where pytest chooses one, it shuts the others' to PostgreSQL's user.
    own = f"--basetemp={code / 'own-tmp'}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", plugin.stem, "-p", "no:randomly", own, *told],
        check=False, cwd=code, capture_output=captured, text=True,
        env={
            **kept,
            "PYTHONPATH": str(plugin_folder(code, plugin)),
            old_code_template.SOCKETS: str(sockets),
            "PYTEST_XDIST_WORKER": "released",
        },
    )  # fmt: skip


def plugin_folder(code: Path, plugin: Path) -> Path:
    """A folder that holds the plugin and nothing of today's."""
    folder = code / "test-results" / "plugin"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / plugin.name).write_bytes(plugin.read_bytes())
    return folder
