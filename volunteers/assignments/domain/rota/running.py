"""The solver in a process of its own: asked, listened to, and ended when nobody listens."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

import msgspec
import structlog

from volunteers.assignments.domain.solver.result import Progress
from volunteers.assignments.domain.solver.work import Answer, Line, Said, Work

log: Final = structlog.get_logger()
SOLVER: Final = (sys.executable, "-m", "volunteers.assignments.domain.solver")
# The answer is one line, however many people it is about.
LONGEST_LINE: Final = 256 * 1024 * 1024
TOLD: Final = 4_000  # of what a broken solver says


class Run:
    """A run of the solver: how far it has come, and its best answer so far."""

    def __init__(self, process: Process) -> None:
        self.progress: Progress | None = None
        self.answer: Answer | None = None
        self._process = process

    async def converse(self, work: Work) -> None:
        """Say what is to be done and listen until there is nothing more to hear."""
        _out, error, _in = await asyncio.gather(self._listen(), self._complaint(), self._ask(work))
        if await self._process.wait():
            log.warning("the solver broke", said=error.decode(errors="replace")[-TOLD:])

    async def _ask(self, work: Work) -> None:
        # It stays open: the solver ends when it closes, which it does when this process dies.
        entry = self._process.stdin
        assert entry is not None
        with suppress(ConnectionError):
            entry.write(msgspec.json.encode(work) + b"\n")
            await entry.drain()

    async def _listen(self) -> None:
        lines = self._process.stdout
        assert lines is not None
        async for line in lines:
            said = msgspec.json.decode(line, type=Line)
            if isinstance(said, Said):
                self.progress = said.progress
            else:
                self.answer = said

    async def _complaint(self) -> bytes:
        complaints = self._process.stderr
        assert complaints is not None
        return await complaints.read()


@asynccontextmanager
async def solving(
    work: Work, command: Sequence[str] = SOLVER
) -> AsyncIterator[tuple[Run, asyncio.Task[None]]]:
    """A run of the solver and the conversation with it; neither outlasts the block.

    In a session of its own, it does not hear Ctrl-C: whoever started it ends it.
    """
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LONGEST_LINE, start_new_session=True
    )
    run = Run(process)
    conversation = asyncio.create_task(run.converse(work))
    try:
        yield run, conversation
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        (ended,) = await asyncio.gather(conversation, return_exceptions=True)
        if isinstance(ended, Exception):
            log.warning("the solver was not understood", why=type(ended).__name__)
