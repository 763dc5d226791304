"""Whoever starts the server at a terminal reads how to get in, and not every request."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from server.cli import serving
from server.foundation.settings import Settings


class Terminal(io.StringIO):
    """Standard error of somebody who looks on."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://0.0.0.0:8000"),
        ("convoca.test", "http://convoca.test:8000"),
    ],
)
def test_a_person_is_told_the_address_where_passkeys_work(host: str, address: str) -> None:
    assert serving.opened_at(host, 8000) == address


@pytest.mark.parametrize(
    ("options", "stream", "environ", "level"),
    [
        ({"demo": True}, Terminal(), {}, "warning"),
        ({"demo": True}, Terminal(), {"CONVOCA_LOG_LEVEL": "info"}, "info"),
        ({"demo": True}, io.StringIO(), {}, None),
        ({"demo": False}, Terminal(), {}, None),
    ],
)
def test_only_a_demonstration_at_a_terminal_is_quiet(
    options: dict[str, bool], stream: io.StringIO, environ: dict[str, str], level: str | None
) -> None:
    serving.keep_quiet(environ, stream, **options)
    assert environ.get("CONVOCA_LOG_LEVEL") == level


def test_the_first_process_writes_its_log_like_all_others(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    heard: list[str] = []

    @contextmanager
    def here() -> Iterator[tuple[Settings, dict[str, Any]]]:
        heard.append("the database")
        yield replace(settings, log_level="error"), {"dsn": "postgresql:///x"}

    async def prepare(*_args: object, **_named: object) -> None:
        heard.append("prepared")

    for name, instead in {
        "installation": here, "_prepare": prepare, "_share_the_app": lambda _workers: None,
        "kept_together": lambda _place: nullcontext(), "_looked_after": lambda _at: nullcontext(),
        "_refuse_a_taken_port": lambda *_where: None,
        "_server": lambda *_what: SimpleNamespace(serve=lambda: heard.append("served")),
        "logs": SimpleNamespace(configure=heard.append), "os": SimpleNamespace(environ={}),
    }.items():  # fmt: skip
        monkeypatch.setattr(serving, name, instead)
    told = CliRunner().invoke(serving.serve, ["--port", "8123"])
    assert heard == ["the database", "error", "prepared", "served"], told.output
    assert "Convoca listens on http://localhost:8123\n" in told.output
