"""Forms that another site made up are refused: each sends back what our own page was given."""

from typing import Any, Final

from litestar.config.csrf import CSRFConfig
from litestar.datastructures import Cookie, FormMultiDict
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token
from litestar.response import Template
from litestar.types import ASGIApp, Middleware, Receive, Scope, Send
from litestar.types.empty import Empty
from litestar.utils.scope.state import ScopeState

from server.foundation.signing import Signer
from server.web.requests import Visit, settings_of, signer_of

COOKIE: Final = "csrf"


class Unforged(CSRFMiddleware):
    """Litestar's, which fails on some made-up tokens and never replaces a cookie that is not ours.

    Without that, every form would be refused after the secret changed, or where two installations
    share a host.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, as if a cookie that we did not make had not been sent."""
        cookies = Visit(scope).cookies
        if self._decode_csrf_token(cookies.get(COOKIE, "")) is None:
            cookies.pop(COOKIE, None)
        try:
            await super().__call__(scope, receive, send)
        except PermissionDeniedException:
            await _close_files(scope)
            raise

    def _decode_csrf_token(self, token: Any) -> str | None:
        # Where a text is expected, a form may hold a file, or letters that cannot be compared.
        readable = isinstance(token, str) and token.isascii()
        return super()._decode_csrf_token(token) if readable else None


async def _close_files(scope: Scope) -> None:
    form = ScopeState.from_scope(scope).form
    if form is not Empty:
        await FormMultiDict.from_form_data(form).close()


def unforged(signer: Signer, *, secure: bool) -> Middleware:
    """The middleware for an installation."""
    config = CSRFConfig(
        secret=_secret(signer),
        cookie_name=COOKIE,
        cookie_httponly=True,
        cookie_secure=secure,
        exclude=["^/api/", "^/static/"],
        exclude_from_csrf_key="exclude_from_csrf",
    )

    def around(app: ASGIApp) -> ASGIApp:
        return Unforged(app, config)

    return around


def renew(request: Visit, response: Template) -> None:
    """Have the forms of this answer be ours, where what was sent was refused for its token.

    Only for what a page of ours sent: anybody else's must not become a form of ours.
    """
    token = request.cookies.get(COOKIE) or generate_csrf_token(_secret(signer_of(request)))
    response.context["csrf_token"] = token
    secure = settings_of(request).secure
    response.set_cookie(Cookie(COOKIE, value=token, httponly=True, samesite="lax", secure=secure))


def _secret(signer: Signer) -> str:
    return signer.derive("csrf").hex()


def csrf_token(request: Visit) -> str:
    """What a form must send back to prove that it is ours.

    At an address that does not exist nothing was checked; the browser's own token still works.
    """
    token = ScopeState.from_scope(request.scope).csrf_token
    return token if isinstance(token, str) else request.cookies.get(COOKIE, "")
