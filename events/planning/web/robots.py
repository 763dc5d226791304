"""What programs that read the web may read: the agenda and every calendar."""

from typing import Final

from litestar import MediaType, get

from server.web.guards import ANYBODY

# Google Calendar reads this before it reads a calendar, and takes a missing file for a refusal.
# Nothing secret is named: who knows a secret address was given it, and pages want a sign-in.
ROBOTS: Final = """\
User-agent: *
Disallow: /c/
Disallow: /C/
Disallow: /p/
Disallow: /puerta/
Disallow: /entrar
"""


@get(
    "/robots.txt",
    guards=[ANYBODY],
    media_type=MediaType.TEXT,
    include_in_schema=False,
    sync_to_thread=False,
)
def robots() -> str:
    """Feeds of every kind, also personal ones, may be fetched."""
    return ROBOTS
