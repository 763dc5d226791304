"""What providers tell us: only they are heard, twice is once, and strangers learn nothing."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import msgspec
import pytest

from notifications.channels import sms, whatsapp
from notifications.channels.pool import opened
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support import sms_house, whatsapp_house
from tests.support.applications import application
from tests.support.cast import Cast
from tests.support.reached import NUMBER, SMS, WHATSAPP, confirmed, ways_of
from tests.support.sms_house import SmsHouse, open_sms_house
from tests.support.telling import Parcel
from tests.support.text_messages import KEY, MESSAGE
from tests.support.whatsapp_house import VERIFY_TOKEN, WhatsAppHouse, open_whatsapp_house

SMS_HOOK = "http://convoca.test/hooks/sms"
CALLBACK = f"{SMS_HOOK}?n={KEY}"
UNASKED = "http://127.0.0.1:9"
ASKED = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": VERIFY_TOKEN}


@pytest.fixture
async def meta() -> AsyncIterator[WhatsAppHouse]:
    """Meta, on loopback."""
    async with open_whatsapp_house() as house:
        yield house


@pytest.fixture
async def twilio() -> AsyncIterator[SmsHouse]:
    """The provider of text messages, on loopback."""
    async with open_sms_house() as house:
        yield house


@pytest.fixture
def settings(settings: Settings, meta: WhatsAppHouse, twilio: SmsHouse) -> Settings:
    """An installation with both; the same for every test, so that it is built once."""
    return msgspec.structs.replace(
        settings,
        whatsapp=msgspec.structs.replace(meta.provider, base=UNASKED),
        sms=msgspec.structs.replace(twilio.provider, base=UNASKED),
    )


@pytest.fixture
async def visitor(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse, twilio: SmsHouse
) -> httpx.AsyncClient:
    """The way from both of them to us."""
    meta.teller.http = twilio.teller.http = visitor
    return visitor


@pytest.fixture
def office(settings: Settings) -> Office:
    """What asks whether contacts work."""
    return Office(settings, Signer(settings.secret_key))


async def kept() -> list[dict[str, Any]]:
    rows = await fetch("SELECT channel, status, detail FROM receipt ORDER BY received_at, id")
    return [dict(row) for row in rows]


async def written_by(house: WhatsAppHouse) -> whatsapp_house.Kept:
    """A message that the house took."""
    async with opened() as http:
        await whatsapp.send(MESSAGE, provider=house.provider, http=http)
    return house.messages[0]


async def texted_by(house: SmsHouse) -> sms_house.Kept:
    """A text message that the house took, and told nobody about."""
    house.told = ()
    message = msgspec.structs.replace(MESSAGE, callback=CALLBACK)
    async with opened() as http:
        await sms.send(message, provider=house.provider, http=http)
    return house.messages[0]


async def test_meta_and_nobody_else_finds_the_address_to_be_ours(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get("/hooks/whatsapp", params=ASKED)
    assert (answer.status_code, answer.text) == (200, "1158201444")
    assert answer.headers["content-type"].startswith("text/plain")
    for changed in ({"hub.verify_token": "another"}, {"hub.mode": "unsubscribe"}, {"hub.mode": ""}):
        answer = await visitor.get("/hooks/whatsapp", params={**ASKED, **changed})
        assert (answer.status_code, answer.text) == (403, "")
    assert (await visitor.get("/hooks/whatsapp")).status_code == 403


async def test_without_the_channel_there_is_no_address(settings: Settings, db: None) -> None:
    neither = application(msgspec.structs.replace(settings, whatsapp=None, sms=None))
    transport = httpx.ASGITransport(neither)  # type: ignore[arg-type] # Litestar's scopes are stricter
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as visitor:
        answers = [
            await visitor.get("/hooks/whatsapp", params=ASKED),
            await visitor.post("/hooks/whatsapp", content=b"{}"),
            await visitor.post("/hooks/sms", content=b"Body=BAJA"),
        ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


async def test_whatsapp_is_heard_once_however_often_it_tells(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse
) -> None:
    message = await written_by(meta)
    assert await meta.report(message, "read", "sent", "read") == [200, 200, 200]
    assert await kept() == [
        {"channel": "whatsapp", "status": "read", "detail": ""},
        {"channel": "whatsapp", "status": "sent", "detail": ""},
    ]


async def test_text_messages_are_heard_once_however_often_it_tells(
    visitor: httpx.AsyncClient, twilio: SmsHouse
) -> None:
    message = await texted_by(twilio)
    answers = await twilio.report(message, "queued", "undelivered", "sent", "undelivered")
    assert answers == [200, 200, 200, 200]
    assert await kept() == [
        {"channel": "sms", "status": "failed", "detail": "30003"},
        {"channel": "sms", "status": "sent", "detail": ""},
    ]


async def test_a_house_tells_by_itself_until_it_is_heard(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse
) -> None:
    meta.reports_to = "/hooks/whatsapp"
    await written_by(meta)
    await meta.teller.done()
    assert [one["status"] for one in await kept()] == ["sent", "delivered"]


async def test_whoever_is_not_meta_is_not_heard(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse
) -> None:
    parcel = meta.parcel(whatsapp_house.status_of(await written_by(meta), "read"))
    for mark in ("", "sha256=", "sha256=" + "0" * 64):
        forged = Parcel(parcel.address, parcel.body, {"X-Hub-Signature-256": mark})
        assert (await meta.teller.post(forged), await kept()) == (403, [])
    assert await meta.teller.post(parcel) == 200
    assert len(await kept()) == 1


async def test_whoever_is_not_the_provider_is_not_heard(
    visitor: httpx.AsyncClient, twilio: SmsHouse
) -> None:
    parcel = twilio.parcel_of(await texted_by(twilio), "delivered")
    elsewhere = Parcel(parcel.address.replace("?n=0", "?n=1"), parcel.body, parcel.headers)
    changed = Parcel(parcel.address, parcel.body + b"&ErrorCode=30003", parcel.headers)
    bare = Parcel(parcel.address, parcel.body, {"Content-Type": parcel.headers["Content-Type"]})
    forged = [await twilio.teller.post(one) for one in (elsewhere, changed, bare)]
    assert (forged, await kept()) == ([403, 403, 403], [])
    # The public address is the signed one, whatever proxies make of it on the way.
    inner = parcel.address.replace("http://convoca.test", "http://10.0.0.7:8000")
    assert await twilio.teller.post(Parcel(inner, parcel.body, parcel.headers)) == 200


async def test_one_word_by_whatsapp_ends_it_and_another_brings_it_back(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse, office: Office, cast: Cast
) -> None:
    await confirmed(office, WHATSAPP, SMS, who=cast.pinula)
    both = [f"whatsapp:{NUMBER}", f"sms:{NUMBER}"]
    assert await ways_of(office, cast.pinula) == both
    assert await meta.reply(NUMBER[1:], "¿Dónde es?", name="a") == 200
    assert (await ways_of(office, cast.pinula), await kept()) == (both, [])
    assert await meta.reply(NUMBER[1:], "Baja, por favor", name="b", at=1795350000) == 200
    assert await ways_of(office, cast.pinula) == both[1:]
    assert await meta.reply(NUMBER[1:], "alta", name="c", at=1895350000) == 200
    assert await ways_of(office, cast.pinula) == both


async def test_one_word_by_text_message_ends_it_and_gets_no_answer(
    visitor: httpx.AsyncClient, twilio: SmsHouse, office: Office, cast: Cast
) -> None:
    await confirmed(office, WHATSAPP, SMS, who=cast.pinula)
    answer = await twilio.reply(SMS_HOOK, NUMBER, "Quisiera que paren", OptOutType="STOP")
    nothing = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
    assert (answer.status_code, answer.text) == (200, nothing)
    assert answer.headers["content-type"].startswith("text/xml")
    assert await ways_of(office, cast.pinula) == [f"whatsapp:{NUMBER}"]


async def test_what_meta_signed_but_nobody_can_read_changes_nothing(
    visitor: httpx.AsyncClient, meta: WhatsAppHouse
) -> None:
    for body in (b"", b"no JSON", b"[" * 10, b'{"entry":[1,{"changes":7}]}'):
        parcel = whatsapp_house.signed("/hooks/whatsapp", body)
        assert (await meta.teller.post(parcel), await kept()) == (200, [])


async def test_a_provider_that_posts_json_is_heard_too(
    visitor: httpx.AsyncClient, twilio: SmsHouse
) -> None:
    fields = {"MessageSid": "SM1", "MessageStatus": "delivered", "NumSegments": 1}
    parcel = sms_house.signed_json(SMS_HOOK, fields)
    forged = Parcel(parcel.address, parcel.body + b" ", parcel.headers)
    junk = sms_house.signed_json(SMS_HOOK, ["no", "fields"])
    answers = [await twilio.teller.post(one) for one in (forged, junk, parcel)]
    assert (answers, len(await kept())) == ([403, 200, 200], 1)


async def test_nobody_may_send_a_book(visitor: httpx.AsyncClient, twilio: SmsHouse) -> None:
    long = sms_house.signed(SMS_HOOK, {"Body": "a" * 70_000})
    wide = sms_house.signed(SMS_HOOK, {f"F{number}": "" for number in range(1_000)})
    assert [await twilio.teller.post(parcel) for parcel in (long, wide)] == [413, 403]
