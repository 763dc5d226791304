"""Saying that the database, or room on the disk, is missing: what was typed is not lost."""

from http import HTTPStatus
from typing import Any, Final

import structlog
from litestar import Response

from server.foundation import attempts
from server.foundation.outages import Trouble, trouble
from server.foundation.translation import gettext as _
from server.web.errors import broken, problem, speaks_json
from server.web.pages import here, page
from server.web.requests import Visit
from server.web.resending import sent

log: Final = structlog.get_logger()
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
COMES_BACK: Final[dict[Trouble, int]] = {
    "away": 5, "lost": 2, "busy": 5, "crossed": 1, "full": 60, "unknown": 5,
}  # fmt: skip
"""In how many seconds it is worth trying again."""


def unavailable(request: Visit, error: Exception) -> Response[Any]:
    """What the asker is told when something outside of us is missing; anything else is ours."""
    wrong = trouble(error)
    if wrong is None:
        return broken(request, error)
    if wrong in {"lost", "crossed"}:
        attempts.note_undone()
    log.warning(
        "the database cannot be used",
        route=request.scope.get("path_template", ""),
        trouble=wrong,
        why=type(error).__name__,
    )
    status = HTTPStatus.INSUFFICIENT_STORAGE if wrong == "full" else HTTPStatus.SERVICE_UNAVAILABLE
    answer = _told(request, wrong, status)
    answer.headers["Retry-After"] = str(COMES_BACK[wrong])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(request: Visit, wrong: Trouble, status: HTTPStatus) -> Response[Any]:
    asking = request.method in SAFE
    doubtful = wrong == "unknown" and not asking
    sentence = _full() if wrong == "full" else _doubt() if doubtful else _gone()
    if speaks_json(request):
        return problem(status, f"{sentence} {_kept(asking=asking, doubtful=doubtful)}", {})
    return page(
        request, "unavailable.html", status=status, asking=asking, doubtful=doubtful,
        detail=sentence, kept=_kept(asking=asking, doubtful=doubtful), sent=sent(request),
        address=here(request), at_the_door=request.url.path[:3].lower() == "/c/",
    )  # fmt: skip


def _gone() -> str:
    return _("La base de datos no responde en este momento. Suele volver en unos segundos.")


def _full() -> str:
    return _("Ya no hay espacio en el disco del servidor: hay que avisar a quien lo administra.")


def _doubt() -> str:
    return _("La conexión con la base de datos se cortó justo al guardar.")


def _kept(*, asking: bool, doubtful: bool) -> str:
    if doubtful:
        return _(
            "Puede que lo enviado ya esté guardado: conviene verlo antes de enviarlo otra vez."
        )
    if asking:
        return _("Todo lo guardado antes sigue guardado.")
    return _("Lo enviado ahora no se guardó; lo guardado antes sigue guardado.")
