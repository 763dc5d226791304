"""Applications for tests: building one takes longer than most tests, so it is built once."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar

from server.app import create_app, shared
from server.foundation.settings import Settings


def application(settings: Settings, *addresses: Any) -> Litestar:
    """The application for these settings, with more addresses if a test needs them.

    What requests share is made anew; the tests' pool is the session's, so there is no lifespan.
    """
    app = _built(msgspec.structs.replace(settings, data_dir=Path("nowhere")), *addresses)
    app.state = shared(settings)
    return app


@cache
def _built(configured: Settings, *addresses: Any) -> Litestar:
    app = create_app(configured)
    for address in addresses:
        app.register(address)
    return app
