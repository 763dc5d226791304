"""A process of its own that works out one rota: `python -m … CONFIG SOLVER …`."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Any

from server.foundation import database
from server.foundation.clock import now
from volunteers.assignments.domain.rota import work


async def main(config: dict[str, Any], solver: Sequence[str]) -> None:
    """Take the rota that waits, and stay with it."""
    async with database.connected(config, size=2):
        await work.step(now, solver=solver)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1]), sys.argv[2:]))
