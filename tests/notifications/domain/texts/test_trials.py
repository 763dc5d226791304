"""Somebody tries a notice on themselves, by a way that is theirs."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from notifications.channels import pool
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.texts import trials
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.settings import Settings
from tests.support.cast import LONG_AGO, Cast
from tests.support.events import TODAY
from tests.support.reached import MAIL, SMS, WHATSAPP, confirmed, named, notice, with_phones
from tests.support.rounds import notices, told
from tests.support.sms_house import SmsHouse, open_sms_house


@pytest.fixture
def every_channel(settings: Settings) -> Settings:
    return with_phones(settings)


@pytest.fixture
async def house() -> AsyncIterator[SmsHouse]:
    """A provider of text messages."""
    async with open_sms_house() as opened:
        yield opened


async def test_who_named_nothing_tries_by_the_mail_of_the_account(
    cast: Cast, every_channel: Settings
) -> None:
    assert await trials.ways("invitation", cast.pinula, every_channel) == ["mail"]


async def test_who_named_ways_tries_those_that_work(
    cast: Cast, every_channel: Settings, office: Office
) -> None:
    await confirmed(office, SMS, WHATSAPP, MAIL, who=cast.pinula)
    await named(cast.mixco, SMS)
    assert await trials.ways("invitation", cast.pinula, every_channel) == [
        "sms", "whatsapp", "mail",
    ]  # fmt: skip
    assert await trials.ways("invitation", cast.mixco, every_channel) == ["mail"]


async def test_what_goes_to_no_account_is_tried_by_mail_alone(
    cast: Cast, every_channel: Settings, office: Office
) -> None:
    await confirmed(office, SMS, MAIL, who=cast.pinula)
    assert await trials.ways("seat_offered", cast.pinula, every_channel) == ["mail"]


async def test_a_script_tries_nothing(every_channel: Settings) -> None:
    assert await trials.ways("invitation", SYSTEM, every_channel) == []


async def test_only_who_looks_after_notices_tries_them(cast: Cast, every_channel: Settings) -> None:
    with pytest.raises(NotAllowed):
        await trials.send("invitation", "mail", by=cast.evaluator, settings=every_channel, at=TODAY)
    with pytest.raises(NotFound):
        await trials.send("nothing", "mail", by=cast.pinula, settings=every_channel, at=TODAY)
    with pytest.raises(Invalid):
        await trials.send("invitation", "sms", by=cast.pinula, settings=every_channel, at=TODAY)


async def test_a_trial_on_a_telephone_has_the_words_of_the_notice(
    cast: Cast, office: Office, house: SmsHouse
) -> None:
    settings = replace(with_phones(office.settings), sms=house.provider)
    await confirmed(office, SMS, MAIL, who=cast.pinula, at=LONG_AGO)
    await trials.send("digest", "sms", by=cast.pinula, settings=settings, at=TODAY)
    async with pool.opened() as http:
        await told(replace(office, settings=settings, http=http), TODAY)
    assert [kept.fields["Body"].partition(": http")[0] for kept in house.messages] == [
        "Convoca: el resumen de la semana. Ver lo pendiente"
    ]
    assert [(it.state, it.channel) for it in await trials.latest("digest", cast.pinula)] == [
        ("sent", "sms")
    ]
    assert await trials.latest("invitation", cast.pinula) == []


async def test_a_trial_that_nobody_sent_in_time_is_given_up(cast: Cast, office: Office) -> None:
    settings = office.settings
    await trials.send("digest", "mail", by=cast.pinula, settings=settings, at=LONG_AGO)
    await told(office, TODAY)
    assert (await notices())["test_send", "superseded"] == 1


async def test_whoever_has_no_account_any_more_is_told_nothing(db: None, office: Office) -> None:
    trial = notice("test_send", key=f"test:digest:{new_id()}")
    with pytest.raises(NotFound):
        await KINDS["test_send"].write(trial, office, TODAY)
