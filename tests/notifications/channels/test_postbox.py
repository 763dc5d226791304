"""Connections that serve many letters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from notifications.channels import mail, postbox
from notifications.channels.failures import DoubtfulDelivery, Undelivered
from tests.support.letters import LETTER
from tests.support.scripted_smtp import HANGS_UP, ScriptedSmtp, scripted


@pytest.fixture
async def script() -> AsyncIterator[ScriptedSmtp]:
    async with scripted() as server:
        yield server


async def send(script: ScriptedSmtp, folder: Path) -> None:
    await mail.send(LETTER, server=script.server, folder=folder)


async def test_letters_share_a_connection_that_ends_with_the_round(
    script: ScriptedSmtp, tmp_path: Path
) -> None:
    async with postbox.kept_open():
        for _letter in range(3):
            await send(script, tmp_path)
        assert "QUIT" not in script.said
    await send(script, tmp_path)
    assert (script.letters, script.guests, script.said.count("QUIT")) == (4, 2, 2)


async def test_letters_at_the_same_time_have_a_connection_each(
    script: ScriptedSmtp, tmp_path: Path
) -> None:
    async with postbox.kept_open():
        for _turn in range(2):
            await asyncio.gather(send(script, tmp_path), send(script, tmp_path))
    assert (script.letters, script.guests, script.said.count("QUIT")) == (4, 2, 2)


@pytest.mark.parametrize("step", ["RCPT", "DATA", "LETTER"])
async def test_after_a_refusal_the_next_letter_starts_anew(
    script: ScriptedSmtp, tmp_path: Path, step: str
) -> None:
    script.answers[step] = ["550 no"]
    async with postbox.kept_open():
        with pytest.raises(Undelivered):
            await send(script, tmp_path)
        await send(script, tmp_path)
    assert (script.letters, script.guests, script.said.count("RSET")) == (1, 1, 1)


@pytest.mark.parametrize("answer", [HANGS_UP, "421 not now"])
async def test_a_server_that_cannot_forget_a_letter_is_left(
    script: ScriptedSmtp, tmp_path: Path, answer: str
) -> None:
    script.answers |= {"RCPT": ["550 no"], "RSET": [answer]}
    async with postbox.kept_open():
        with pytest.raises(Undelivered):
            await send(script, tmp_path)
        await send(script, tmp_path)
    assert (script.letters, script.guests) == (1, 2)


@pytest.mark.parametrize("answer", [HANGS_UP, "421 too long idle", "452 too many letters"])
async def test_a_stale_connection_costs_no_letter(
    script: ScriptedSmtp, tmp_path: Path, answer: str
) -> None:
    script.answers["MAIL"] = ["250 OK", answer]
    async with postbox.kept_open():
        await send(script, tmp_path)
        await send(script, tmp_path)
    assert (script.letters, script.guests) == (2, 2)


async def test_a_connection_that_was_closed_meanwhile_costs_no_letter(
    script: ScriptedSmtp, tmp_path: Path
) -> None:
    async with postbox.kept_open():
        await send(script, tmp_path)
        script.hang_up_on_everybody()
        await send(script, tmp_path)
    assert (script.letters, script.guests) == (2, 2)


async def test_a_connection_in_doubt_serves_no_other_letter(
    script: ScriptedSmtp, tmp_path: Path
) -> None:
    script.answers["LETTER"] = ["!?"]
    async with postbox.kept_open():
        with pytest.raises(DoubtfulDelivery):
            await send(script, tmp_path)
        await send(script, tmp_path)
    assert (script.letters, script.guests) == (1, 2)


async def test_who_leaves_in_the_middle_of_a_letter_leaves_no_connection_behind(
    script: ScriptedSmtp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed_over = asyncio.Event()

    async def never(*_: object) -> None:
        handed_over.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(mail, "_hand_over", never)
    async with postbox.kept_open():
        sending = asyncio.create_task(send(script, tmp_path))
        await handed_over.wait()
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
    assert script.said == ["EHLO", "MAIL", "RCPT"]
