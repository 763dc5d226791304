"""Keeping the head of the chain outside the database, where cutting off its end shows.

Whoever can write to the database and to this file alike can still lie: the head is printed by the
backup and by the doctor too, and is worth copying to a place that this machine cannot reach.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

from server.accounts.domain.audit.verifying import START, Head, Verdict, beginning, head, verify
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.whole_files import written_whole

NAME: Final = "audit-head"
STANDS: Final = "SELECT hash FROM audit_entry WHERE id = $1"


async def keep(folder: Path, *, at: datetime) -> Head | None:
    """Write down how far the chain reaches now, once it was followed from what was written before.

    None when the chain does not hold: the anchor stays as it is, because it is the evidence.
    """
    async with transaction():
        await only_one_at_a_time(f"audit-head:{folder}")
        anchor = kept(folder)
        if anchor is not None and not await holds(anchor):
            return None
        trusted = anchor if anchor is not None and await _still_there(anchor) else None
        told = await verify(trusted)
        if told.broken is not None:
            return None
        with written_whole(folder / NAME) as file:
            file.write(f"{told.until} {at.isoformat()}\n".encode())
        return told.until


def is_due(folder: Path, *, before: datetime) -> bool:
    """Whether the head was last written down before then, or never."""
    file = folder / NAME
    return not file.exists() or file.stat().st_mtime < before.timestamp()


def kept(folder: Path) -> Head | None:
    """The head that was written down last; None where there is none, or none that can be read."""
    try:
        number, digest, _at = (folder / NAME).read_text().split()
        return Head(int(number), bytes.fromhex(digest))
    except (OSError, ValueError):
        return None


async def holds(anchor: Head) -> bool:
    """Whether what was kept is still part of the chain; an end that was cut off is not."""
    if anchor == START or await _still_there(anchor):
        return True
    # Retention may have given it up since: then a checkpoint reaches as far, or beyond it.
    given_up = await beginning()
    return anchor == given_up or anchor.number < given_up.number


async def whole(folder: Path) -> Verdict:
    """Follow all of the chain, and see that it still reaches what was kept in the folder."""
    told = await verify()
    anchor = kept(folder)
    if told.broken is None and anchor is not None and not await holds(anchor):
        return Verdict(told.after, told.until, (await head()).number + 1)
    return told


async def _still_there(anchor: Head) -> bool:
    rows = await fetch(STANDS, anchor.number)
    return bool(rows) and rows[0]["hash"] == anchor.hash
