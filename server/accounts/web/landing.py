"""Where somebody lands after coming in."""

from server.foundation.identity import Actor
from server.web.language import local
from server.web.pages import Door, navigation


def landing(asked: str, doors: tuple[Door, ...], who: Actor | None) -> str:
    """The page they wanted to see, or else the first door of the navigation that is theirs."""
    if asked not in {"", "/"}:
        return local(asked)
    theirs = navigation(doors, who, asked)
    return theirs[0].href if theirs else "/"
