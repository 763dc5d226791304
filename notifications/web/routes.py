"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from notifications.web.outbox_pages import OutboxPages

routes: list[ControllerRouterHandler] = [OutboxPages]
