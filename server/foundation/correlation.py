"""Which request, or which run of a job, the work at hand belongs to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from typing import Any, Final

from structlog.contextvars import (
    bind_contextvars,
    bound_contextvars,
    get_contextvars,
    reset_contextvars,
)

_scope: Final[ContextVar[Mapping[str, Any] | None]] = ContextVar("scope", default=None)


class OfRequest:
    """Every line that is logged within is this request's; its route is read when it is known.

    Entered for each request there is, so without a generator's detour.
    """

    def __init__(self, number: str, scope: Mapping[str, Any]) -> None:
        self._number = number
        self._set = _scope.set(scope)

    def __enter__(self) -> None:
        """Begin."""
        self._bound = bind_contextvars(request=self._number)

    def __exit__(self, *_how: object) -> None:
        """Be as before."""
        reset_contextvars(**self._bound)
        _scope.reset(self._set)


@contextmanager
def of_run(job: str) -> Iterator[str]:
    """Every line that is logged within is this run's; its number."""
    number = token_hex(8)
    with bound_contextvars(job=job, run=number):
        yield number


def request_number() -> str:
    """What a person tells who asks for help; empty outside a request."""
    return str(get_contextvars().get("request", ""))


def route() -> str:
    """The template of the address, never the address: that may hold a code."""
    scope = _scope.get()
    return "" if scope is None else str(scope.get("path_template", ""))
