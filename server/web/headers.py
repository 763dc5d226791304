"""What every answer tells the browser not to do."""

from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

# Text becomes part of a page only where it passes through server/frontend/src/trusted/own.js, or
# through the policy that the calendar's library brings.
TRUSTED: Final = (
    "require-trusted-types-for 'script';"
    " trusted-types convoca svelte-trusted-html 'allow-duplicates'"
)
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none';"
    f" object-src 'none'; {TRUSTED}"
)
# Only what browsers know by these names: they complain aloud about others.
DENIED: Final = (
    "accelerometer", "browsing-topics", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
OWN: Final = (
    "camera", "clipboard-write", "fullscreen", "publickey-credentials-create",
    "publickey-credentials-get", "screen-wake-lock",
)  # fmt: skip
HEADERS: Final = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=(self)" for name in OWN), *(f"{name}=()" for name in DENIED)]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Origin-Agent-Cluster": "?1",
    "Cache-Control": "private, no-cache",
}
OVER_HTTPS: Final = {
    "Content-Security-Policy": f"{PAGE_POLICY}; upgrade-insecure-requests",
    "Strict-Transport-Security": "max-age=31536000",
}
NOT_KEPT: Final = (b"cache-control", b"no-store")
UNLISTED: Final = (b"x-robots-tag", b"noindex, nofollow")
# What search engines may show: everything else is for who signed in, or was given the address.
LISTED: Final = ("/agenda/", "/cifras", "/municipios/", "/proyectos/", "/static/", "/suscribirse")
LISTED_WHOLE: Final = frozenset({"/", "/agenda.ics", "/robots.txt"})
GIVEN: Final = "/cifras/d/"
# What stands there is for who has the address, or knows a secret.
SECRET: Final = ("/api/", "/b/", "/d/", "/entrar/", "/lugar/", "/r/")


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """As ASGI wants them: lower case, so that they compare with what is sent."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


ENCODED: Final = encoded(HEADERS)
ENCODED_OVER_HTTPS: Final = encoded({**HEADERS, **OVER_HTTPS})


def guarded(app: ASGIApp) -> ASGIApp:
    """Add the headers to every answer that does not set its own."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = list(message["headers"])
                own = {name for name, _value in sent}
                message["headers"] = [*sent, *(one for one in usual(scope) if one[0] not in own)]
            await send(message)

        await app(scope, receive, with_headers)

    return answer


def usual(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers of an answer to this request; what is said to somebody stays nowhere."""
    if scope["type"] != ScopeType.HTTP:
        return ENCODED
    secure = scope["litestar_app"].state.settings.secure
    path, first = scope["path"], []
    if is_for_somebody(scope):
        first.append(NOT_KEPT)
    if not is_listed(path):
        first.append(UNLISTED)
    kept = ENCODED_OVER_HTTPS if secure else ENCODED
    named = {name for name, _value in first}
    return [*first, *(one for one in kept if one[0] not in named)]


def is_for_somebody(scope: Scope) -> bool:
    """Whether it is said to whoever came in, however far, or knows a secret address."""
    known = scope.get("user") is not None or scope.get("session") is not None
    return known or scope["path"].startswith(SECRET)


def is_listed(path: str) -> bool:
    """Whether search engines may show what is there."""
    public = path in LISTED_WHOLE or path.startswith(LISTED)
    return public and not path.startswith(GIVEN)
