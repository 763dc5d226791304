"""Whether this process lives, and whether it can serve."""

from http import HTTPStatus

from litestar import Response, get

from server.foundation.migrations import condition
from server.web.requests import Visit


@get("/health/live", include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/health/ready", include_in_schema=False)
async def ready(request: Visit) -> Response[dict[str, str]]:
    """The database has this version's shape, and the scheduler ticked lately if it should."""
    database, scheduler = await condition(), request.app.state.ticker.condition()
    well = database == "ok" and scheduler != "stale"
    return Response(
        {"status": "ok" if well else "failing", "database": database, "scheduler": scheduler},
        status_code=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE,
    )
