"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.outreach.web.outreach_api import OutreachApi
from events.outreach.web.outreach_pages import OutreachPages

routes: list[ControllerRouterHandler] = [OutreachPages, OutreachApi]
