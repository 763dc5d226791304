"""Every address of this room."""

from litestar.types import ControllerRouterHandler

routes: list[ControllerRouterHandler] = []
