"""Sending by a Twilio-shaped provider, and what each way of failing means."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import msgspec
import pytest

from notifications.channels import sms
from notifications.channels.accepted import Accepted
from notifications.channels.failures import (
    ChannelStopped,
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from notifications.channels.message import TextMessage
from tests.support.moods import Code, Mood
from tests.support.sms_house import SERVICE, TOKEN, SmsHouse, open_sms_house
from tests.support.text_messages import (
    KEY,
    MESSAGE,
    failure_of,
    is_for_everybody,
    is_opted_out,
    wait_of,
)

SENT = (
    b"To=%2B50255551234&From=%2B15005550006&Body=Recordatorio%3A+sabado+2%3A00+p.+m."
    b"&StatusCallback=https%3A%2F%2Fconvoca.example%2Fhooks%2Fsms%3Fn%3D"
    b"0198c7a2-0000-7000-8000-000000000001"
)


@pytest.fixture
async def house() -> AsyncIterator[SmsHouse]:
    """The provider, on loopback."""
    async with open_sms_house() as opened_house:
        opened_house.told = ()
        yield opened_house


async def handed_over(
    house: SmsHouse, http: httpx.AsyncClient, message: TextMessage = MESSAGE
) -> Accepted:
    return await sms.send(message, provider=house.provider, http=http)


async def failing(house: SmsHouse, http: httpx.AsyncClient, mood: Mood | Code) -> Undelivered:
    house.moods.coming.append(mood)
    return await failure_of(lambda: handed_over(house, http))


async def test_a_message_is_asked_for_as_published(
    house: SmsHouse, http: httpx.AsyncClient
) -> None:
    accepted = await handed_over(house, http)
    assert (house.bodies, house.keys) == ([SENT], {KEY: 1})
    assert accepted == Accepted(house.messages[0].id, 1)


async def test_a_messaging_service_is_named_as_such_and_counts_no_parts(
    house: SmsHouse, http: httpx.AsyncClient
) -> None:
    house.sender = SERVICE
    long = msgspec.structs.replace(MESSAGE, text="a" * 161)
    accepted = await handed_over(house, http, long)
    assert house.messages[0].fields["MessagingServiceSid"] == SERVICE
    assert accepted.segments == 2


async def test_without_an_address_for_reports_none_is_named(
    house: SmsHouse, http: httpx.AsyncClient
) -> None:
    await handed_over(house, http, msgspec.structs.replace(MESSAGE, callback=""))
    assert sorted(house.messages[0].fields) == ["Body", "From", "To"]


async def test_accents_stay_where_they_cost_nothing_more(
    house: SmsHouse, http: httpx.AsyncClient
) -> None:
    await handed_over(house, http, msgspec.structs.replace(MESSAGE, text="sábado ☂"))
    assert house.messages[0].fields["Body"] == "sábado ☂"


@pytest.mark.parametrize(
    ("code", "wait", "everybody"),
    [
        (20429, None, True),
        (21611, timedelta(minutes=15), True),
        (30001, timedelta(minutes=15), True),
        (30003, timedelta(minutes=30), False),
        (30008, timedelta(minutes=5), False),
        (20503, None, True),
    ],
)
async def test_what_may_go_through_later_waits(
    house: SmsHouse, http: httpx.AsyncClient, code: int, wait: timedelta | None, *, everybody: bool
) -> None:
    failure = await failing(house, http, code)
    assert (wait_of(failure), is_for_everybody(failure)) == (wait, everybody)


@pytest.mark.parametrize("code", [20003, 20404, 21606, 21659, 21703, 30002])
async def test_what_only_a_person_can_put_right_stops_the_channel(
    house: SmsHouse, http: httpx.AsyncClient, code: int
) -> None:
    assert type(await failing(house, http, code)) is ChannelStopped


@pytest.mark.parametrize("code", [21211, 21612, 21614, 30004, 30005, 30006, 30007, 99_999])
async def test_who_cannot_be_reached_is_reached_another_way(
    house: SmsHouse, http: httpx.AsyncClient, code: int
) -> None:
    failure = await failing(house, http, code)
    assert (type(failure), is_opted_out(failure)) == (PermanentFailure, False)
    assert failure.detail == f"{code} · Refused"


async def test_who_opted_out_with_them_opted_out_with_us(
    house: SmsHouse, http: httpx.AsyncClient
) -> None:
    assert is_opted_out(await failing(house, http, 21610))


@pytest.mark.parametrize(
    "wrong", [{"token": "another"}, {"account": "AC/../1"}, {"sender": "+15005550001"}]
)
async def test_a_wrong_setting_of_ours_stops_the_channel(
    house: SmsHouse, http: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    provider = msgspec.structs.replace(house.provider, **wrong)
    failure = await failure_of(lambda: sms.send(MESSAGE, provider=provider, http=http))
    assert (type(failure), house.messages) == (ChannelStopped, [])


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"to": "5555"}, "21211"), ({"text": ""}, "21602"), ({"text": "a" * 1601}, "21617")],
)
async def test_a_message_that_they_cannot_take_is_refused(
    house: SmsHouse, http: httpx.AsyncClient, changed: dict[str, str], code: str
) -> None:
    message = msgspec.structs.replace(MESSAGE, **changed)
    failure = await failure_of(lambda: handed_over(house, http, message))
    assert (type(failure), failure.detail) == (PermanentFailure, f"{code} · Refused")


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        (Mood.BUSY, TemporaryFailure),
        (Mood.BROKEN, TemporaryFailure),
        (Mood.HANGS_UP, DoubtfulDelivery),
        (Mood.DROPPED, DoubtfulDelivery),
        (Mood.BAD_GATEWAY, DoubtfulDelivery),
    ],
)
async def test_an_answer_without_words_is_judged_by_its_status(
    house: SmsHouse, http: httpx.AsyncClient, mood: Mood, kind: type[Undelivered]
) -> None:
    assert type(await failing(house, http, mood)) is kind


@pytest.mark.parametrize("body", [b"", b"<TwilioResponse/>", b"{}"])
async def test_a_yes_without_an_id_leaves_doubt(body: bytes, house: SmsHouse) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(201, content=body))
    async with httpx.AsyncClient(transport=transport) as strange:
        failure = await failure_of(lambda: handed_over(house, strange))
    assert type(failure) is DoubtfulDelivery


@pytest.mark.parametrize(
    ("code", "kind"),
    [(30006, PermanentFailure), (99_999, PermanentFailure), (30003, TemporaryFailure)],
)
async def test_a_yes_that_says_it_failed_is_a_no(
    house: SmsHouse, code: int, kind: type[Undelivered]
) -> None:
    answer = {"sid": "SM1", "status": "failed", "error_code": code, "error_message": TOKEN}
    transport = httpx.MockTransport(lambda _request: httpx.Response(201, json=answer))
    async with httpx.AsyncClient(transport=transport) as http:
        failure = await failure_of(lambda: handed_over(house, http))
    assert (type(failure), failure.detail) == (kind, f"{code} · …")


@pytest.mark.parametrize("parts", ["nonsense", "99999999999", 0, -1, 100, 1.5, [1], True, None])
async def test_what_they_took_is_taken_whatever_nonsense_is_beside_it(
    house: SmsHouse, parts: object
) -> None:
    answer = {"sid": "S\0" + "M" * 300, "num_segments": parts, "status": 7, "error_code": "x"}
    transport = httpx.MockTransport(lambda _request: httpx.Response(201, json=answer))
    async with httpx.AsyncClient(transport=transport) as http:
        assert await handed_over(house, http) == Accepted("S" + "M" * 199, 1)


async def test_numbers_may_be_written_as_texts_and_texts_as_numbers(house: SmsHouse) -> None:
    answers = [
        httpx.Response(201, json={"sid": "SM1", "num_segments": 3}),
        httpx.Response(400, json={"code": "21614", "message": "no mobile"}),
    ]
    transport = httpx.MockTransport(lambda _request: answers.pop(0))
    async with httpx.AsyncClient(transport=transport) as http:
        assert await handed_over(house, http) == Accepted("SM1", 3)
        failure = await failure_of(lambda: handed_over(house, http))
    assert (type(failure), failure.detail) == (PermanentFailure, "21614 · no mobile")
