"""Passes that are worth nothing any more, for tests."""

from events.attendance.domain.cards import passes
from server.foundation.database import execute
from server.foundation.signing import Signer
from tests.support.events import TODAY


async def revoke(code: str, signer: Signer) -> None:
    """Make a pass of a phone worth nothing any more."""
    await execute(
        "INSERT INTO pass (mark, revoked_at, reason) VALUES ($1, $2, 'Se perdió')",
        passes.mark(code, signer), TODAY,
    )  # fmt: skip
