"""Sending by the WhatsApp Cloud API, and what each way of failing means."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import msgspec
import pytest

from notifications.channels import over_http, whatsapp
from notifications.channels.accepted import Accepted
from notifications.channels.failures import (
    ChannelStopped,
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from notifications.channels.message import TextMessage
from tests.support.installation import free_port
from tests.support.moods import Code, Mood
from tests.support.text_messages import (
    KEY,
    MESSAGE,
    failure_of,
    is_for_everybody,
    is_opted_out,
    wait_of,
)
from tests.support.whatsapp_house import PHONE, TOKEN, WhatsAppHouse, open_whatsapp_house

SENT = (
    b'{"messaging_product":"whatsapp","recipient_type":"individual","to":"50255551234",'
    b'"type":"template","template":{"name":"convoca_reminder","language":{"code":"es"},'
    b'"components":[{"type":"body","parameters":[{"type":"text","text":"Ana"},'
    b'{"type":"text","text":"s\xc3\xa1bado 2:00 p. m."}]}]},'
    b'"biz_opaque_callback_data":"0198c7a2-0000-7000-8000-000000000001"}'
)


@pytest.fixture
async def house() -> AsyncIterator[WhatsAppHouse]:
    """Meta, on loopback."""
    async with open_whatsapp_house() as opened_house:
        yield opened_house


async def handed_over(
    house: WhatsAppHouse, http: httpx.AsyncClient, message: TextMessage = MESSAGE
) -> Accepted:
    return await whatsapp.send(message, provider=house.provider, http=http)


async def failing(house: WhatsAppHouse, http: httpx.AsyncClient, mood: Mood | Code) -> Undelivered:
    house.moods.coming.append(mood)
    return await failure_of(lambda: handed_over(house, http))


async def test_a_message_is_asked_for_as_published(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    accepted = await handed_over(house, http)
    assert (house.bodies, house.keys) == ([SENT], {KEY: 1})
    assert accepted == Accepted(house.messages[0].id)


async def test_a_template_without_places_has_no_components(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    await handed_over(house, http, msgspec.structs.replace(MESSAGE, parameters=()))
    template = json.loads(house.bodies[0])["template"]
    assert template == {"name": "convoca_reminder", "language": {"code": "es"}}


async def test_what_fills_a_place_is_one_line(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    message = msgspec.structs.replace(MESSAGE, parameters=("una\n\tlínea      sola",))
    await handed_over(house, http, message)
    assert house.messages[0].sent.parameters == ["una línea sola"]


@pytest.mark.parametrize("code", [4, 80007, 130429])
async def test_when_we_ask_too_much_everybody_waits(
    house: WhatsAppHouse, http: httpx.AsyncClient, code: int
) -> None:
    assert is_for_everybody(await failing(house, http, code))


@pytest.mark.parametrize("code", [1, 2, 131000, 131016])
async def test_what_they_cannot_do_now_they_may_do_later(
    house: WhatsAppHouse, http: httpx.AsyncClient, code: int
) -> None:
    failure = await failing(house, http, code)
    assert (type(failure), is_for_everybody(failure)) == (TemporaryFailure, False)


async def test_too_much_to_one_person_is_only_theirs_to_wait_for(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    failure = await failing(house, http, 131056)
    assert (wait_of(failure), is_for_everybody(failure)) == (timedelta(minutes=1), False)


@pytest.mark.parametrize("code", [0, 3, 10, 190, 200, 299, 368, 131031, 131042, 131048, 133010])
async def test_what_only_a_person_can_put_right_stops_the_channel(
    house: WhatsAppHouse, http: httpx.AsyncClient, code: int
) -> None:
    assert type(await failing(house, http, code)) is ChannelStopped


@pytest.mark.parametrize("code", [100, 131008, 131009, 131026, 131047, 131049, 999_999])
async def test_who_cannot_be_reached_is_reached_another_way(
    house: WhatsAppHouse, http: httpx.AsyncClient, code: int
) -> None:
    failure = await failing(house, http, code)
    assert (type(failure), is_opted_out(failure)) == (PermanentFailure, False)
    assert failure.detail == f"{code} · Refused"


async def test_who_opted_out_with_them_opted_out_with_us(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    assert is_opted_out(await failing(house, http, 131050))


async def test_a_template_that_does_not_exist_is_named(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    house.templates = {"another"}
    failure = await failure_of(lambda: handed_over(house, http))
    assert type(failure) is PermanentFailure
    assert failure.detail.startswith("132001 · Template name does not exist")
    assert failure.detail.endswith(" · convoca_reminder (es)")


@pytest.mark.parametrize("wrong", [{"token": "another"}, {"phone": "1"}])
async def test_a_wrong_token_or_number_of_ours_stops_the_channel(
    house: WhatsAppHouse, http: httpx.AsyncClient, wrong: dict[str, str]
) -> None:
    provider = msgspec.structs.replace(house.provider, **wrong)
    failure = await failure_of(lambda: whatsapp.send(MESSAGE, provider=provider, http=http))
    assert (type(failure), house.messages) == (ChannelStopped, [])


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
    house: WhatsAppHouse, http: httpx.AsyncClient, mood: Mood, kind: type[Undelivered]
) -> None:
    failure = await failing(house, http, mood)
    assert (type(failure), is_for_everybody(failure)) == (kind, kind is TemporaryFailure)


async def test_how_long_to_wait_is_what_they_say(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    house.moods.retry_after = "17"
    assert wait_of(await failing(house, http, Mood.BUSY)) == timedelta(seconds=17)


@pytest.mark.parametrize("mood", [Mood.LATE, Mood.MUTE])
async def test_who_answers_too_late_leaves_doubt(house: WhatsAppHouse, mood: Mood) -> None:
    async with httpx.AsyncClient(timeout=0.05) as hasty:
        assert type(await failing(house, hasty, mood)) is DoubtfulDelivery


async def test_an_answer_that_never_ends_leaves_doubt(
    house: WhatsAppHouse, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(over_http, "LASTS", 0.05)
    assert type(await failing(house, http, Mood.LATE)) is DoubtfulDelivery


async def test_where_nobody_listens_nothing_left(
    house: WhatsAppHouse, http: httpx.AsyncClient
) -> None:
    nobody = msgspec.structs.replace(house.provider, base=f"http://127.0.0.1:{free_port()}")
    failure = await failure_of(lambda: whatsapp.send(MESSAGE, provider=nobody, http=http))
    assert (type(failure), failure.detail) == (TemporaryFailure, "not connected: ConnectError")
    assert is_for_everybody(failure)


async def test_a_house_that_says_it_is_broken_makes_everybody_wait(house: WhatsAppHouse) -> None:
    answer = httpx.Response(500, json={"error": {"code": 131000, "message": "went wrong"}})
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _request: answer)) as http:
        failure = await failure_of(lambda: handed_over(house, http))
    assert is_for_everybody(failure)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"messages":[]}'])
async def test_a_yes_without_an_id_leaves_doubt(body: bytes, house: WhatsAppHouse) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=body))
    async with httpx.AsyncClient(transport=transport) as strange:
        failure = await failure_of(lambda: handed_over(house, strange))
    assert type(failure) is DoubtfulDelivery


async def test_what_they_call_a_message_can_be_kept(house: WhatsAppHouse) -> None:
    answer = {"messages": [{"id": "w\0" + "x" * 300}]}
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, json=answer))
    async with httpx.AsyncClient(transport=transport) as http:
        assert await handed_over(house, http) == Accepted("w" + "x" * 199)


async def test_no_secret_and_no_telephone_is_repeated(house: WhatsAppHouse) -> None:
    words = f"(#100) {TOKEN} may not write to +502 5555-1234, 50255551234 from {PHONE}"
    answer = httpx.Response(400, json={"error": {"code": 100, "message": words}})
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _request: answer)) as http:
        failure = await failure_of(lambda: handed_over(house, http))
    assert failure.detail == "100 · … may not write to …, … from …"


async def test_an_error_counts_however_strangely_it_is_explained(house: WhatsAppHouse) -> None:
    error = {"code": 190, "message": "expired", "error_data": "nothing", "is_transient": False}
    answer = httpx.Response(500, json={"error": error})
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _request: answer)) as http:
        failure = await failure_of(lambda: handed_over(house, http))
    assert (type(failure), failure.detail) == (ChannelStopped, "190 · expired")
