"""Posting reports to whoever wants them, as providers do: until they were heard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import Final

import httpx
from msgspec import Struct

TELLERS: Final = 4
PATIENCE: Final = 0.2


class Parcel(Struct, frozen=True):
    """A request that somebody has to hear."""

    address: str
    body: bytes
    headers: dict[str, str]


class Teller:
    """Tells over `http`. `refused` are the answers that were no 200; each was told again."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.refused: list[int] = []
        self.http = http
        self._waiting: asyncio.Queue[Parcel] = asyncio.Queue()

    def tell(self, parcel: Parcel) -> None:
        """Post it soon, in the background."""
        self._waiting.put_nowait(parcel)

    async def done(self) -> None:
        """Wait until everything was heard."""
        async with asyncio.timeout(60):
            await self._waiting.join()

    async def post(self, parcel: Parcel) -> int:
        """Post it now, once; the status of the answer."""
        return (await self.send(parcel)).status_code

    async def send(self, parcel: Parcel) -> httpx.Response:
        """Post it now, once."""
        return await self.http.post(parcel.address, content=parcel.body, headers=parcel.headers)

    async def work(self) -> None:
        """Tell one after the other."""
        while True:
            parcel = await self._waiting.get()
            if not await self._heard(parcel):
                await asyncio.sleep(PATIENCE)
                self.tell(parcel)
            self._waiting.task_done()

    async def _heard(self, parcel: Parcel) -> bool:
        try:
            status = await self.post(parcel)
        except httpx.HTTPError:
            status = 0
        if status != httpx.codes.OK:
            self.refused.append(status)
        return status == httpx.codes.OK


@asynccontextmanager
async def telling(http: httpx.AsyncClient | None) -> AsyncIterator[Teller]:
    """Somebody who tells reports, over this client or else over loopback."""
    # Over loopback nothing is encrypted: no certificate is read.
    own = http or httpx.AsyncClient(
        timeout=10, trust_env=False, verify=SSLContext(PROTOCOL_TLS_CLIENT)
    )
    teller = Teller(own)
    tasks = [asyncio.create_task(teller.work()) for _each in range(TELLERS)]
    try:
        yield teller
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if http is None:
            await own.aclose()
