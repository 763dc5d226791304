"""Who may open a route: every route says so, and is denied before anything is read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeAlias

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from server.foundation.clock import now
from server.foundation.errors import NotAllowed, NotProved
from server.foundation.translation import gettext as _

Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]
Guard: TypeAlias = Callable[[Connection, BaseRouteHandler], None]

FRESH: Final = timedelta(minutes=15)
"""How long after showing who one is a dangerous act is offered."""
STILL_FRESH: Final = 2 * FRESH
"""How long it may then be sent: whoever filled in the form slowly loses nothing."""


class May:
    """A guard that lets in whoever may do one of its actions, somewhere."""

    def __init__(self, *actions: str) -> None:
        self.actions = actions

    def __call__(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """Raise NotAllowed for everybody else."""
        user = connection.scope.get("user")
        if user is None:
            raise NotAllowed(_("Hay que entrar primero."))
        if self.actions and not any(user.may(other) for other in self.actions[1:]):
            user.need(self.actions[0])


class Open:
    """A guard that asks nothing: it says who is let in without an account."""

    def __init__(self, to: str) -> None:
        self.to = to

    def __call__(self, _connection: Connection, _handler: BaseRouteHandler) -> None:
        """Let the request pass."""


def may(action: str, *others: str) -> Guard:
    """A guard that lets in whoever may do `action`, or one of the `others`, somewhere."""
    return May(action, *others)


SIGNED_IN: Final = May()
"""Everybody with an account, whatever they may do."""
ANYBODY: Final = Open("public")
HALF_WAY: Final = Open("half-way")
"""Whoever has done the first of two steps to come in: the route looks at the session."""
LINK_HOLDER: Final = Open("link")
"""Whoever knows the address: a secret in it is looked up by the route, and opens one thing."""
DOOR_PHONE: Final = Open("door")
"""The phone that a door link is bound to: the route compares its cookie."""
PROVIDER: Final = Open("provider")
"""Who delivers messages for us: the route checks the signature on what is sent."""
WATCHER: Final = Open("watcher")
"""This machine itself, or a program that knows the word of the settings: the route asks."""


def lately(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard for dangerous acts: raises NotProved unless this session showed lately who it is."""
    if not proved_lately(connection):
        raise NotProved(_("Antes de seguir hay que confirmar quién está aquí."))


def proved_lately(connection: Connection) -> bool:
    """Whether this session showed who it is shortly before; a form has longer than its page."""
    standing = connection.scope.get("session")
    proved = getattr(standing, "fresh_at", None)
    sends = connection.scope.get("method") not in {"GET", "HEAD"}
    return proved is not None and now() - proved < (STILL_FRESH if sends else FRESH)
