"""The pages of help, for everybody: the guides, and one of them."""

from typing import Final

from litestar import Controller, get
from litestar.datastructures import CacheControlHeader
from litestar.params import FromPath
from litestar.response import Template
from litestar.static_files import create_static_files_router

from server.web import help_guides
from server.web.guards import ANYBODY
from server.web.pages import page
from server.web.requests import Visit

A_DAY: Final = 86_400


class HelpPages(Controller):
    """How to do things with Convoca."""

    path = "/ayuda"
    include_in_schema = False
    guards = (ANYBODY,)

    @get("")
    async def every(self, request: Visit) -> Template:
        """The guides, with what is in each."""
        return page(request, "help/guides.html", guides=help_guides.guides())

    @get("/{guide:str}")
    async def one(self, request: Visit, guide: FromPath[str]) -> Template:
        """A guide."""
        shown = help_guides.guide(guide)
        return page(request, "help/guide.html", guide=shown, guides=help_guides.guides())


pictures: Final = create_static_files_router(
    path="/ayuda/imagenes",
    directories=[help_guides.PICTURES],
    cache_control=CacheControlHeader(max_age=A_DAY, public=True),
    opt={"exclude_from_csrf": True},
    guards=[ANYBODY],
    include_in_schema=False,
)
routes: Final = (HelpPages, pictures)
