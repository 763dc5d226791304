"""A link to come in reaches who asked for it, and nobody later."""

import re

import httpx

from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import LONG_AGO, Cast, submit
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, notices, told


async def test_a_person_who_asks_for_a_link_comes_in_with_it(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await submit(visitor, "/entrar/enlace", {"email": cast.pinula.email})
    await told(office, now())
    assert post.subjects == ["Enlace para entrar"]
    text = next(post.letters[0].iter_parts()).get_content()
    (address,) = re.findall(r"http://convoca\.test(/entrar/\S+)", text)
    assert (await submit(visitor, address)).status_code == 303


async def test_the_token_is_stored_nowhere(cast: Cast, office: Office, post: PostOffice) -> None:
    assert cast.pinula.account is not None
    link = await sign_in.make_link(cast.pinula.account, at=LONG_AGO, by_mail=True)
    await told(office, LONG_AGO)
    token = sign_in.link_token(link, office.signer)
    text = next(post.letters[0].iter_parts()).get_content()
    stored = await fetch(
        "SELECT n::text || d::text AS row FROM notice n JOIN delivery d ON d.notice = n.id"
    )
    assert token in text
    assert [token in row["row"] for row in stored] == [False]


async def test_a_link_that_ran_out_is_not_sent(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assert cast.pinula.account is not None
    post.to_letter = ["451 later"]
    await sign_in.make_link(cast.pinula.account, at=LONG_AGO, by_mail=True)
    await told(office, LONG_AGO)
    await told(office, LONG_AGO + HOUR)
    assert (post.letters, await notices()) == ([], {("sign_in_link", "superseded"): 1})


async def test_a_used_link_is_not_owed(cast: Cast, office: Office, post: PostOffice) -> None:
    assert cast.pinula.account is not None
    await sign_in.make_link(cast.pinula.account, at=LONG_AGO, by_mail=True)
    await execute("UPDATE sign_in_link SET used_at = $1", LONG_AGO)
    await told(office, LONG_AGO)
    assert post.letters == []


async def test_a_disabled_account_gets_nothing(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assert cast.pinula.account is not None
    await sign_in.make_link(cast.pinula.account, at=LONG_AGO, lasts=3 * DAY, by_mail=True)
    await execute(
        "UPDATE account SET disabled_at = $2 WHERE id = $1", cast.pinula.account, LONG_AGO
    )
    await told(office, LONG_AGO)
    assert post.letters == []
    await execute("UPDATE account SET disabled_at = NULL")
    await told(office, LONG_AGO + DAY)
    assert len(post.letters) == 1
