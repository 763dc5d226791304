"""What a browser calls itself, in the few words by which its owner knows it again."""

from typing import Final

from server.foundation.translation import gettext as _

# The first that is found counts: most browsers also name those that they imitate.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def browser_named(user_agent: str) -> str:
    """Such as «Chrome en Android»; nothing of it is taken over as it was sent."""
    browser = _first(BROWSERS, user_agent) or _("Otro navegador")
    system = _first(SYSTEMS, user_agent)
    return _("%(browser)s en %(system)s", browser=browser, system=system) if system else browser


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in known if mark in user_agent), "")
