"""Every address of this room."""

from litestar.types import ControllerRouterHandler

from events.attendance.web.check_in_pages import CheckInPages
from events.attendance.web.register_api import RegisterApi
from events.attendance.web.register_pages import RegisterPages
from events.attendance.web.tally_pages import TallyPages

routes: list[ControllerRouterHandler] = [CheckInPages, RegisterApi, RegisterPages, TallyPages]
