"""Every way in which handing a letter in can fail, and how the notice stands after it."""

from pathlib import Path
from typing import Final

import msgspec
import pytest

from notifications.domain.office import Office
from server.foundation.database import fetch
from tests.support.certificates import certificate
from tests.support.events import TODAY
from tests.support.rounds import HOUR, invited, told
from tests.support.scripted_smtp import HANGS_UP, scripted
from tests.support.strict_post_office import open_strict_post_office

LATER: Final = ("queued", "failed", False)
NEVER: Final = ("failed", "refused", False)
DOUBT: Final = ("queued", "unknown", True)


async def standing() -> tuple[str, str, bool]:
    """Of the only notice: its state, how the last attempt ended, and whether there is doubt."""
    row = await fetch(
        "SELECT n.state, n.in_doubt, d.outcome FROM notice n JOIN delivery d ON d.notice = n.id"
        " ORDER BY d.attempt DESC LIMIT 1"
    )
    return row[0]["state"], row[0]["outcome"], row[0]["in_doubt"]


@pytest.mark.parametrize(
    ("step", "answer", "expected"),
    [("HELLO", "421 busy", LATER), ("MAIL", "550 who?", LATER), ("RCPT", "550 nobody", NEVER),
     ("DATA", "451 full", LATER), ("LETTER", "550 spam", NEVER), ("LINE", HANGS_UP, DOUBT),
     ("LETTER", HANGS_UP, DOUBT)],
)  # fmt: skip
async def test_a_letter_waits_is_in_doubt_or_failed_by_what_the_server_did(
    offline_office: Office, step: str, answer: str, expected: tuple[str, str, bool]
) -> None:
    await invited()
    async with scripted() as script:
        settings = msgspec.structs.replace(offline_office.settings, mail_server=script.server)
        office = msgspec.structs.replace(offline_office, settings=settings)
        script.answers[step] = [answer]
        await told(office, TODAY)
        assert (await standing(), script.letters) == (expected, 0)


async def test_a_letter_waits_until_somebody_puts_the_password_right(
    offline_office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    await invited()
    async with open_strict_post_office(made) as post:
        for password, expected in (("otra", "queued"), (post.server.password, "sent")):
            server = msgspec.structs.replace(post.server, password=password)
            settings = msgspec.structs.replace(offline_office.settings, mail_server=server)
            office = msgspec.structs.replace(offline_office, settings=settings)
            await told(office, TODAY + (HOUR if expected == "sent" else 0 * HOUR))
            assert (await standing())[0] == expected
    assert len(post.letters) == 1
