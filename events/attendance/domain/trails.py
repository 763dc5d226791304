"""What stands for the passes of a batch in the register of one event."""

from collections.abc import Collection, Mapping
from datetime import datetime

from events.attendance.domain import pseudonyms
from events.attendance.domain.cards import pass_heirs, passes
from events.attendance.domain.doors import Doorway
from server.foundation.signing import Signer


async def trail(
    cards: Collection[str], doorway: Doorway, *, signer: Signer
) -> Mapping[str, bytes]:  # fmt: skip
    """The pseudonym of each card, or of what took its place since; none without the period's key.

    The key is drawn only when a card is there to need it.
    """
    salt = doorway.salt
    if salt is None and cards and not doorway.trail_destroyed:
        salt = await pseudonyms.salt_of(doorway.period)
    if salt is None:
        return {}
    drawn = {card: pseudonyms.pseudonym(card, salt=salt, signer=signer) for card in cards}
    now = await pass_heirs.last(drawn.values(), signer=signer)
    return {card: now[pseudonym] for card, pseudonym in drawn.items()}


async def revoked(cards: Collection[str], *, signer: Signer) -> Mapping[str, datetime]:
    """Since when those of these cards that are revoked are worth nothing."""
    marks = {passes.mark(card, signer): card for card in cards}
    since = await passes.revoked_since(marks.keys())
    return {marks[mark]: moment for mark, moment in since.items()}
