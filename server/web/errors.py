"""The one place that knows status codes: refusals become problem+json (RFC 9457) or a page."""

from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from server.foundation.correlation import request_number
from server.foundation.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    NotProved,
    Refusal,
    TooMany,
)
from server.foundation.translation import gettext as _
from server.web import resending
from server.web.origins import is_sent_from_here
from server.web.pages import here, page, see
from server.web.requests import Visit

log: Final = structlog.get_logger()
STATUS: Final[dict[type[Refusal], HTTPStatus]] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    NotAllowed: HTTPStatus.FORBIDDEN,
    NotProved: HTTPStatus.FORBIDDEN,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def refused(request: Visit, refusal: Refusal) -> Response[Any]:
    """A refusal of the domain, as the asker reads it."""
    anonymous = request.scope.get("user") is None
    if isinstance(refusal, NotAllowed) and anonymous:
        return _invite_in(request, refusal)
    if isinstance(refusal, NotProved) and not speaks_json(request):
        return _have_proved(request)
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    status = next(status for kind, status in STATUS.items() if isinstance(refusal, kind))
    return _answer(request, status, refusal.sentence, fields)


def misused(request: Visit, error: HTTPException) -> Response[Any]:
    """A request that did not reach the domain: no such page, a malformed body, a forged form."""
    status = HTTPStatus(error.status_code)
    if _is_stale(request, status):
        return resending.with_a_new_token(request)
    too_large = status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    sentence = _too_large(request) if too_large else _sentence(status)
    answer = _answer(request, status, sentence, _misread(error.extra))
    answer.headers.update(error.headers or {})
    return answer


def unusable(request: Visit, error: Exception) -> Response[Any]:
    """What the database will not keep: a NUL in a text, a code that does not exist."""
    log.warning(
        "the database refused",
        route=request.scope.get("path_template", ""),
        why=type(error).__name__,
    )
    sentence = _("Lo enviado contiene algo que no se puede guardar. No se guardó nada.")
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, sentence, {})


def nested(request: Visit, _error: RecursionError) -> Response[Any]:
    """JSON within JSON, deeper than anything that we read."""
    log.warning("nested too deep", route=request.scope.get("path_template", ""))
    status = HTTPStatus.BAD_REQUEST
    return _answer(request, status, _sentence(status), {})


def broken(request: Visit, error: Exception) -> Response[Any]:
    """A mistake of ours: logged whole, told without detail."""
    log.error(
        "unexpected error",
        route=request.scope.get("path_template", ""),
        method=request.method,
        exc_info=error,
    )
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _answer(request, status, _sentence(status), {})


def problem(status: HTTPStatus, detail: str, fields: dict[str, str]) -> Response[dict[str, Any]]:
    """A problem document; `errors` lists what is wrong with which field."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
    }
    if fields:
        told["errors"] = [{"field": name, "detail": said} for name, said in fields.items()]
    return Response(told, status_code=status, media_type="application/problem+json")


def _answer(
    request: Visit, status: HTTPStatus, sentence: str, fields: dict[str, str]
) -> Response[Any]:  # fmt: skip
    if speaks_json(request):
        return problem(status, sentence, fields)
    # Whoever meets a mistake of ours can say which: the line in the log has the same number.
    number = request_number() if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    back = resending.came_from(request) if request.method == "POST" else "/"
    told = {"title": _title(status), "detail": sentence, "number": number, "back": back}
    return page(request, "error.html", status=status, **told)


def speaks_json(request: Visit) -> bool:
    """Whether the asker is a program rather than a person with a browser."""
    return request.url.path.startswith(("/api/", "/schema", "/health"))


def _invite_in(request: Visit, refusal: Refusal) -> Response[Any]:
    if speaks_json(request):
        response = problem(HTTPStatus.UNAUTHORIZED, refusal.sentence, {})
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    if request.method != "GET":
        return resending.after_signing_in(request)
    return Redirect(f"/entrar?next={quote(here(request))}", status_code=HTTP_303_SEE_OTHER)


def _have_proved(request: Visit) -> Response[Any]:
    """To the page that asks who is there, and from there back to the one that this came from."""
    if request.method == "GET":
        return see(request, f"/confirmar?next={quote(here(request))}")
    return resending.after_confirming(request)


def _is_stale(request: Visit, status: HTTPStatus) -> bool:
    """Whether a page of ours was open for too long; what anybody else sends is never kept."""
    forged = status is HTTPStatus.FORBIDDEN and not speaks_json(request)
    return forged and is_sent_from_here(request.scope)


def _too_large(request: Visit) -> str:
    handler = request.scope.get("route_handler")
    most = handler.resolve_request_max_body_size() if isinstance(handler, HTTPRouteHandler) else 0
    if not most:
        return _("Lo enviado es demasiado grande.")
    told = f"{most // 2**20} MB" if most >= 2**20 else f"{most // 2**10} KB"
    return _("Lo enviado es demasiado grande: aquí caben %(size)s.", size=told)


def _misread(extra: Any) -> dict[str, str]:
    if not isinstance(extra, list):
        return {}
    return {str(item.get("key", "")): str(item.get("message", "")) for item in extra}


def _title(status: HTTPStatus) -> str:
    titles = {
        HTTPStatus.NOT_FOUND: _("No se encontró"),
        HTTPStatus.FORBIDDEN: _("No está permitido"),
        HTTPStatus.CONFLICT: _("No es posible ahora"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Es demasiado grande"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Demasiados intentos"),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Algo falló"),
    }
    return titles.get(status, _("No se pudo hacer"))


def _sentence(status: HTTPStatus) -> str:
    sentences = {
        HTTPStatus.NOT_FOUND: _("Esta página no existe o ya no está."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Esta dirección no admite esa acción."),
        HTTPStatus.FORBIDDEN: _("El formulario venció. Volver a la página y enviarlo de nuevo."),
        HTTPStatus.UNAUTHORIZED: _("Hay que entrar primero."),
        HTTPStatus.INTERNAL_SERVER_ERROR: _(
            "Fue un error del sistema y quedó anotado. No se guardó nada a medias."
        ),
    }
    return sentences.get(status, _("Lo enviado no se pudo leer."))
