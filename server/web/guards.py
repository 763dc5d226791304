"""Who may open a route: denied before anything is read."""

from collections.abc import Callable
from typing import Any, TypeAlias

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from server.foundation.errors import NotAllowed
from server.foundation.translation import gettext as _

Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]
Guard: TypeAlias = Callable[[Connection, BaseRouteHandler], None]


def may(action: str, *others: str) -> Guard:
    """A guard that lets in whoever may do `action`, or one of the `others`, somewhere."""

    def guard(connection: Connection, handler: BaseRouteHandler) -> None:  # noqa: ARG001 (Litestar's signature)
        user = connection.scope.get("user")
        if user is None:
            raise NotAllowed(_("Hay que entrar primero."))
        if not any(user.may(other) for other in others):
            user.need(action)

    return guard
