"""Denied by default: a route that does not say who may use it keeps the server from starting."""

from collections.abc import Iterator

from litestar import Litestar
from litestar.exceptions import ImproperlyConfiguredException
from litestar.handlers.base import BaseRouteHandler
from litestar.handlers.http_handlers import HTTPRouteHandler

from server.web.guards import May, Open


def everyone_is_named(app: Litestar) -> None:
    """Raise ImproperlyConfiguredException for the routes that nobody is named for."""
    silent = sorted({path for path, handler in handlers(app) if not stated(handler)})
    if silent:
        raise ImproperlyConfiguredException(
            f"who may use {', '.join(silent)}? Add guards=[may(…)], or one of server.web.guards"
            " that asks nothing and says why"
        )


def handlers(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    """Every address with each of what answers there, but for the list of methods."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if handler.http_methods != {"OPTIONS"}:
                yield route.path, handler


def stated(handler: BaseRouteHandler) -> list[May | Open]:
    """What the route and what it belongs to say about who may use it."""
    said = [guard for layer in handler.ownership_layers for guard in layer.guards or ()]
    return [guard for guard in said if isinstance(guard, May | Open)]
