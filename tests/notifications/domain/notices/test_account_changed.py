"""Whoever owns an account hears by mail that the ways into it changed, each time once."""

from datetime import datetime, timedelta

import pytest

from notifications.domain.notices.account_changed import CHANGES, account_changed
from notifications.domain.office import Office
from notifications.domain.outbox import restored
from server.accounts.domain import accounts, audit, managing, managing_password, managing_ways
from server.accounts.domain import second_step_keeping as keeping
from server.accounts.domain.sessions import open_new
from server.accounts.domain.sign_in import open_session
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.support.cast import LONG_AGO, Cast
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import html_of, text_of
from tests.support.post_office import PostOffice
from tests.support.reached import account_of, notice
from tests.support.rounds import DAY, HOUR, notices, told
from tests.support.second_steps import standing_of, with_app

MINUTE = HOUR / 60


async def happened(to: Actor, act: str = "passkey.added", *, at: datetime = LONG_AGO) -> None:
    """Somebody did that to their own account."""
    await audit.record(to, act, f"account:{to.account}", at=at)


async def came_in(who: Actor, browser: str, *, at: datetime) -> None:
    """Somebody opened a session."""
    await open_session(account_of(who), at=at, second=True, browser=browser)


async def test_what_somebody_changes_is_told_with_when_and_in_which_browser(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await with_app(cast.pinula, office.signer, at=LONG_AGO)
    token = await open_new(
        account_of(cast.pinula), second=True, browser="Firefox en Linux", at=LONG_AGO
    )
    standing = await standing_of(token, at=LONG_AGO)
    later = LONG_AGO + MINUTE
    await keeping.renew_codes(by=cast.pinula, signer=office.signer, at=later)
    await managing_password.remove(keeping=standing.handle, by=cast.pinula, at=later)
    await told(office, later)
    codes, password = sorted(map(text_of, post.to(cast.pinula.email)))[::-1]
    assert "códigos de recuperación nuevos" in codes
    assert "Se quitó la contraseña" in password
    for text in (codes, password):
        assert "Cuándo: viernes 2 de enero, 06:01\nNavegador: Firefox en Linux" in text
        assert "http://convoca.test/mi-cuenta/seguridad" in text
        assert "Si no fue usted" in text
    assert post.subjects == ["Seguridad de su cuenta"] * 2
    assert "Firefox en Linux" in html_of(post.letters[0])


async def test_each_entry_is_owed_once_and_for_a_day(cast: Cast) -> None:
    await happened(cast.pinula)
    await happened(cast.pinula)
    await happened(cast.mixco, "session.opened")
    assert await account_changed.owe(LONG_AGO + DAY) == 0
    assert await account_changed.owe(LONG_AGO + DAY - MINUTE) == 2
    assert await account_changed.owe(LONG_AGO + DAY - MINUTE) == 0


async def test_who_loses_every_second_step_to_an_administrator_is_told(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await managing_ways.remove_steps(account_of(cast.pinula), by=cast.admin, at=LONG_AGO)
    await told(office, LONG_AGO)
    assert [str(letter["To"]) for letter in post.letters] == ["Paula Pinula <pinula@convoca.test>"]
    text = text_of(post.letters[0])
    assert ("todos los segundos pasos" in text, "Navegador" in text) == (True, False)


async def test_what_the_machine_does_to_a_new_account_is_part_of_making_it(cast: Cast) -> None:
    new = accounts.NewAccount(
        email="nueva@convoca.test", name="Nora", role="facilitator", municipalities=()
    )
    made = await accounts.create(new, by=SYSTEM, at=LONG_AGO)
    await managing_ways.remove_steps(made, by=SYSTEM, at=LONG_AGO + MINUTE)
    assert await account_changed.owe(LONG_AGO + MINUTE) == 0
    await managing_ways.remove_steps(made, by=SYSTEM, at=LONG_AGO + 2 * HOUR)
    assert await account_changed.owe(LONG_AGO + 2 * HOUR) == 1


async def test_whose_account_is_disabled_is_not_told(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await happened(cast.pinula)
    await managing.disable(account_of(cast.pinula), by=cast.admin, at=LONG_AGO)
    await told(office, LONG_AGO)
    assert post.letters == []


async def test_a_restored_backup_tells_nothing_of_old(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await happened(cast.pinula)
    assert await restored.set_aside(at=LONG_AGO + HOUR) == 1
    await told(office, LONG_AGO + HOUR)
    assert (post.letters, await notices()) == ([], {("account_changed", "failed"): 1})


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ([], ["Chrome en Android"]),
        ([("Chrome en Android", -MINUTE)], ["Chrome en Android"]),
        ([("Safari en iPhone", -MINUTE)], []),
        ([("Safari en iPhone", -DAY)], ["Chrome en Android"]),
        ([("Safari en iPhone", MINUTE)], ["Chrome en Android"]),
    ],
)
async def test_a_browser_is_named_where_no_other_comes_into_question(
    cast: Cast, offline_office: Office, others: list[tuple[str, timedelta]], named: list[str]
) -> None:
    for browser, after in [("Chrome en Android", -MINUTE), *others]:
        await came_in(cast.pinula, browser, at=LONG_AGO + after)
    assert await browsers(cast.pinula, offline_office) == named


async def test_a_browser_without_a_name_is_not_named(cast: Cast, offline_office: Office) -> None:
    assert await browsers(cast.pinula, offline_office) == []
    await came_in(cast.pinula, "", at=LONG_AGO)
    assert await browsers(cast.pinula, offline_office) == []


async def browsers(who: Actor, office: Office) -> list[str]:
    """What a letter about something of that moment says of the browser."""
    key = f"account-changed:1:passkey.added:{int(LONG_AGO.timestamp())}"
    owed = notice("account_changed", key=key, account=who.account, subject=who.account)
    letter = await account_changed.write(owed, office, LONG_AGO)
    return [fact.value for fact in letter.facts if fact.label == "Navegador"]


@pytest.mark.parametrize("act", CHANGES)
async def test_no_change_is_told_in_words_that_give_anything_away(
    offline_office: Office, act: str
) -> None:
    owed = notice("account_changed", key=f"account-changed:1:{act}:0", subject=new_id())
    letter = await account_changed.write(owed, offline_office, LONG_AGO)
    said = " ".join([letter.subject, letter.opening, *letter.closing])
    assert sensitive_words(said) == []
