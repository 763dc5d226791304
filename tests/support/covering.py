"""A pytest plugin that notes which lines and branches of the house the tests reach.

SlipCover rewrites modules while they are imported and takes out again what was reached, so that
tests take hardly longer than without; tracing every line took them nearly twice as long. Its own
plugin knows neither `immediate` nor files that nobody imports, hence this one.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import slipcover

SOURCES = ["server", "events", "volunteers", "notifications"]
OMITTED = ["*/piccolo_migrations/*"]
KEY = pytest.StashKey[slipcover.Slipcover]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the notes go: one file of each worker, and one of what nobody imported."""
    parser.addoption("--covered", type=Path, required=True)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before the first module of the house is imported."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        noting = slipcover.Slipcover(immediate=True, branch=True)
        matcher = slipcover.FileMatcher(sources=SOURCES, omit=OMITTED)
        slipcover.ImportManager(noting, matcher).__enter__()
        early_config.stash[KEY] = noting


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down what was reached; the controller, when all workers have, what nobody imported."""
    folder: Path = session.config.getoption("--covered")
    folder.mkdir(parents=True, exist_ok=True)
    noting = session.config.stash.get(KEY, None)
    if noting is None:
        write(folder / "unseen.json", unseen(folder))
    else:
        write(folder / f"{os.environ['PYTEST_XDIST_WORKER']}.json", noting.get_coverage())


def unseen(folder: Path) -> dict[str, Any]:
    """Every file of the house that no worker imported, nothing of it reached."""
    seen = {
        name for each in folder.glob("gw*.json") for name in json.loads(each.read_text())["files"]
    }
    told: dict[str, Any] = slipcover.Slipcover(
        branch=True, source=SOURCES, omit=OMITTED
    ).get_coverage()
    return {**told, "files": {name: of for name, of in told["files"].items() if name not in seen}}


def write(path: Path, told: dict[str, Any]) -> None:
    """As SlipCover merges it."""
    path.write_text(json.dumps(told))
