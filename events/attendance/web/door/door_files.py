"""What a browser needs to keep the door's page at hand without a signal."""

import re
from typing import Any, Final

from litestar import Response, get
from litestar.params import FromPath

from server.foundation.errors import NotFound
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.assets import STATIC_FOLDER, asset
from server.web.guards import ANYBODY
from server.web.headers import PAGE_POLICY

SCANS: Final = "script-src 'self' 'wasm-unsafe-eval'"
DOOR_POLICY: Final = (
    PAGE_POLICY.replace("script-src 'self'", SCANS)
    + "; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:"
)
"""The policy of the door's page alone: codes are read by WebAssembly that we serve ourselves."""
TOKEN: Final = re.compile(r"[\w-]{8,64}", re.ASCII)


@get("/puerta/sw.js", guards=[ANYBODY], include_in_schema=False, sync_to_thread=True)
def worker() -> Response[bytes]:
    """The service worker; from here it may answer for every door of the installation."""
    built = STATIC_FOLDER / asset("door-worker.js").rpartition("/")[2]
    return Response(
        built.read_bytes(),
        media_type="text/javascript",
        headers={"Cache-Control": "no-cache"},
    )


@get(
    "/puerta/{token:str}/app.webmanifest",
    guards=[ANYBODY],
    include_in_schema=False,
    sync_to_thread=False,
)
def manifest(token: FromPath[str]) -> Response[dict[str, Any]]:
    """What the page is called and looks like where it is installed: nothing tells what it is for.

    It says nothing of the door itself, so it answers for every token that could be one.
    """
    if not TOKEN.fullmatch(token):
        raise NotFound(_("Esta página no existe."))
    return Response(
        {
            "id": "/puerta/",
            "name": "Convoca",
            "short_name": "Convoca",
            "lang": current_language(),
            "start_url": f"/puerta/{token}",
            "scope": "/puerta/",
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#faf5ec",
            "theme_color": "#17594a",
            "icons": [
                {"src": asset("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": asset("app-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": asset("app-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": asset("app-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
            ],
        },
        media_type="application/manifest+json",
        headers={"Cache-Control": "no-cache"},
    )
