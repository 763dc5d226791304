"""The solver's process answers line by line, and ends when nobody listens any more."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import msgspec
import pytest

from tests.support.rota_instances import instance
from volunteers.assignments.domain.solver import worker
from volunteers.assignments.domain.solver.funnel import funnels
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.work import Answer, Line, Said, Work

WORK = Work(instance=instance(20, 6, seed=2), seconds=30, seed=1)
# Asked for what takes long: nobody waits for the answer.
LONG = Work(instance=instance(300, 150, seed=2), seconds=60, seed=1)
COMMAND = [sys.executable, "-m", "volunteers.assignments.domain.solver"]
PATIENCE = 30


@contextmanager
def process(work: Work) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        running.stdin.write(msgspec.json.encode(work) + b"\n")
        running.stdin.flush()
        try:
            yield running
        finally:
            running.kill()


def lines(told: bytes) -> list[Line]:
    return [msgspec.json.decode(line, type=Line) for line in told.splitlines()]


def test_each_line_says_how_far_it_has_come_and_the_last_is_the_answer() -> None:
    out = BytesIO()
    worker.answered(WORK, out)
    *before, last = lines(out.getvalue())
    assert [each.progress.phase for each in before if isinstance(each, Said)][-1] == "explaining"
    assert isinstance(last, Answer)
    assert last.rota.places == solve(WORK.instance, seconds=30, seed=1).places
    assert last.funnels == funnels(WORK.instance, last.rota.places)
    assert last.funnels


def test_a_process_answers_and_ends() -> None:
    with process(WORK) as running:
        assert running.stdout is not None
        last = lines(running.stdout.read())[-1]
        assert isinstance(last, Answer)
        assert last.rota.outcome == "optimal"
        assert running.wait(PATIENCE) == 0


def test_a_process_ends_when_its_input_is_closed() -> None:
    with process(LONG) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdout.readline()
        running.stdin.close()
        assert running.wait(PATIENCE) == worker.GONE


def test_the_watch_ends_the_process_once_the_input_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    reading, writing = os.pipe()
    os.write(writing, b"more")
    os.close(writing)
    worker._watch(reading)
    os.close(reading)
    assert ended == [worker.GONE]
