"""What reports about a message mean, which come in any order, twice, or not at all."""

from typing import Final

# A message that arrived cannot have failed, whichever report came last.
RANK: Final = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
TOLD: Final = ("sent", "delivered", "read")
# Whoever holds the lease goes on, and what lost its reason stays unsaid.
NOT_OURS: Final = frozenset({"in_flight", "superseded"})


def further(known: str | None, said: str) -> str:
    """The furthest that a message came, as far as was reported."""
    return said if known is None or RANK[said] > RANK[known] else known


def outcome(receipt: str) -> str:
    """How an attempt ended that this was reported of."""
    return "refused" if receipt == "failed" else "sent"


def becomes(state: str, receipt: str, *, last: bool) -> str | None:
    """The state that a notice goes to, if to another.

    One that failed is queued to be said again; `last` is whether no later attempt was taken, or may
    have been.
    """
    if state in NOT_OURS:
        return None
    if receipt == "failed":
        return "queued" if last and state not in {"failed", "delivered", "read"} else None
    if state in TOLD and TOLD.index(state) >= TOLD.index(receipt):
        return None
    return receipt
