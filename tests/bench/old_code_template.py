"""A pytest plugin for released code: its tests run on databases that newer code migrated.

Copied beside released code and loaded with `-p`, it knows nothing of the newer code's modules.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

# Where the server is whose database `template` the newer code migrated.
SOCKETS = "CONVOCA_NEWER_SOCKETS"
# Migrating is the newer code's business, and it has tests of its own; these ask for a database
# that has the older migrations and no others.
EXCEPTED = ("tests/server/foundation/test_migrations.py",)


@pytest.hookimpl(tryfirst=True)
def pytest_plugin_registered(plugin: Any) -> None:
    """Let the released suite find that server in place of one of its own."""
    if hasattr(plugin, "make_template"):
        plugin.embedded = SimpleNamespace(running=borrowed)
        plugin.make_template = already_made


@contextmanager
def borrowed(_folder: Path, **_options: str) -> Iterator[Path]:
    """The server that was started for us."""
    yield Path(os.environ[SOCKETS])


async def already_made(_config: dict[str, Any]) -> None:
    """Nothing is to be done: the newer code did it."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out browsers, and what is said above."""
    out = [item for item in items if _is_left_out(item)]
    items[:] = [item for item in items if item not in out]
    config.hook.pytest_deselected(items=out)


def _is_left_out(item: pytest.Item) -> bool:
    browser = {"page", "browser", "playwright"} & set(getattr(item, "fixturenames", ()))
    return bool(browser) or item.nodeid.startswith(EXCEPTED)
