"""The clock of a server process tells people what they are owed."""

import asyncio

from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.jobs import Ticker
from tests.support.cast import Cast
from tests.support.post_office import PostOffice
from tests.support.rounds import notices


async def test_a_tick_tells_people_what_they_are_owed(
    office: Office, post: PostOffice, cast: Cast
) -> None:
    await ask(cast)
    ticker = Ticker(office.settings, office.signer)
    await ticker._notices()
    assert (post.subjects, await notices()) == (
        ["Enlace para entrar"],
        {("sign_in_link", "sent"): 1},
    )


async def test_a_process_that_leaves_finishes_what_it_is_sending(
    office: Office, post: PostOffice, cast: Cast
) -> None:
    await ask(cast)
    post.pause = 0.1
    ticker = Ticker(office.settings, office.signer)
    sending = asyncio.create_task(ticker._notices())
    await post.until(lambda: post.in_hand.total() > 0)
    await ticker.drain()
    assert await notices() == {("sign_in_link", "sent"): 1}
    await sending


async def test_what_is_asked_for_during_a_round_need_not_wait_for_the_next(
    office: Office, post: PostOffice, cast: Cast
) -> None:
    await ask(cast)
    post.pause = 0.1
    ticker = Ticker(office.settings, office.signer)
    sending = asyncio.create_task(ticker._notices())
    await post.until(lambda: post.in_hand.total() > 0)
    await ask(cast)
    ticker.wake()
    await sending
    assert await notices() == {("sign_in_link", "sent"): 2}


async def ask(cast: Cast) -> None:
    assert cast.pinula.account is not None
    await sign_in.make_link(cast.pinula.account, at=now(), by_mail=True)
