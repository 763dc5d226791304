"""How much somebody has not read, for the badge on top of every page."""

from typing import Final

from server.web.requests import Visit

NAME: Final = "unread"


async def counted(request: Visit) -> None:
    """Before a page is made: ask the room that knows, which server/app.py names."""
    ask = request.app.state.get(NAME)
    wants_a_page = "text/html" in request.headers.get("accept", "")
    if ask is not None and request.user is not None and wants_a_page:
        request.scope["state"][NAME] = await ask(request.user)


def unread(request: Visit) -> int:
    """What was counted before this page, if anything was."""
    return int(request.scope["state"].get(NAME, 0))
