"""A process of its own that works on imports until it is killed: `python -m … CONFIG`."""

import asyncio
import json
import sys
from typing import Any

from events.planning.domain.imports import work
from notifications.domain import upstairs
from server.foundation import database
from server.foundation.clock import now


async def main(config: dict[str, Any]) -> None:
    """Say after each step how many were done, and go on until nothing waits."""
    async with database.connected(config, size=2):
        while await work.step(now(), zone="America/Guatemala", above=upstairs):
            sys.stdout.write("step\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
