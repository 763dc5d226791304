"""Where two passes of one person were at the same event, it counts them once from then on."""

from datetime import timedelta

import pytest

from events.attendance.domain.cards import pass_replacement, passes
from events.attendance.domain.cards.pass_replacement import BothWereThere, Counted, Replacement
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER, sightings
from tests.events.attendance.domain.cards.test_pass_replacement import came, people, replaced
from tests.events.attendance.printed_passes import printed
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned

pytestmark = pytest.mark.usefixtures("db")


async def test_where_both_were_one_line_counts_and_only_if_they_are_one_person(cast: Cast) -> None:
    old, new = await printed(2)
    event, next_event = await planned(), await planned(title="Otro taller")
    await came(old, event, at=SATURDAY + timedelta(minutes=5), sex="female")
    await came(new, event, at=SATURDAY, sex="unknown", age_band="unknown")
    await came(old, next_event)
    with pytest.raises(BothWereThere):
        await replaced(cast, old, new)
    assert await people() == (3, 2)
    assert await passes.revoked([passes.mark(old, SIGNER)]) == set()
    assert await replaced(cast, old, new, same_person=True) == 1
    assert await people() == (2, 1)
    kept = await sightings(event)
    assert [(row["sex"], row["standing"]) for row in kept] == [("unknown", False), ("female", True)]


async def test_the_count_of_an_event_changes_only_by_who_coordinates_there_and_while_it_is_open(
    cast: Cast,
) -> None:
    old, new = await printed(2)
    event = await planned()
    await came(old, event)
    await came(new, event)
    asked = Replacement(old=old, new=new, reason="x", same_person=True)
    said = r"estuvieron en «Navegar con cuidado» \(sábado 5 de diciembre.*\)"
    with pytest.raises(Counted, match=f"{said}, de otro municipio"):
        await pass_replacement.replace(asked, by=cast.mixco, at=TODAY, signer=SIGNER)
    await planning.close(event, by=SYSTEM, at=SATURDAY + timedelta(days=1))
    with pytest.raises(Counted, match=f"{said}, y ese registro no está abierto"):
        await pass_replacement.replace(asked, by=cast.pinula, at=TODAY, signer=SIGNER)
    assert await people() == (2, 2)
    await planning.reopen(event, by=SYSTEM, at=SATURDAY + timedelta(days=1))
    assert await pass_replacement.replace(asked, by=cast.pinula, at=TODAY, signer=SIGNER) == 1
    acts = await fetch("SELECT subject, detail FROM audit_entry WHERE act = 'passes.merged'")
    assert [tuple(act) for act in acts] == [(f"event:{event}", '{"fewer": 1}')]
