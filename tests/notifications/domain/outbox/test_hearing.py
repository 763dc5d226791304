"""Taking in what providers tell: every part on its own, and the last word of a person stands."""

from datetime import timedelta
from typing import Any

import pytest
from asyncpg import DataError
from structlog.testing import capture_logs

from notifications.channels.heard import Heard, Reply, Report
from notifications.domain.contacts import consents
from notifications.domain.office import Office
from notifications.domain.outbox import hearing, receipts
from server.foundation.database import fetch
from tests.support.cast import LONG_AGO, Cast
from tests.support.reached import NUMBER, WHATSAPP, account_of, confirmed, with_phones

SENT = Report(reference="wamid.1", status="sent")
DELIVERED = Report(reference="wamid.2", status="delivered")
READ = Report(reference="wamid.3", status="read")
HOUR = timedelta(hours=1)


def reply(hours: int, *, given: bool, timed: bool = True) -> Heard:
    at = LONG_AGO + hours * HOUR
    said = Reply(address=NUMBER, given=given, reference=f"in.{hours}", at=at if timed else None)
    return Heard((), (said,))


@pytest.fixture
async def agreed(offline_office: Office, cast: Cast) -> Cast:
    """Paula agreed to be written to by WhatsApp, long ago."""
    office = Office(with_phones(offline_office.settings), offline_office.signer)
    await confirmed(office, WHATSAPP, who=cast.pinula)
    return cast


async def kept() -> list[str]:
    return [row["reference"] for row in await fetch("SELECT reference FROM receipt ORDER BY 1")]


async def stands(cast: Cast) -> bool:
    return await consents.stands(account_of(cast.pinula), "whatsapp")


def failing(on: Report, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database refuse one report."""
    real = receipts.report

    async def report(channel: str, said: Report, **rest: Any) -> None:
        if said == on:
            raise error
        await real(channel, said, **rest)

    monkeypatch.setattr(receipts, "report", report)


async def test_what_cannot_be_kept_holds_up_nothing(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(DELIVERED, DataError("unusable"), monkeypatch)
    with capture_logs() as logs:
        await hearing.hear("whatsapp", Heard((SENT, DELIVERED, READ)), at=LONG_AGO)
    assert await kept() == ["wamid.1", "wamid.3"]
    assert [line["why"] for line in logs] == ["DataError"]


async def test_what_was_not_kept_for_now_is_told_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        failing(DELIVERED, ConnectionError("gone"), patched)
        with pytest.raises(ConnectionError):
            await hearing.hear("whatsapp", Heard((SENT, DELIVERED, READ)), at=LONG_AGO)
    assert await kept() == ["wamid.1", "wamid.3"]
    await hearing.hear("whatsapp", Heard((SENT, DELIVERED, READ)), at=LONG_AGO)
    assert await kept() == ["wamid.1", "wamid.2", "wamid.3"]


async def test_a_wish_that_is_told_again_is_no_new_wish(agreed: Cast) -> None:
    await hearing.hear("whatsapp", reply(1, given=False), at=LONG_AGO + HOUR)
    assert not await stands(agreed)
    await hearing.hear("whatsapp", reply(2, given=True), at=LONG_AGO + 2 * HOUR)
    assert await stands(agreed)
    await hearing.hear("whatsapp", reply(1, given=False), at=LONG_AGO + 3 * HOUR)
    assert await stands(agreed)


async def test_an_agreement_that_comes_after_a_later_refusal_does_not_hold(agreed: Cast) -> None:
    await hearing.hear("whatsapp", reply(3, given=False), at=LONG_AGO + 3 * HOUR)
    await hearing.hear("whatsapp", reply(2, given=True), at=LONG_AGO + 4 * HOUR)
    assert not await stands(agreed)


async def test_a_wish_without_a_time_is_of_now(agreed: Cast) -> None:
    await hearing.hear("whatsapp", reply(1, given=False, timed=False), at=LONG_AGO + HOUR)
    assert not await stands(agreed)
    await hearing.hear("whatsapp", reply(2, given=True, timed=False), at=LONG_AGO + 2 * HOUR)
    assert await stands(agreed)


async def test_a_stranger_may_wish_what_they_like(agreed: Cast) -> None:
    stranger = Reply(address="+50244444444", given=False, reference="in.9")
    await hearing.hear("whatsapp", Heard((), (stranger,)), at=LONG_AGO)
    assert await stands(agreed)
