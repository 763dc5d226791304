"""Counts of several processes, as one of them tells them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from server.foundation import worker_counts
from server.foundation.counters import JOB_RUNS
from server.foundation.worker_counts import VARIABLE, added_up, kept_together, processes

REPOSITORY: Final = Path(__file__).resolve().parents[3]
WORKS: Final = """
import sys
from server.foundation.counters import IN_FLIGHT, REQUESTS, TICKED
REQUESTS.labels("GET", "/", "200").inc(int(sys.argv[1]))
IN_FLIGHT.inc(int(sys.argv[1]))
TICKED.set(int(sys.argv[1]))
print("counted", flush=True)
sys.stdin.read()
"""
FORKS: Final = """
import multiprocessing, pathlib, sys
from server.foundation.counters import CHECK_INS
from server.foundation.worker_counts import added_up, kept_together
def told():
    samples = [sample for family in added_up() for sample in family.samples]
    return [sample.value for sample in samples if sample.name == "convoca_check_ins_total"]
CHECK_INS.labels("self").inc(5)
with kept_together(pathlib.Path(sys.argv[1])):
    counts = lambda: CHECK_INS.labels("self").inc()
    child = multiprocessing.get_context("fork").Process(target=counts)
    child.start()
    child.join()
    print(told())
print(told())
"""
TELLS: Final = """
from server.foundation.worker_counts import added_up, processes
print(processes())
for family in added_up():
    for sample in family.samples:
        print(sample.name, sample.labels, sample.value)
"""


def worker(number: int) -> subprocess.Popen[str]:
    """A process that counted to `number`, and lives on."""
    started = subprocess.Popen(
        [sys.executable, "-c", WORKS, str(number)], cwd=REPOSITORY, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == "counted\n"
    return started


def told() -> str:
    """What yet another process tells of all of them."""
    return subprocess.run(
        [sys.executable, "-c", TELLS], cwd=REPOSITORY, text=True, capture_output=True, check=True
    ).stdout


def test_any_process_tells_the_counts_of_all(tmp_path: Path) -> None:
    with kept_together(tmp_path) as folder:
        one, other = worker(3), worker(4)
        together = told()
        other.communicate()
        afterwards = told()
        one.communicate()
    counted = "convoca_http_requests_total {'method': 'GET', 'route': '/', 'status': '200'} 7.0"
    for lines in (together.splitlines(), afterwards.splitlines()):
        assert [line for line in lines if line.startswith("convoca_http_requests_t")] == [counted]
    standing = ("convoca_http_requests_in", "convoca_scheduler_last")
    gauges = [
        [line for line in lines.splitlines() if line.startswith(standing)]
        for lines in (together, afterwards)
    ]
    ticked = "convoca_scheduler_last_tick_timestamp_seconds {} 4.0"
    assert sorted(gauges[0]) == ["convoca_http_requests_in_flight {} 7.0", ticked]
    assert sorted(gauges[1]) == ["convoca_http_requests_in_flight {} 3.0", ticked]
    assert (str(one.pid) in together, str(other.pid) in together) == (True, True)
    assert (str(one.pid) in afterwards, str(other.pid) in afterwards) == (True, False)
    assert (folder.exists(), VARIABLE in os.environ) == (False, False)


def test_processes_that_are_forked_count_from_the_beginning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKS, str(tmp_path)],
        cwd=REPOSITORY, text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["[1.0]", "[]"]


def test_a_process_that_serves_alone_tells_its_own() -> None:
    JOB_RUNS.labels("alone", "done").inc()
    names = {sample.name for family in added_up() for sample in family.samples}
    assert ("convoca_job_runs_total" in names, processes()) == (True, [os.getpid()])


def test_what_a_killed_server_left_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, lives, other = (tmp_path / f"convoca-counts-{of}" for of in ("4194305-x", "1-x", "x"))
    for folder in (gone, lives, other):
        folder.mkdir()
    with kept_together(tmp_path):
        assert [folder.exists() for folder in (gone, lives, other)] == [False, True, True]


def test_counts_lie_in_memory_where_that_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_counts, "MEMORY", tmp_path)
    assert worker_counts.place(tmp_path / "data") == tmp_path
    monkeypatch.setattr(worker_counts, "MEMORY", tmp_path / "none")
    assert worker_counts.place(tmp_path / "data") == tmp_path / "data"


def test_a_process_of_somebody_else_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_number: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    assert worker_counts._lives(1)
