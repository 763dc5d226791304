"""Stands in for the solver: `python -m tests.support.rota_stand_in MANNER [FILE]`.

Its manner is how it behaves. FILE is there for as long as it is.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from volunteers.assignments.domain.solver.instance import Instance, Place
from volunteers.assignments.domain.solver.result import Progress, Rota
from volunteers.assignments.domain.solver.work import Answer, Line, Said, Work


def command(manner: str, *file: str) -> tuple[str, ...]:
    """How to start it."""
    return sys.executable, "-m", "tests.support.rota_stand_in", manner, *file


def main(manner: str, *files: str) -> int:
    """Do as the solver does, or as it should not."""
    for file in files:
        Path(file).touch()
    try:
        return behave(manner)
    finally:
        for file in files:
            Path(file).unlink()


def behave(manner: str) -> int:
    """Answer, or not."""
    work = msgspec.json.decode(sys.stdin.readline(), type=Work)
    _say(Said(Progress(phase="greedy", elapsed=0.1, filled=1, needed=2)))
    if manner == "broken":
        sys.stderr.write("it broke\n")
        return 3
    if manner == "babbling":
        sys.stdout.write("no JSON at all\n")
    if manner == "hasty" and not work.seconds:
        manner = "quick"
    if manner in {"quick", "endless"}:
        _say(Answer(rota=_rota(work.instance)))
    if manner in {"endless", "hasty", "mute"}:
        # Until who asked is gone.
        sys.stdin.read()
    return 0


def _rota(instance: Instance) -> Rota:
    return Rota(places=tuple(_places(instance)), outcome="bounded", objective=1000, bound=990)


def _places(instance: Instance) -> Iterator[Place]:
    """Everybody keeps what they hold, and the first two who hold nothing get the first event."""
    held = {one.place for one in instance.held}
    yield from held
    free = [person for person in range(len(instance.people)) if _idle(person, held)]
    yield from (Place(person, 0, "assistant" if n else "lead") for n, person in enumerate(free[:2]))


def _idle(person: int, held: set[Place]) -> bool:
    return not any(place.person == person for place in held)


def _say(line: Line) -> None:
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
