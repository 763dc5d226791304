"""Who may write down what is of a place, or of no single one."""

from typing import Final

from server.foundation.identity import Actor

NOWHERE: Final = ""
"""What lies in no single municipality: only who looks after all of them reaches it."""


def may_keep(by: Actor, municipality: str | None) -> bool:
    """Whether somebody may write it down, put it right and take it back."""
    return by.may("register", NOWHERE if municipality is None else municipality)


def need_to_keep(by: Actor, municipality: str | None) -> None:
    """Raise NotAllowed for who may not."""
    by.need("register", NOWHERE if municipality is None else municipality)
