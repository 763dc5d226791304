"""Drawing the codes of a sheet of passes, which exist on paper alone from then on."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from events.attendance.domain import codes
from events.attendance.domain.cards import pass_sheets
from events.attendance.domain.cards.card_sheet import CardSheet, card_sheet
from events.attendance.domain.cards.pass_sheets import NewSheet
from server.foundation.identity import Actor
from server.foundation.signing import Signer


async def print_sheet(
    new: NewSheet,
    languages: Sequence[str],
    base_url: str,
    *,
    by: Actor,
    at: datetime,
    signer: Signer,
) -> bytes:
    """The PDF of a new sheet; nobody can make it again.

    The cards are known only once the file is there: what fails on the way leaves nothing behind.
    Raises NotAllowed, Invalid, and MadeBefore when this very sheet was made before.
    """
    pass_sheets.check(new, by)
    await pass_sheets.need_new(new.id)
    drawn = [codes.new_pass_code() for _number in range(new.cards)]
    sheet = CardSheet(letters=new.letters, codes=drawn, base_url=base_url, languages=languages)
    made = await asyncio.to_thread(card_sheet, sheet)
    await pass_sheets.keep(new, drawn, by=by, at=at, signer=signer)
    return made
