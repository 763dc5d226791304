"""Phones, programs and people who do not give up, and remember what they were told is kept."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4

import httpx

from server.foundation.clock import now
from server.foundation.identity import new_id
from tests.support.fault_ledger import Ledger
from tests.support.fault_world import World
from tests.support.quick_lines import MONTHS

PATIENCE: Final = 20.0  # seconds for one answer
PAUSE: Final = 0.2
BUSY: Final = frozenset({408, 409, 429})
LATER: Final = timedelta(days=3)
A_DAY: Final = 60
FOLD: Final = "\r\n "
FORGETFUL: Final = DefaultCookiePolicy(allowed_domains=[])
CSRF: Final = re.compile(r'name="_csrf_token" value="([^"]+)"')


class Refused(Exception):
    """Asking again would not help."""


class Clients:
    """All of them; they ask whichever of the `ports` answers."""

    def __init__(self, ports: Sequence[int], world: World, ledger: Ledger, *, seed: int) -> None:
        self._addresses = [f"http://127.0.0.1:{port}" for port in ports]
        self._world = world
        self._ledger = ledger
        self._chance = random.Random(seed)
        self._number = count()
        self._over = asyncio.Event()
        self._bodies: dict[str, int] = {}
        self._public: set[str] = set()
        # Every phone was never here before; the coordinator was.
        self._http = httpx.AsyncClient(timeout=PATIENCE, cookies=CookieJar(FORGETFUL))
        self._browser = httpx.AsyncClient(timeout=PATIENCE, cookies=world.coordinator)

    async def go_on(self, *, pause: float, crowd: int) -> None:
        """Do everything that there is to do, over and over again, until told to stop."""
        acts: list[Callable[[], Awaitable[None]]] = [
            self.come, self.come, self.tap, self.count, self.plan, self.draft, self.subscribe,
        ]  # fmt: skip
        async with self._http, self._browser:
            await asyncio.gather(
                *(self._repeat(acts[each % len(acts)], pause) for each in range(crowd))
            )

    def stop(self) -> None:
        """Finish what was begun, and begin nothing more."""
        self._over.set()

    async def _repeat(self, act: Callable[[], Awaitable[None]], pause: float) -> None:
        while not self._over.is_set():
            with suppress(Refused):  # what was refused is written down
                await act()
            await asyncio.sleep(pause * self._chance.uniform(0.5, 1.5))

    async def come(self) -> None:
        """A program notes five people, under ids of its own."""
        event = self._chance.choice(self._world.events)
        lines = [
            {"id": str(uuid4()), "at": now().isoformat(), "sex": "female", "age": 20}
            for _person in range(5)
        ]
        answer = await self._insist("POST", f"/api/v1/events/{event}/check-ins", lines)
        kept = [UUID(one["id"]) for one in answer.json()["results"] if one["result"] != "refused"]
        self._expect(well=len(kept) == len(lines), answer=answer)
        self._ledger.note("check-ins", kept)

    async def tap(self) -> None:
        """A phone sends the answers of the poster's page."""
        code, number = self._chance.choice(self._world.codes), uuid4()
        said = {"id": number.hex, "sex": "male", "age": "15", "audience": "general-public"}
        answer = await self._insist("POST", f"/c/{code}", form={**said, "tarjeta": ""})
        self._expect(well=answer.status_code == 303, answer=answer)
        self._ledger.note("check-ins", [number])

    async def count(self) -> None:
        """Somebody counts those whom nobody asked."""
        event = self._chance.choice(self._world.events)
        line = {"id": str(uuid4()), "at": now().isoformat(), "count": 3, "sex": "male"}
        answer = await self._insist("POST", f"/api/v1/events/{event}/headcounts", [line])
        self._ledger.note("headcounts", [UUID(one["id"]) for one in answer.json()["results"]])

    async def plan(self) -> None:
        """A program plans an event, publishes it, invites somebody, and notes that they come."""
        number = next(self._number)
        title = f"Taller {number}"
        made = await self._insist("POST", "/api/v1/events", self._event(title, number), once=True)
        event = UUID(made.json()["id"])
        self._ledger.note("events planned by a program", [event])
        await self._insist("POST", f"/api/v1/events/{event}/publication", once=True)
        self._ledger.note("events published", [event])
        self._public.add(title)
        asked = {"volunteer": str(self._chance.choice(self._world.helpers)), "role": "lead"}
        place = await self._insist("POST", f"/api/v1/events/{event}/assignments", asked, once=True)
        self._ledger.note("invitations", [UUID(place.json()["id"])])
        await self._answer(UUID(place.json()["id"]))

    async def _answer(self, place: UUID) -> None:
        said = {"answer": "accepted"}
        await self._insist("POST", f"/api/v1/assignments/{place}/answer", said, once=True)
        self._ledger.note("answers", [place])

    async def draft(self) -> None:
        """A person plans on a page; whoever is not told that it is kept gives up."""
        number = next(self._number)
        on = (now() + LATER + timedelta(days=number % A_DAY)).date()
        day = f"{on.day} de {MONTHS[on.month - 1]} de {on.year}"
        line = f"Taller «Página {number}» San José Pinula {day} de 8:00 a 9:00"
        address = self._chance.choice(self._addresses)
        try:
            page = await self._ask("GET", f"{address}/calendario/rapido")
            token = CSRF.search(page.text)
            form = {"linea": line, "guardar": "1", "_csrf_token": token[1] if token else ""}
            kept = await self._ask("POST", f"{address}/calendario/rapido", form=form)
        except httpx.HTTPError:
            self._ledger.troubled += 1
            return
        if kept.status_code == 303:
            place = kept.headers["location"].rpartition("/")[2]
            self._ledger.note("events planned on a page", [UUID(place)])
        elif kept.status_code < 500:
            self._expect(well=False, answer=kept)

    async def subscribe(self) -> None:
        """A calendar looks whether anything is new, and finds all that was published by then."""
        known, expected = list(self._bodies)[-1:], set(self._public)
        headers = {"If-None-Match": known[0]} if known else {}
        answer = await self._insist("GET", "/agenda.ics", headers=headers)
        self._ledger.feeds += 1
        self._ledger.unchanged += answer.status_code == 304
        if answer.status_code != 200:
            return
        body = answer.text.replace(FOLD, "")
        same = self._bodies.setdefault(answer.headers["etag"], hash(body)) == hash(body)
        told = all(f"SUMMARY:{title}\r\n" in body for title in expected)
        self._expect(well=same and told, answer=answer)

    def _event(self, title: str, number: int) -> dict[str, Any]:
        """No two at the same time: whoever is asked has time."""
        day = now().replace(hour=0, minute=0, second=0) + LATER + timedelta(days=number % A_DAY)
        starts: datetime = day + timedelta(hours=14, minutes=10 * (number // A_DAY))
        return {
            "title": title, "kind": "workshop", "municipality": "0103",
            "topics": ["social-network-risks"], "audiences": ["parents-carers"],
            "starts_at": starts.isoformat(), "project": "general",
            "ends_at": (starts + timedelta(minutes=5)).isoformat(),
        }  # fmt: skip

    async def _insist(
        self, method: str, path: str, said: Any = None, *, once: bool = False, **more: Any
    ) -> httpx.Response:
        """Ask until somebody answers, under one key; raises Refused where nobody will ever."""
        headers = dict(more.pop("headers", {}))
        if path.startswith("/api/"):
            attends = path.endswith(("/check-ins", "/headcounts"))
            headers |= self._world.attending if attends else self._world.planning
        if once:
            headers["Idempotency-Key"] = str(new_id())
        while True:
            address = self._chance.choice(self._addresses)
            try:
                answer = await self._ask(method, f"{address}{path}", said, headers=headers, **more)
            except httpx.HTTPError:
                self._ledger.troubled += 1
            else:
                if answer.status_code < 400:
                    return answer
                if answer.status_code < 500 and answer.status_code not in BUSY:
                    self._expect(well=False, answer=answer)
                    raise Refused
                self._ledger.troubled += 1
            await asyncio.sleep(PAUSE)

    async def _ask(
        self, method: str, address: str, said: Any = None, *,
        form: dict[str, str] | None = None, headers: dict[str, str] | None = None,
    ) -> httpx.Response:  # fmt: skip
        self._ledger.asked += 1
        client = self._browser if "/calendario" in address else self._http
        return await client.request(method, address, json=said, data=form, headers=headers)

    def _expect(self, *, well: bool, answer: httpx.Response) -> None:
        if not well:
            asked = f"{answer.request.method} {answer.request.url.path} {answer.status_code}"
            self._ledger.wrong.append(f"{asked} {answer.text[:300]}")
