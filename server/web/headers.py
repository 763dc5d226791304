"""What every answer tells the browser not to do."""

from typing import Final

from litestar.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
# As ASGI wants them: lower case, so that they compare with what is sent.
ENCODED: Final = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


def guarded(app: ASGIApp) -> ASGIApp:
    """Add the headers to every answer that does not set its own."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = list(message["headers"])
                own = {name for name, _value in sent}
                message["headers"] = [*sent, *(one for one in ENCODED if one[0] not in own)]
            await send(message)

        await app(scope, receive, with_headers)

    return answer
