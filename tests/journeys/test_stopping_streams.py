"""Whoever listens to changes does not keep a server from stopping."""

import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from tests.support.installation import serving


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of its own."""
    with TemporaryDirectory(prefix="convoca-streams-") as folder:
        yield Path(folder) / "data"


def test_an_open_stream_is_brought_to_its_end_when_the_server_stops(data: Path) -> None:
    with serving(data) as installation, httpx.Client(base_url=installation.address) as browser:
        link = installation.administrator()
        browser.get(link)
        browser.post(link, data={"_csrf_token": browser.cookies["csrf"]})
        with browser.stream("GET", "/calendario/cambios") as stream:
            lines = stream.iter_lines()
            assert [next(lines) for _line in range(3)] == ["retry: 3000", "", "event: changed"]
            stopped = installation.stop(signal.SIGINT)
            # A connection that was cut would raise here.
            rest = list(lines)
    assert (stopped, rest) == (0, ["data: ", ""])
