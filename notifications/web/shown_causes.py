"""Why notices failed, in words: many things that providers say mean the same."""

from collections.abc import Iterable

from msgspec import Struct

from notifications.domain.outbox.causes import Cause
from notifications.domain.outbox.failure_words import cause_in_words, is_wrong_address


class ShownCause(Struct, frozen=True, kw_only=True):
    """A reason, what was `said` for it, and of how many notices."""

    words: str
    said: tuple[str, ...]
    number: int
    wrong_address: bool


def shown_causes(causes: Iterable[Cause]) -> list[ShownCause]:
    """Those that read the same as one, those of most notices first."""
    alike: dict[str, list[Cause]] = {}
    for cause in causes:
        alike.setdefault(cause_in_words(cause.said), []).append(cause)
    shown = [_as_one(words, those) for words, those in alike.items()]
    return sorted(shown, key=lambda cause: -cause.number)


def _as_one(words: str, causes: list[Cause]) -> ShownCause:
    return ShownCause(
        words=words,
        said=tuple(cause.said for cause in causes),
        number=sum(cause.number for cause in causes),
        wrong_address=all(_leads_nowhere(cause.said) for cause in causes),
    )


def _leads_nowhere(said: str) -> bool:
    channel, _colon, detail = said.partition(":")
    return is_wrong_address(channel, detail)
