"""Providers on loopback that fail in every way they can, and report what they took all the same."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any, Final, cast

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session
from msgspec import Struct
from msgspec.structs import replace

from server.foundation.senders import Sms, WhatsApp
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.moods import Code, Mood
from tests.support.post_office import PostOffice
from tests.support.sms_house import ACCOUNT, NUMBER, TOKEN, SmsHouse, open_sms_house
from tests.support.whatsapp_house import APP_SECRET, PHONE, WhatsAppHouse, open_whatsapp_house

WELL: Final = 0.9
LATE_BY: Final = 2.0  # seconds: nobody waits so long
SLOW: Final = 0.4
BAD: Final = (
    Mood.BUSY, Mood.BROKEN, Mood.MUTE, Mood.HANGS_UP, Mood.LATE, Mood.DROPPED, Mood.BAD_GATEWAY,
)  # fmt: skip


class MoodyPostOffice(PostOffice):
    """Sometimes it wants a letter later, hangs up with it in hand, or is slow to say yes."""

    def __init__(self, weather: random.Random) -> None:
        super().__init__(pause=0.01)
        self.weather = weather
        self.stormy = True

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd calls it by this name)
        """As the weather is."""
        chance = self.weather.random() if self.stormy else 1
        if chance < 0.03:
            return "451 later"
        if chance < 0.05:
            self.drops += 1
        elif chance < 0.08:
            await asyncio.sleep(SLOW)
        return await super().handle_DATA(server, session, envelope)


class Houses(Struct):
    """Every provider there is, and the settings that lead to them."""

    post: MoodyPostOffice
    whatsapp: WhatsAppHouse
    sms: SmsHouse
    settings: Settings

    def calm(self) -> None:
        """From now on all is well."""
        self.post.stormy = False
        for house in (self.whatsapp, self.sms):
            house.moods.otherwise = lambda: Mood.WELL

    @property
    def number(self) -> int:
        """How many messages were taken."""
        return len(self.post.letters) + len(self.whatsapp.messages) + len(self.sms.messages)

    @property
    def arrived(self) -> Counter[str]:
        """How often each notice was taken by somebody."""
        letters = (letter["Message-ID"].strip("<>").split(".")[0] for letter in self.post.letters)
        return Counter(letters) + self.whatsapp.keys + self.sms.keys


@asynccontextmanager
async def houses(settings: Settings, *, seed: int) -> AsyncIterator[Houses]:
    """Providers in a bad mood; they report to the hooks of an application of this process."""
    weather = random.Random(seed)
    async with AsyncExitStack() as opened:
        post = await opened.enter_async_context(_post_office(weather))
        hooks = await opened.enter_async_context(_hooks(settings))
        whatsapp = await opened.enter_async_context(open_whatsapp_house(hooks))
        sms = await opened.enter_async_context(open_sms_house(hooks))
        whatsapp.reports_to = f"{settings.base_url}/hooks/whatsapp"
        for moods, busy in ((whatsapp.moods, 130429), (sms.moods, 20429)):
            moods.late_by = LATE_BY
            moods.otherwise = partial(_mood, weather, busy)
        configured = replace(
            settings, mail_server=post.server, whatsapp=whatsapp.provider, sms=sms.provider
        )
        yield Houses(post, whatsapp, sms, configured)


@asynccontextmanager
async def _post_office(weather: random.Random) -> AsyncIterator[MoodyPostOffice]:
    office, loop = MoodyPostOffice(weather), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(office, loop=loop), "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def _hooks(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A way into an application that knows the providers' secrets."""
    nowhere = "http://127.0.0.1:9"
    knowing = replace(
        settings,
        whatsapp=WhatsApp(
            base=nowhere, phone=PHONE, token=nowhere, app_secret=APP_SECRET, verify_token=nowhere
        ),
        sms=Sms(base=nowhere, account=ACCOUNT, token=TOKEN, sender=NUMBER),
    )
    transport = httpx.ASGITransport(cast("Any", application(knowing)))
    async with httpx.AsyncClient(transport=transport, base_url=settings.base_url) as client:
        yield client


def _mood(weather: random.Random, busy: Code) -> Mood | Code:
    if weather.random() < WELL:
        return Mood.WELL
    return weather.choice((*BAD, busy))
