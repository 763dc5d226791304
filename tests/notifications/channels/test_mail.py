"""Handing a letter to a mail server, and what each way of failing means."""

import asyncio
import os
import socket
from pathlib import Path

import msgspec
import pytest

from notifications.channels import mail
from notifications.channels.failures import (
    DoubtfulDelivery,
    PermanentFailure,
    TemporaryFailure,
    Undelivered,
)
from server.foundation.senders import MailServer
from tests.support.letters import LETTER
from tests.support.post_office import PostOffice


async def handed_over(server: MailServer, folder: Path) -> Undelivered | None:
    try:
        await mail.send(LETTER, server=server, folder=folder)
    except Undelivered as failure:
        return failure
    return None


async def test_a_letter_arrives(post: PostOffice, tmp_path: Path) -> None:
    assert await handed_over(post.server, tmp_path) is None
    assert post.subjects == ["Invitación"]


async def test_without_a_server_a_letter_goes_into_the_folder(tmp_path: Path) -> None:
    await mail.send(LETTER, server=None, folder=tmp_path)
    assert os.listdir(tmp_path) == ["0198.eml"]  # noqa: PTH208 (a coroutine may not use Path)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("450 busy", TemporaryFailure), ("550 no such person", PermanentFailure)],
)
async def test_a_refused_recipient_fails_for_now_or_for_good(
    post: PostOffice, tmp_path: Path, answer: str, failure: type[Undelivered]
) -> None:
    post.to_recipient = [answer]
    error = await handed_over(post.server, tmp_path)
    assert (type(error), str(error)) == (failure, answer)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("451 later", TemporaryFailure), ("554 no", PermanentFailure)],
)
async def test_a_refused_letter_fails_for_now_or_for_good(
    post: PostOffice, tmp_path: Path, answer: str, failure: type[Undelivered]
) -> None:
    post.to_letter = [answer]
    error = await handed_over(post.server, tmp_path)
    assert (type(error), str(error)) == (failure, answer)


async def test_a_connection_that_breaks_with_the_letter_leaves_doubt(
    post: PostOffice, tmp_path: Path
) -> None:
    post.drops = 1
    assert type(await handed_over(post.server, tmp_path)) is DoubtfulDelivery


async def test_a_server_that_never_answers_the_letter_leaves_doubt(
    post: PostOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "HANDING_OVER_LASTS", 0.05)
    post.pause = 5
    assert type(await handed_over(post.server, tmp_path)) is DoubtfulDelivery


async def test_no_server_at_all_is_temporary(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = where(taken.getsockname()[1])
        assert type(await handed_over(server, tmp_path)) is TemporaryFailure


async def test_a_server_that_says_nothing_is_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "GREETING_LASTS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = await handed_over(where(silent.getsockname()[1]), tmp_path)
    assert type(error) is TemporaryFailure


async def test_a_server_that_cannot_encrypt_as_we_demand_is_temporary(
    post: PostOffice, tmp_path: Path
) -> None:
    server = msgspec.structs.replace(post.server, starttls=True)
    assert type(await handed_over(server, tmp_path)) is TemporaryFailure
    assert post.letters == []


async def test_a_server_that_hangs_up_on_the_recipient_is_temporary(tmp_path: Path) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        while line := await reader.readline():
            if line.startswith(b"RCPT"):
                break
            writer.write(b"250 OK\r\n")
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as rude:
        error = await handed_over(where(rude.sockets[0].getsockname()[1]), tmp_path)
    assert type(error) is TemporaryFailure


def where(port: int) -> MailServer:
    return MailServer(
        host="127.0.0.1", port=port, user=None, password=None, starttls=False, tls=False
    )  # fmt: skip
