"""Which language a visitor reads: what they chose, or else what the installation speaks."""

from typing import Final

from litestar import post
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER
from litestar.types import ASGIApp, Receive, Scope, Send

from server.foundation.translation import LANGUAGES, speaking
from server.web.cookies import cookie
from server.web.guards import ANYBODY
from server.web.requests import Visit, settings_of

COOKIE: Final = "idioma"
A_YEAR: Final = 365 * 24 * 3600


def understood(app: ASGIApp) -> ASGIApp:
    """Speak the visitor's language while the request is answered."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        chosen = cookie(scope, COOKIE)
        usual = scope["litestar_app"].state.settings.locale
        with speaking(chosen if chosen in LANGUAGES else usual):
            await app(scope, receive, send)

    return answer


@post("/idioma", guards=[ANYBODY], include_in_schema=False)
async def choose_language(request: Visit) -> Redirect:
    """Remember the language and go back."""
    form = await request.form()
    language, back = str(form.get("locale", "")), str(form.get("next", "/"))
    cookies = (
        [language_cookie(language, secure=settings_of(request).secure)]
        if language in LANGUAGES
        else []
    )
    return Redirect(local(back), status_code=HTTP_303_SEE_OTHER, cookies=cookies)


def language_cookie(language: str, *, secure: bool) -> Cookie:
    """The cookie that remembers a language for a year."""
    return Cookie(
        COOKIE, value=language, max_age=A_YEAR, samesite="lax", secure=secure, httponly=True
    )


def local(address: str) -> str:
    """The address if it leads to a page of ours, and the start page otherwise."""
    leads_away = not address.startswith("/") or address.startswith(("//", "/\\"))
    return "/" if leads_away or any(ord(letter) < 32 for letter in address) else address
