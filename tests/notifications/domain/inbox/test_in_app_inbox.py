"""What somebody was told is found again on their own page, once and for a while."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from notifications.domain.inbox import keeping, reading
from notifications.domain.letter import Fact
from notifications.domain.notice import Notice
from server.foundation.errors import NotAllowed, NotFound
from server.foundation.identity import Actor, new_id
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.everything_said import LETTER, NOTICE
from tests.support.forgetting import forgotten
from tests.support.inbox import noticed

HOUR = timedelta(hours=1)


async def kept(of: Actor, subject: str = "Asunto", *, after: timedelta = timedelta(0)) -> Notice:
    """Something that somebody was told."""
    notice = await noticed(of)
    await keeping.keep(notice, replace(LETTER, subject=subject), at=TODAY + after)
    return notice


async def subjects(of: Actor) -> list[str]:
    return [entry.subject for entry in await reading.entries(of)]


async def test_what_one_was_told_is_there_the_newest_first(cast: Cast) -> None:
    await kept(cast.pinula, "Antes")
    await kept(cast.pinula, "Después", after=HOUR)
    await kept(cast.mixco, "De otra persona")
    first, second = await reading.entries(cast.pinula)
    assert (first.subject, second.subject) == ("Después", "Antes")
    assert (first.opening, first.leads_to, first.read_at) == ("Apertura", "/mis-turnos", None)
    assert first.facts == (Fact("Actividad", "Actividad comunitaria"),)
    assert (await reading.count(cast.pinula), await reading.unread(cast.pinula)) == (2, 2)


async def test_a_notice_that_is_sent_again_is_kept_once(cast: Cast) -> None:
    notice = await kept(cast.pinula)
    await reading.read_all(by=cast.pinula, at=TODAY)
    await keeping.keep(notice, replace(LETTER, subject="Asunto"), at=TODAY + HOUR)
    assert (await subjects(cast.pinula), await reading.unread(cast.pinula)) == (["Asunto"], 0)


async def test_a_notice_that_says_something_else_by_now_is_news(cast: Cast) -> None:
    notice = await kept(cast.pinula)
    await reading.read_all(by=cast.pinula, at=TODAY)
    await keeping.keep(notice, replace(LETTER, subject="Otra vez"), at=TODAY + HOUR)
    assert (await subjects(cast.pinula), await reading.unread(cast.pinula)) == (["Otra vez"], 1)


async def test_a_long_subject_is_cut_and_not_lost(cast: Cast) -> None:
    await kept(cast.pinula, "á" * 300)
    assert await subjects(cast.pinula) == ["á" * 200]


@pytest.mark.parametrize("kind", ["sign_in_link", "contact_check", "test_send", "account_changed"])
async def test_what_is_no_news_is_not_kept(cast: Cast, kind: str) -> None:
    await keeping.keep(replace(await noticed(cast.pinula), kind=kind), LETTER, at=TODAY)
    assert await subjects(cast.pinula) == []


async def test_who_has_no_account_has_no_inbox(db: None) -> None:
    await keeping.keep(replace(NOTICE, account=None), LETTER, at=TODAY)


async def test_reading_one_leads_on_and_leaves_the_others_unread(cast: Cast) -> None:
    await kept(cast.pinula)
    await kept(cast.pinula, "Otro", after=HOUR)
    newest = (await reading.entries(cast.pinula))[0].id
    assert await reading.read(newest, by=cast.pinula, at=TODAY + HOUR) == "/mis-turnos"
    assert await reading.read(newest, by=cast.pinula, at=TODAY + 2 * HOUR) == "/mis-turnos"
    first, second = await reading.entries(cast.pinula)
    assert (first.read_at, second.read_at) == (TODAY + HOUR, None)


async def test_nobody_reads_what_others_were_told(cast: Cast) -> None:
    await kept(cast.pinula)
    entry = (await reading.entries(cast.pinula))[0].id
    with pytest.raises(NotFound):
        await reading.read(entry, by=cast.mixco, at=TODAY)
    assert await reading.unread(cast.pinula) == 1


async def test_everything_is_read_at_once(cast: Cast) -> None:
    await kept(cast.pinula)
    await kept(cast.mixco)
    await reading.read_all(by=cast.pinula, at=TODAY)
    assert (await reading.unread(cast.pinula), await reading.unread(cast.mixco)) == (0, 1)


async def test_who_is_told_nothing_has_nothing_unread(db: None) -> None:
    phone = Actor(account=new_id(), name="Puerta", role="door")
    assert await reading.unread(phone) == 0
    with pytest.raises(NotAllowed):
        await reading.entries(phone)


async def test_what_is_old_is_forgotten(cast: Cast) -> None:
    await kept(cast.pinula, "Viejo")
    await kept(cast.pinula, "Nuevo", after=HOUR)
    await forgotten("notifications.inbox", before=TODAY + HOUR)
    assert await subjects(cast.pinula) == ["Nuevo"]
