"""How many came in, were refused or were asked to wait, by the way they tried: nobody is named."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from server.foundation.counters import SIGN_INS
from server.foundation.errors import Refusal, TooMany

P = ParamSpec("P")
T = TypeVar("T")


def counted(way: str) -> Callable[[Callable[P, Awaitable[T]]], Callable[P, Awaitable[T]]]:
    """Count how each try to come in that `way` ends."""

    def counting(trying: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @wraps(trying)
        async def tried(*args: P.args, **kwargs: P.kwargs) -> T:
            outcome = "failed"
            try:
                result = await trying(*args, **kwargs)
                outcome = "opened"
            except TooMany:
                outcome = "throttled"
                raise
            except Refusal:
                outcome = "refused"
                raise
            finally:
                SIGN_INS.labels(way, outcome).inc()
            return result

        return tried

    return counting
