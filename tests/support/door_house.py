"""An installation of its own for the doors of its events, which may be killed and started again."""

import asyncio
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from msgspec import Struct

from tests.support.installation import Installation, serving
from tests.support.tour import planned_now

TOKEN = ("token", "create", "--name", "door", "--scope", "plan")


class Link(Struct, frozen=True):
    """A door link as a coordinator is shown it once."""

    token: str
    pin: str


class DoorHouse:
    """The servers, and the coordinator who signed in there."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._running = ExitStack()
        self.installation = self._start()
        self.address = self.installation.address
        self.coordinator = self._signed_in(self.installation.administrator())
        bearer = {"Authorization": f"Bearer {self.installation.convoca(*TOKEN)}"}
        self.api = httpx.Client(base_url=f"{self.address}/api/v1", headers=bearer)

    def kill(self) -> None:
        """Every server process at once, as a power cut does."""
        self.installation.stop(signal.SIGKILL)

    def restart(self) -> None:
        """The same installation at the same address."""
        self.installation = self._start(int(self.address.rpartition(":")[2]))

    def close(self) -> None:
        """Stop it for good."""
        self.coordinator.close()
        self.api.close()
        self._running.close()

    def event(self) -> str:
        """A talk that began a while ago."""
        return planned_now(self.api)

    def link(self, event: str) -> Link:
        """A link for one more phone."""
        shown = self._post(f"/eventos/{event}/puerta", {"name": "Teléfono 1", "lasts": "12"}).text
        token = re.search(r'data-copy="[^"]*/puerta/([\w-]+)"', shown)
        pin = re.search(r'data-copy="(\d{6})"', shown)
        assert token is not None, shown
        assert pin is not None, shown
        return Link(token[1], pin[1])

    def revoke(self, event: str) -> None:
        """Let no phone in any more."""
        page = f"/eventos/{event}/puerta"
        for way in re.findall(rf"{page}/[0-9a-f-]+/retiro", self.coordinator.get(page).text):
            self._post(way, {})

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """What stands in the database; Playwright's own loop is left alone."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._rows(query, *values)).result()

    def scans(self, event: str) -> list[dict[str, Any]]:
        """The lines of an event."""
        return self.rows("SELECT * FROM check_in WHERE event = $1::uuid ORDER BY at", event)

    def headcounts(self, event: str) -> list[tuple[str, str, str, int]]:
        """How many of each sex, age band and audience were counted, and not taken back."""
        query = """
            SELECT sex, age_band, audience, sum(count) AS people FROM headcount
            WHERE event = $1::uuid AND voided_at IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
        rows = self.rows(query, event)
        return [(row["sex"], row["age_band"], row["audience"], row["people"]) for row in rows]

    async def _rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        (told,) = self._data.glob("**/postmaster.pid")
        sockets = told.read_text().splitlines()[4]
        connection = await asyncpg.connect(host=sockets, user="postgres", database="convoca")
        try:
            return [dict(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    def _start(self, port: int | None = None) -> Installation:
        return self._running.enter_context(serving(self._data, port=port))

    def _signed_in(self, link: str) -> httpx.Client:
        browser = httpx.Client(base_url=self.address)
        browser.get(link)
        browser.post(link, data={"_csrf_token": browser.cookies["csrf"]})
        return browser

    def _post(self, address: str, data: dict[str, str]) -> httpx.Response:
        token = self.coordinator.cookies["csrf"]
        answer = self.coordinator.post(address, data={**data, "_csrf_token": token})
        assert answer.status_code in {200, 201, 303}, answer.text
        return answer
