"""Whether this process lives, and whether it can serve."""

from litestar import Response, get

from server.foundation.database import fetch
from server.web.requests import Visit


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/health/ready", include_in_schema=False)
async def ready(request: Visit) -> Response[dict[str, str]]:
    """The database answers, and the scheduler ticked lately where it should."""
    await fetch("SELECT 1")
    return Response({"status": "ok", "scheduler": request.app.state.ticker.condition()})
