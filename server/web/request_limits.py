"""How large a request may be and how long it may take to arrive, before anybody reads it."""

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

from litestar.enums import ScopeType
from litestar.exceptions import ClientException
from litestar.types import ASGIApp, Receive, Scope, Send

LONGEST_ADDRESS: Final = 8 * 1024
MOST_HEADERS: Final = 32 * 1024
PATIENCE: Final = 30.0
"""Seconds until the next piece of a body must be here: a phone in the hills is slower than most."""
# Probes come by number, not by name.
BY_ANY_NAME: Final = ("/health/", "/metrics")


class TooSlow(ClientException):
    """The body stopped arriving."""

    status_code = 408


def bounded(app: ASGIApp, *, patience: float = PATIENCE) -> ASGIApp:
    """Refuse what no page or program of ours sends: it costs nothing to say so."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
        elif refusal := wrong_with(scope):
            await _say(*refusal, send)
        else:
            await _answered(app, scope, Impatient(receive, patience), send)

    return answer


class Impatient:
    """What is received, until the body is whole: after that nothing more is waited for."""

    def __init__(self, receive: Receive, patience: float) -> None:
        self._receive, self._patience, self._whole = receive, patience, False

    async def __call__(self) -> Any:
        """The next message; raises TooSlow."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._patience):
                message = await self._receive()
        except TimeoutError:
            raise TooSlow from None
        self._whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message


def wrong_with(scope: Scope) -> tuple[int, str] | None:
    """The status and a sentence for a request that is not even looked at."""
    address = len(scope["path"]) + len(scope["query_string"])
    if address > LONGEST_ADDRESS:
        return 414, "La dirección es demasiado larga."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return 431, "El navegador mandó demasiados datos. Borrar las cookies y probar otra vez."
    if not is_asked_by_name(scope):
        return 421, "Esta dirección no es de aquí."
    return None


def is_asked_by_name(scope: Scope) -> bool:
    """Whether the Host is that of the settings; over HTTP any: a laptop has many names at once."""
    settings = scope["litestar_app"].state.settings
    if not settings.secure or scope["path"].startswith(BY_ANY_NAME):
        return True
    hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
    ours = urlsplit(settings.base_url)
    return hosts in ([ours.netloc.lower()], [f"{ours.hostname}:443"])


async def _answered(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    try:
        await app(scope, receive, send)
    except TooSlow:  # outside of what turns refusals into pages
        await _say(408, "Lo enviado no terminó de llegar. Enviarlo otra vez.", send)


async def _say(status: int, sentence: str, send: Send) -> None:
    body = sentence.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
