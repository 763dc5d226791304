"""The channels that somebody said are safe."""

from datetime import time

import pytest
from msgspec.structs import replace

from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import safe_channels, volunteers
from volunteers.people.domain.safe_channels import Channel

WHATSAPP = Channel(channel="whatsapp", address="5555-1234", from_time=time(18), until_time=time(6))
CALL = Channel(channel="call", address="5555 1234")
MAIL = Channel(channel="mail", address=" Ana.Otra@Convoca.TEST ")


async def test_somebody_says_what_is_safe_in_their_order(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await safe_channels.say(ana, [WHATSAPP, MAIL], by=me, at=LONG_AGO)
    kept = await safe_channels.channels_of(ana, by=cast.pinula)
    assert [(one.channel, one.address) for one in kept] == [
        ("whatsapp", "+50255551234"),
        ("mail", "ana.otra@convoca.test"),
    ]
    assert (kept[0].from_time, kept[0].until_time) == (time(18), time(6))
    await safe_channels.say(ana, [MAIL], by=me, at=LONG_AGO)
    assert [row[0] for row in await fetch("SELECT channel FROM safe_channel")] == ["mail"]


async def test_the_audit_knows_neither_address_nor_hours(cast: Cast) -> None:
    ana = await helper()
    await safe_channels.say(ana, [WHATSAPP, MAIL], by=cast.pinula, at=LONG_AGO)
    told = (await fetch("SELECT detail FROM audit_entry WHERE act = 'channels.said'"))[0][0]
    assert told == '{"n": 2}'


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ([Channel(channel="mail", address="nada")], ["mail"]),
        ([replace(CALL, channel="sms", address="110"), replace(CALL, address="")], ["sms", "call"]),
        ([replace(CALL, channel="pigeon")], ["pigeon"]),
        ([replace(CALL, from_time=time(8))], ["call"]),
        ([replace(CALL, from_time=time(8), until_time=time(8))], ["call"]),
        ([MAIL, MAIL], ["form"]),
    ],
)  # fmt: skip
async def test_what_reaches_nobody_is_refused(
    cast: Cast, said: list[Channel], fields: list[str]
) -> None:
    ana = await helper()
    with pytest.raises(Invalid) as refused:
        await safe_channels.say(ana, said, by=cast.pinula, at=LONG_AGO)
    assert list(refused.value.fields) == fields
    assert await fetch("SELECT FROM safe_channel") == []


async def test_channels_are_for_oneself_and_for_ones_coordinators(cast: Cast) -> None:
    ana, beto = await helper(), await volunteers.actor_of(await helper("Beto"))
    for by in (cast.mixco, cast.evaluator, beto):
        with pytest.raises(NotAllowed):
            await safe_channels.channels_of(ana, by=by)
        with pytest.raises(NotAllowed):
            await safe_channels.say(ana, [], by=by, at=LONG_AGO)
