"""Running one of our commands in a process of its own, so that who serves is not disturbed."""

import asyncio
import sys
from typing import Final

import structlog

log: Final = structlog.get_logger()
OURS: Final = (sys.executable, "-m", "server.cli")
PATIENCE: Final = 10.0  # seconds, to clear away what was begun


async def until(leaving: asyncio.Event, *arguments: str) -> None:
    """Run the command, and break it off once `leaving` is set."""
    running = asyncio.create_task(run(*arguments))
    left = asyncio.create_task(leaving.wait())
    await asyncio.wait({running, left}, return_when=asyncio.FIRST_COMPLETED)
    for task in (running, left):
        task.cancel()
    await asyncio.wait({running, left})


async def run(*arguments: str) -> bool:
    """Whether `convoca ARGUMENTS` went well; told to stop when the caller is cancelled."""
    process = await asyncio.create_subprocess_exec(
        *(*OURS, *arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        told, _nothing = await process.communicate()
    except asyncio.CancelledError:
        await _ended(process)
        raise
    said = told.decode(errors="replace").strip()
    if process.returncode:
        log.error("a command failed", command=arguments[0], said=said[-500:])
        return False
    if said:
        log.info("a command was carried out", command=arguments[0], said=said[-500:])
    return True


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
