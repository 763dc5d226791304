"""A link to come in reaches who asked for it, and nobody later."""

import re
from datetime import timedelta
from typing import Final

import httpx

from notifications.domain.office import Office
from server.accounts.domain import managing, managing_ways, sign_in
from server.accounts.domain.accounts import NewAccount
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import LONG_AGO, Cast, submit
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, notices, told
from tests.support.second_steps import account_id

MOMENT: Final = timedelta(seconds=1)
FIRST_LETTER: Final = (
    "Alba Admin abrió para usted una cuenta en Convoca.",
    "Coordinar actividades",
    "Mixco",
    "San José Pinula",
    "Segundo paso",
    "En caso de duda, preguntar a Alba Admin",
)


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


async def test_a_link_that_nobody_asked_for_says_who_sends_it_and_what_for(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    zoe = NewAccount(
        email="zoe@convoca.test", name="Zoe", role="coordinator", municipalities=("0103", "0108")
    )
    account = await managing.create(zoe, by=cast.admin, at=LONG_AGO)
    await managing_ways.mail_link(account, by=cast.admin, at=LONG_AGO + MOMENT)
    await told(office, LONG_AGO + MOMENT)
    text = next(post.letters[0].iter_parts()).get_content()
    assert post.subjects == ["Su cuenta en Convoca"]
    assert [words for words in FIRST_LETTER if words not in " ".join(text.split())] == []
    assert "ignorar" not in text


async def test_whoever_came_in_before_is_told_only_who_sends_the_link(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    account = account_id(cast.evaluator)
    await sign_in.open_session(account, at=LONG_AGO)
    await managing_ways.mail_link(account, by=cast.admin, at=LONG_AGO + MOMENT)
    await told(office, LONG_AGO + MOMENT)
    text = next(post.letters[0].iter_parts()).get_content()
    assert post.subjects == ["Enlace para entrar"]
    assert "Alba Admin le envía un enlace para entrar a Convoca." in text
    assert "Segundo paso" not in text


async def test_a_link_that_was_asked_for_does_not_name_who_sent_one_before(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    account = account_id(cast.pinula)
    await managing_ways.mail_link(account, by=cast.admin, at=LONG_AGO)
    await told(office, LONG_AGO)
    await sign_in.make_link(account, at=LONG_AGO + MOMENT, by_mail=True)
    await told(office, LONG_AGO + MOMENT)
    text = next(post.letters[1].iter_parts()).get_content()
    assert ("Alba" in text, "Si nadie lo pidió" in text) == (False, True)
