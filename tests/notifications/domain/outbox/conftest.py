"""An installation that sends by every channel, to providers on loopback."""

from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest

from notifications.domain.office import Office
from tests.support.sms_house import SmsHouse, open_sms_house
from tests.support.whatsapp_house import WhatsAppHouse, open_whatsapp_house


@pytest.fixture
async def chat() -> AsyncIterator[WhatsAppHouse]:
    """The WhatsApp platform, which reports nothing of its own accord."""
    async with open_whatsapp_house() as house:
        yield house


@pytest.fixture
async def texts() -> AsyncIterator[SmsHouse]:
    """A provider of text messages, which reports nothing of its own accord."""
    async with open_sms_house() as house:
        house.told = ()
        yield house


@pytest.fixture
async def everywhere(office: Office, chat: WhatsAppHouse, texts: SmsHouse) -> AsyncIterator[Office]:
    """An office that sends by every channel, and waits for no answer longer than half a second."""
    settings = msgspec.structs.replace(office.settings, whatsapp=chat.provider, sms=texts.provider)
    async with httpx.AsyncClient(trust_env=False, timeout=0.5) as http:
        yield Office(settings, office.signer, http)
