"""What was sent and could not be taken: it stays on the page, and one press sends it again."""

from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from litestar.response import Redirect, Template

from server.foundation.translation import gettext as _
from server.web.forgery import renew
from server.web.language import local
from server.web.pages import here, page, see
from server.web.requests import Visit

HEARD: Final = "heard"
# What is typed anew each time, and what the page says anew.
NEVER_REPEATED: Final = frozenset({"password", "digits", "recovery_code", "passkey", "_csrf_token"})
URL_ENCODED: Final = b"application/x-www-form-urlencoded"
MOST_FIELDS: Final = 3000
DOOR: Final = "/entrar"


def sent(request: Visit) -> list[tuple[str, str]] | None:
    """The fields of the form that was sent, to be sent again; None where a browser must do it."""
    heard = request.scope["state"].get(HEARD)
    kind = request.headers.get("content-type", "").encode().partition(b";")[0].strip().lower()
    if not isinstance(heard, bytes) or kind != URL_ENCODED:
        return None
    try:
        fields = parse_qsl(heard.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    if any(name == "password" for name, _value in fields):
        return None
    return [(name, value) for name, value in fields if name not in NEVER_REPEATED]


def came_from(request: Visit) -> str:
    """The page of ours that the form stood on, or the start page."""
    try:
        told = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return "/"
    return local((told.path or "/") + (f"?{told.query}" if told.query else ""))


def after_signing_in(request: Visit) -> Redirect | Template:
    """The session ended before the form was sent: it waits here for whoever comes in again."""
    way = f"{DOOR}?next={quote(came_from(request))}"
    if request.url.path.startswith(DOOR) or sent(request) == []:
        said = _("Hay que entrar primero: todavía no se hizo nada.")
        return see(request, way, said, kind="info")
    detail = _("La sesión terminó antes de enviar esto.")
    return _kept(request, _("Todavía no se guardó"), detail, way=(way, _("Entrar")))


def after_confirming(request: Visit) -> Redirect | Template:
    """Too late for a dangerous act: the form waits here until it is confirmed who is there."""
    way = f"/confirmar?next={quote(came_from(request))}"
    if not sent(request):
        said = _("Todavía no se hizo nada: después de confirmar, enviarlo de nuevo.")
        return see(request, way, said, kind="info")
    detail = _("Pasó mucho tiempo desde la última vez que se confirmó quién está ahí.")
    return _kept(request, _("Todavía no se guardó"), detail, way=(way, _("Confirmar quién soy")))


def with_a_new_token(request: Visit) -> Template:
    """The token of our own page is too old: it is sent again with the one of this page."""
    detail = _(
        "Todavía no se guardó: la página llevaba mucho tiempo abierta, o se borró su cookie."
    )
    response = _kept(request, _("El formulario venció"), detail)
    renew(request, response)
    return response


def _kept(
    request: Visit, title: str, detail: str, *, way: tuple[str, str] | None = None
) -> Template:  # fmt: skip
    response = page(
        request, "resend.html", status=HTTPStatus.FORBIDDEN, title=title, detail=detail, way=way,
        sent=sent(request), address=here(request), back=came_from(request),
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response
