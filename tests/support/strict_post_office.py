"""A mail server that takes letters only over an encrypted line, and only from whom it knows."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from server.foundation.senders import MailServer
from tests.support.post_office import PostOffice

USER: Final = "convoca"
PASSWORD: Final = "una clave: larga"


class StrictPostOffice(PostOffice):
    """It says over which kind of line it wants letters; `implicit` is TLS from the first byte."""

    implicit = False

    @property
    def server(self) -> MailServer:
        """How to reach it, with the right password."""
        return MailServer(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD,
            starttls=not self.implicit, tls=self.implicit,
        )  # fmt: skip


@asynccontextmanager
async def open_strict_post_office(
    certified: Path, *, implicit: bool = False
) -> AsyncIterator[StrictPostOffice]:
    """Such a post office for as long as the block lasts."""
    office = StrictPostOffice()
    office.implicit = implicit
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certified)
    loop = asyncio.get_running_loop()
    # What aiosmtpd knows of encryption is STARTTLS alone.
    how: dict[str, Any] = {} if implicit else {"tls_context": context, "require_starttls": True}
    server = await loop.create_server(
        lambda: SMTP(
            office, loop=loop, authenticator=_knows, auth_required=not implicit,
            auth_require_tls=not implicit, **how,
        ),
        "127.0.0.1", 0, ssl=context if implicit else None,
    )  # fmt: skip
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        await server.wait_closed()


def _knows(_server: SMTP, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
    right = said == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right, message=None if right else "535 who?")
