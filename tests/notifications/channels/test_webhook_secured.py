"""Over an encrypted line a program proves that it is the one whose name was given."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from notifications.channels import webhook
from notifications.channels.failures import TemporaryFailure
from notifications.channels.webhook import Parcel
from tests.support.certificates import certificate


@asynccontextmanager
async def encrypted(made: Path) -> AsyncIterator[tuple[int, list[bytes]]]:
    """The port of a program with this certificate, and the first lines that it heard."""
    heard: list[bytes] = []
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readline())
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
        writer.transport.abort()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1], heard


async def tell(port: int, trusted: Path) -> None:
    parcel = Parcel(
        key="m1", to=f"https://localhost:{port}/a", body=b"{}", headers={}, inward=True
    )  # fmt: skip
    context = ssl.create_default_context(cafile=str(trusted))
    async with httpx.AsyncClient(verify=context, trust_env=False) as http:
        await webhook.send(parcel, http=http)


async def test_a_program_that_proves_its_name_is_told(tmp_path: Path) -> None:
    made = certificate(tmp_path, host="localhost")
    async with encrypted(made) as (port, heard):
        await tell(port, made)
        assert heard == [b"POST /a HTTP/1.1\r\n"]


async def test_a_program_that_only_has_the_right_number_is_told_nothing(tmp_path: Path) -> None:
    made = certificate(tmp_path, host="127.0.0.1")
    async with encrypted(made) as (port, heard):
        with pytest.raises(TemporaryFailure):
            await tell(port, made)
        assert heard == []
