"""Requests as phones send them, each from another phone that was never here."""

import random
from collections.abc import Callable
from itertools import cycle
from typing import Final
from urllib.parse import urlsplit

from events.attendance.domain import codes

ANSWERS: Final = "sex=female&age=14&audience=adolescents"
BROWSER: Final = (
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K)\r\nAccept: text/html,application/xhtml+xml\r\n"
    "Accept-Language: es-GT,es;q=0.9\r\nAccept-Encoding: gzip, deflate\r\n"
)


def answers(address: str, code: str) -> Callable[[], bytes]:
    """Makes the requests that send the answers in."""
    head = (
        f"POST /c/{code} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n{BROWSER}"
        f"Origin: {address}\r\nReferer: {address}/c/{code}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
    )

    def sent() -> bytes:
        card = "".join(random.choices(codes.ALPHABET, k=codes.PASS_LENGTH))
        body = f"id={random.getrandbits(128):032x}&tarjeta={card}&{ANSWERS}"
        return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    return sent


def visits(address: str, code: str) -> Callable[[], bytes]:
    """Makes what a visit is, in turns: the page, the answers, the thanks."""
    ask, thank = (_read(address, f"/c/{code}{page}") for page in ("", "/gracias?ya=0"))
    turns = cycle([ask, answers(address, code), thank])

    def sent() -> bytes:
        return next(turns)()

    return sent


def _read(address: str, path: str) -> Callable[[], bytes]:
    request = f"GET {path} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n{BROWSER}\r\n".encode()
    return lambda: request
