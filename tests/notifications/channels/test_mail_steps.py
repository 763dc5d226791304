"""Whatever goes wrong at whichever step of SMTP: what it means for the letter."""

from pathlib import Path

import pytest

from notifications.channels import mail
from notifications.channels.failures import (
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from tests.support.letters import LETTER
from tests.support.scripted_smtp import HANGS_UP, scripted

TO_US = ("HELLO", "EHLO", "MAIL")


async def failure(step: str, answer: str, folder: Path) -> Undelivered:
    async with scripted() as script:
        # A server that refuses EHLO is asked with HELO, which our script does not know either.
        script.answers[step] = [answer]
        script.answers["HELO"] = [answer]
        with pytest.raises(Undelivered) as failed:
            await mail.send(LETTER, server=script.server, folder=folder)
        assert script.letters == 0
    return failed.value


@pytest.mark.parametrize("step", TO_US)
@pytest.mark.parametrize("answer", ["421 not now", "451 later", "554 never", HANGS_UP])
async def test_a_server_that_does_not_take_us_makes_everybody_wait(
    tmp_path: Path, step: str, answer: str
) -> None:
    failed = await failure(step, answer, tmp_path)
    assert isinstance(failed, TemporaryFailure)
    assert failed.everybody


@pytest.mark.parametrize("step", ["RCPT", "DATA", "LETTER"])
@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("421 not now", TemporaryFailure),
        ("452 full", TemporaryFailure),
        ("550 no", PermanentFailure),
    ],
)
async def test_a_refusal_of_the_letter_says_by_its_number_whether_it_is_final(
    tmp_path: Path, step: str, answer: str, meaning: type[Undelivered]
) -> None:
    failed = await failure(step, answer, tmp_path)
    assert (type(failed), failed.detail) == (meaning, answer)
    assert not getattr(failed, "everybody", False)


@pytest.mark.parametrize(
    ("step", "meaning"),
    [("RCPT", TemporaryFailure), ("LINE", DoubtfulDelivery), ("LETTER", DoubtfulDelivery)],
)
async def test_a_server_that_hangs_up_leaves_doubt_once_it_has_the_letter(
    tmp_path: Path, step: str, meaning: type[Undelivered]
) -> None:
    assert type(await failure(step, HANGS_UP, tmp_path)) is meaning


async def test_an_answer_that_is_none_leaves_doubt(tmp_path: Path) -> None:
    assert type(await failure("LETTER", "!?", tmp_path)) is DoubtfulDelivery
