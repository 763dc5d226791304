"""Where somebody lands after coming in."""

from typing import Final

from server.foundation.identity import Actor
from server.web.language import local
from server.web.pages import Door, navigation

DOOR: Final = "/entrar"
"""Nobody lands on a page for coming in."""


def landing(asked: str, doors: tuple[Door, ...], who: Actor | None) -> str:
    """The page they wanted to see, or else the first door of the navigation that is theirs."""
    wanted = local(asked)
    if wanted != "/" and not wanted.startswith(DOOR):
        return wanted
    theirs = navigation(doors, who, asked)
    return theirs[0].href if theirs else "/"
