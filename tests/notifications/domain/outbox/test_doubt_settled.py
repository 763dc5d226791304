"""Messages of which nobody knows whether they arrived, until the provider says."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import msgspec
import pytest

from notifications.channels import sms_reports, whatsapp_reports
from notifications.domain.contacts.naming import Named
from notifications.domain.office import Office
from notifications.domain.outbox import hearing
from server.accounts.domain import accounts
from server.foundation.database import fetch
from tests.support import sms_house, whatsapp_house
from tests.support.events import TODAY
from tests.support.moods import Mood
from tests.support.reached import SMS, WHATSAPP, confirmed
from tests.support.rounds import HOUR, invited, told
from tests.support.sms_house import SmsHouse, open_sms_house
from tests.support.telling import Parcel
from tests.support.whatsapp_house import PHONE, WhatsAppHouse, open_whatsapp_house

MINUTE = timedelta(minutes=1)
"""Doubt waits ten of them."""


@pytest.fixture
async def meta() -> AsyncIterator[WhatsAppHouse]:
    """Meta, on loopback."""
    async with open_whatsapp_house() as house:
        yield house


@pytest.fixture
async def twilio() -> AsyncIterator[SmsHouse]:
    """The provider of text messages, on loopback."""
    async with open_sms_house() as house:
        house.told = ()
        yield house


@pytest.fixture
async def phoning(
    offline_office: Office, meta: WhatsAppHouse, twilio: SmsHouse
) -> AsyncIterator[Office]:
    """An office that sends by both."""
    settings = msgspec.structs.replace(
        offline_office.settings, whatsapp=meta.provider, sms=twilio.provider
    )
    async with httpx.AsyncClient(trust_env=False, timeout=0.5) as http:
        yield Office(settings, offline_office.signer, http)


async def invited_by(office: Office, *ways: Named) -> UUID:
    """Ana is invited, and may be reached so; what is her notice, once it is owed."""
    await invited()
    account = await fetch("SELECT id FROM account WHERE email = 'ana@convoca.test'")
    ana = await accounts.actor(account[0]["id"])
    assert ana
    await confirmed(office, *ways, who=ana)
    await told(office, TODAY)
    rows = await fetch("SELECT id FROM notice WHERE kind = 'invitation'")
    return UUID(str(rows[0]["id"]))


async def standing(notice: UUID) -> tuple[str, bool]:
    row = (await fetch("SELECT state, in_doubt FROM notice WHERE id = $1", notice))[0]
    return row["state"], row["in_doubt"]


async def outcomes(notice: UUID) -> list[str]:
    rows = await fetch(
        "SELECT channel || ' ' || outcome AS how FROM delivery WHERE notice = $1 ORDER BY attempt",
        notice,
    )
    return [row["how"] for row in rows]


async def hear(parcel: Parcel, at: datetime) -> None:
    """The provider's report as it reaches the domain."""
    if "X-Hub-Signature-256" in parcel.headers:
        await hearing.hear("whatsapp", whatsapp_reports.read(parcel.body, phone=PHONE), at=at)
        return
    fields = sms_house.form_of(parcel.body)
    notice = parcel.address.partition("?n=")[2]
    await hearing.hear("sms", sms_reports.read(fields, notice=notice), at=at)


def said(meta: WhatsAppHouse, status: str, *, message: int = 0) -> Parcel:
    """What Meta reports of a message it took."""
    return meta.parcel(whatsapp_house.status_of(meta.messages[message], status))


async def test_a_message_that_was_taken_without_a_word_is_settled_by_its_report(
    phoning: Office, meta: WhatsAppHouse
) -> None:
    meta.moods.coming.append(Mood.DROPPED)
    notice = await invited_by(phoning, WHATSAPP)
    assert (await standing(notice), await outcomes(notice)) == (
        ("unknown", True), ["whatsapp unknown"],
    )  # fmt: skip
    for status in ("delivered", "sent", "delivered", "read"):
        await hear(said(meta, status), TODAY + MINUTE)
    assert (await standing(notice), await outcomes(notice)) == (("read", False), ["whatsapp sent"])
    await told(phoning, TODAY + HOUR)
    assert meta.keys == {str(notice): 1}


async def test_without_a_report_it_is_said_again_after_a_while(
    phoning: Office, meta: WhatsAppHouse
) -> None:
    meta.moods.coming.append(Mood.MUTE)
    notice = await invited_by(phoning, WHATSAPP)
    await told(phoning, TODAY + 9 * MINUTE)
    assert (await standing(notice), meta.messages) == (("unknown", True), [])
    await told(phoning, TODAY + 11 * MINUTE)
    assert (await standing(notice), meta.keys) == (("sent", True), {str(notice): 1})
    assert await outcomes(notice) == ["whatsapp unknown", "whatsapp sent"]


async def test_a_report_that_comes_after_it_was_said_again_settles_what_it_is_about(
    phoning: Office, meta: WhatsAppHouse
) -> None:
    meta.moods.coming.append(Mood.BAD_GATEWAY)
    notice = await invited_by(phoning, WHATSAPP)
    await told(phoning, TODAY + 11 * MINUTE)
    assert meta.keys == {str(notice): 2}
    await hear(said(meta, "delivered"), TODAY + HOUR)
    assert (await standing(notice), await outcomes(notice)) == (
        ("delivered", False), ["whatsapp sent", "whatsapp sent"],
    )  # fmt: skip


async def test_a_message_that_failed_after_all_goes_the_next_way(
    phoning: Office, meta: WhatsAppHouse, twilio: SmsHouse
) -> None:
    notice = await invited_by(phoning, WHATSAPP, SMS)
    assert await standing(notice) == ("sent", False)
    await hear(said(meta, "failed"), TODAY + MINUTE)
    await told(phoning, TODAY + 2 * MINUTE)
    assert (meta.keys, twilio.keys) == ({str(notice): 1}, {str(notice): 1})
    assert await outcomes(notice) == ["whatsapp refused", "sms sent"]
    await hear(twilio.parcel_of(twilio.messages[0], "delivered"), TODAY + 3 * MINUTE)
    await hear(said(meta, "failed"), TODAY + 4 * MINUTE)
    assert await standing(notice) == ("delivered", False)


async def test_a_text_message_in_doubt_is_known_by_the_address_of_its_report(
    phoning: Office, twilio: SmsHouse
) -> None:
    twilio.moods.coming.append(Mood.DROPPED)
    notice = await invited_by(phoning, SMS)
    assert await standing(notice) == ("unknown", True)
    await hear(twilio.parcel_of(twilio.messages[0], "sent"), TODAY + MINUTE)
    assert (await standing(notice), await outcomes(notice)) == (("sent", False), ["sms sent"])
    await told(phoning, TODAY + HOUR)
    assert twilio.keys == {str(notice): 1}


async def test_who_opted_out_with_the_provider_is_not_written_to_there_again(
    phoning: Office, twilio: SmsHouse
) -> None:
    twilio.moods.coming.append(21610)
    notice = await invited_by(phoning, SMS)
    ledger = await fetch("SELECT given, way FROM consent WHERE channel = 'sms' ORDER BY at, id")
    assert [tuple(row) for row in ledger][-1] == (False, "reply")
    assert (twilio.messages, await outcomes(notice)) == ([], ["sms refused"])
