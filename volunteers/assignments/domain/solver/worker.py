"""The solver's process: reads its work, says how far it has come, answers, and outlives nobody.

Run as `python -m volunteers.assignments.domain.solver`. The work is one line on the standard input,
which stays open: when it is closed, whoever asked has gone, and the process ends at once. So it is
ended by closing its input, and dies with a parent that was killed.
"""

import os
import sys
import time
from threading import Thread
from typing import IO, Final

import msgspec

from volunteers.assignments.domain.solver.funnel import funnels
from volunteers.assignments.domain.solver.result import Progress
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.work import Answer, Line, Said, Work

GONE: Final = 3  # the exit code where nobody waits for the answer any more
PIECE: Final = 4096
Pipe = IO[bytes]


def main() -> None:
    """Work through one line of the standard input."""
    work = msgspec.json.decode(sys.stdin.buffer.readline(), type=Work)
    Thread(target=_watch, args=(sys.stdin.fileno(),), daemon=True).start()
    answered(work, sys.stdout.buffer)


def answered(work: Work, out: Pipe) -> None:
    """Solve, and write every line as soon as there is something to say."""

    def said(progress: Progress) -> None:
        _write(out, Said(progress))

    started = time.monotonic()
    rota = solve(
        work.instance, seconds=work.seconds, seed=work.seed, weights=work.weights, said=said
    )
    needed = sum(task.leads + task.assistants for task in work.instance.tasks)
    said(
        Progress(
            phase="explaining", elapsed=time.monotonic() - started,
            filled=len(rota.places), needed=needed, gap=rota.gap,
        )
    )  # fmt: skip
    _write(out, Answer(rota, funnels(work.instance, rota.places)))


def _watch(asked: int) -> None:
    """HiGHS does not look at Python's signals while it works; this thread ends it all the same.

    It reads past Python's buffer, whose lock would be missed when the process ends by itself.
    """
    while os.read(asked, PIECE):
        pass
    os._exit(GONE)


def _write(out: Pipe, line: Line) -> None:
    out.write(msgspec.json.encode(line) + b"\n")
    out.flush()
