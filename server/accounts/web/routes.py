"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from server.accounts.web.sign_in_pages import SignInPages

routes: list[ControllerRouterHandler] = [SignInPages]
