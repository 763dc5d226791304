"""Telling a program something: a signed request to an address out in the world."""

import asyncio
import socket
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import httpx
from msgspec import Struct

from notifications.channels import outward
from notifications.channels.accepted import Accepted
from notifications.channels.failures import DoubtfulDelivery, PermanentFailure, TemporaryFailure
from notifications.channels.over_http import UNWRITTEN, wait_of

LASTS: Final = 30.0
LATER: Final = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


class Parcel(Struct, frozen=True, kw_only=True):
    """What is said to the address `to`, and the headers that prove who says it.

    `inward` is whether it may go to a machine of the house, `final` whether a refusal counts: a
    program may be mistaken for a moment.
    """

    key: str
    to: str
    body: bytes
    headers: Mapping[str, str]
    inward: bool = False
    final: bool = True


async def send(parcel: Parcel, *, http: httpx.AsyncClient) -> Accepted:
    """Say it; what keeps it from arriving is raised as one of `failures`, within half a minute.

    What the program answers besides its status is not read, and nothing that it says is followed.
    A program that says it is gone (410) opts out.
    """
    try:
        async with asyncio.timeout(LASTS):
            failure = await _answer(await _request(parcel, http), http, final=parcel.final)
    except UNWRITTEN as error:
        raise TemporaryFailure(f"not connected: {type(error).__name__}") from error
    except (httpx.HTTPError, TimeoutError) as error:
        raise DoubtfulDelivery(f"no answer: {type(error).__name__}") from error
    if failure is not None:
        raise failure
    return Accepted()


async def _request(parcel: Parcel, http: httpx.AsyncClient) -> httpx.Request:
    """To the very address that was looked at: a name might lead elsewhere the next time."""
    named = httpx.URL(parcel.to)
    number = await _number(named, inward=parcel.inward)
    headers = {
        "Content-Type": "application/json", **parcel.headers, "Host": named.netloc.decode(),
        # Others may live at that number, and they must not get what is said on this line.
        "Connection": "close",
    }  # fmt: skip
    return http.build_request(
        "POST", named.copy_with(host=number), content=parcel.body, headers=headers,
        extensions={"sni_hostname": named.raw_host.decode()},
    )  # fmt: skip


async def _number(named: httpx.URL, *, inward: bool) -> str:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            named.raw_host.decode().strip("[]"), None, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise TemporaryFailure("the name of the host leads nowhere") from error
    numbers = [str(address[0]) for *_kind, address in found]
    if not inward and not all(map(outward.is_outward, numbers)):
        raise PermanentFailure("the address lies within our own network")
    # Not every machine has a way to the new kind of address.
    return min(numbers, key=lambda number: ":" in number)


async def _answer(
    request: httpx.Request, http: httpx.AsyncClient, *, final: bool
) -> TemporaryFailure | PermanentFailure | None:
    answer = await http.send(request, stream=True)
    try:
        return None if answer.is_success else _failure(answer, final=final)
    finally:
        await answer.aclose()


def _failure(answer: httpx.Response, *, final: bool) -> TemporaryFailure | PermanentFailure:
    told = f"{answer.status_code} {answer.reason_phrase}".strip()
    if answer.status_code == HTTPStatus.GONE:
        return PermanentFailure(told, opted_out=True)
    later = answer.is_server_error or answer.status_code in LATER
    if later or not final:
        return TemporaryFailure(told, wait=wait_of(answer))
    return PermanentFailure(told)
