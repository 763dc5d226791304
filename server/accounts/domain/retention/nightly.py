"""What is seen to every night: what is due is forgotten, and the head of the audit written down."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from server.accounts.domain.audit import anchoring
from server.accounts.domain.retention import clocks
from server.accounts.domain.retention.rule import Rule
from server.accounts.domain.retention.running import owed, run

log = logging.getLogger(__name__)

EVERY: Final = timedelta(hours=20)


async def go_on(
    rules: Sequence[Rule],
    clock: Callable[[], datetime],
    *,
    folder: Path,
    zone: str,
    leaving: asyncio.Event,
) -> None:
    """Do what this night still owes; a run that was broken off begins anew.

    Nothing is forgotten by a clock that may have jumped: somebody has to look at it first.
    """
    if await owed(clock(), zone=zone):
        why = await clocks.doubt(clock())
        if why:
            log.error("retention waits: %s", why)
        else:
            await run(rules, clock, leaving=leaving)
    if anchoring.is_due(folder, before=clock() - EVERY):
        kept = await anchoring.keep(folder, at=clock())
        if kept is None:
            log.error("the audit does not hold: see convoca doctor")
