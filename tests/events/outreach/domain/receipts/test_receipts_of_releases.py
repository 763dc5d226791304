"""The receipt of a release holds as long as nothing changes, also in a donor's own ages."""

from datetime import date

import pytest

from events.outreach.domain.bands import Bands, compile_bands
from events.outreach.domain.receipts import checking, reading
from events.outreach.domain.releases import releasing
from events.outreach.domain.releases.wish import Wish
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, WORKSHOP_DAY, held, tallied


@pytest.mark.parametrize("ages", [None, compile_bands({"Adultas": (18, None)})])
async def test_the_receipt_of_a_release_holds(db: None, ages: Bands | None) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 40, sex="female", age_band="25-34")
    wish = Wish(
        title="Marzo", readers="public", first=date(2026, 3, 1), last=date(2026, 3, 31),
        zone="America/Guatemala", ages=ages,
    )  # fmt: skip
    release = await releasing.publish(wish, by=SYSTEM, at=AFTER)
    (receipt,) = await reading.of_release(release)
    verdict = await checking.checked(receipt, AFTER)
    assert verdict.changes == ()
    assert receipt.release == release
