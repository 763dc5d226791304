"""Whether what a request began may already be kept: only if not, it is begun anew."""

from contextvars import ContextVar, Token
from typing import Final


class Attempt:
    """One try at answering a request.

    It has `kept` something once anything was, or may have been. It was `undone` when all it began
    is as if it never had: another try is free to succeed.
    """

    def __init__(self) -> None:
        self.kept = False
        self.undone = False


_attempt: Final[ContextVar[Attempt | None]] = ContextVar("attempt", default=None)


def begin() -> tuple[Attempt, Token[Attempt | None]]:
    """Begin one; whoever gives the token to `end` ends it."""
    attempt = Attempt()
    return attempt, _attempt.set(attempt)


def end(token: Token[Attempt | None]) -> None:
    """What happens from here on belongs to no try."""
    _attempt.reset(token)


def current() -> Attempt | None:
    """The one that this is a part of, if any."""
    return _attempt.get()


def note_keeping() -> None:
    """Say that something is being kept from now on."""
    attempt = _attempt.get()
    if attempt is not None:
        attempt.kept = True


def note_undone() -> None:
    """Say that what was begun is undone, and why it failed may not come again."""
    attempt = _attempt.get()
    if attempt is not None:
        attempt.undone = True
