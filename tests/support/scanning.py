"""Phones that send one arrival after the other, each until it is acknowledged."""

import asyncio
import time
from uuid import UUID, uuid4

import httpx

PATIENCE = 5.0  # seconds for an answer
PAUSE = 0.1


class Phones:
    """Several of them, each with its server, which it leaves for the next when it is refused."""

    def __init__(self, addresses: list[str], event: UUID, token: str) -> None:
        self._addresses = addresses
        self._path = f"/api/v1/events/{event}/check-ins"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.acknowledged: list[UUID] = []
        self.moments: list[float] = []
        self.repeated = 0
        self.said: dict[UUID, tuple[str, float]] = {}
        self.over = False

    async def scan(self, number: int) -> None:
        """One phone, until it is over."""
        async with httpx.AsyncClient(headers=self._headers, timeout=PATIENCE) as client:
            while not self.over:
                arrival = uuid4()
                if said := await self._sent(client, arrival, number):
                    self.acknowledged.append(arrival)
                    self.moments.append(time.monotonic())
                    self.said[arrival] = (said, time.monotonic())

    async def _sent(self, client: httpx.AsyncClient, arrival: UUID, number: int) -> str:
        line = {"id": str(arrival), "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "sex": "female", "age": 30, "source": "door"}  # fmt: skip
        for attempt in range(10_000):
            if self.over:
                return ""
            address = self._addresses[(number + attempt) % len(self._addresses)]
            try:
                answer = await client.post(f"{address}{self._path}", json=[line])
                said = answer.json()["results"][0]["result"] if answer.is_success else ""
            except httpx.HTTPError:
                said = ""
            if said in {"recorded", "already"}:
                return said
            self.repeated += 1
            await asyncio.sleep(PAUSE)
        return ""

    @property
    def gap(self) -> float:
        """The longest time, in seconds, in which nobody was acknowledged."""
        return max(b - a for a, b in zip(self.moments, self.moments[1:], strict=False))
