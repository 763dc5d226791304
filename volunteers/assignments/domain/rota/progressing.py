"""How far the working out of a rota has come, as it is kept for those who wait."""

from msgspec import Struct

from volunteers.assignments.domain.solver.result import Progress


class Progressing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The latest of the solver, empty until it says something; or why there is no rota."""

    phase: str = ""
    elapsed: float = 0.0
    filled: int = 0
    needed: int = 0
    gap: int | None = None
    failure: str = ""


def progressing(said: Progress) -> Progressing:
    """What the solver said, to keep."""
    return Progressing(
        phase=said.phase, elapsed=round(said.elapsed, 1), filled=said.filled, needed=said.needed,
        gap=said.gap,
    )  # fmt: skip
