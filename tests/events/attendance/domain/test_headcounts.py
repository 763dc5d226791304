"""People without a phone are counted, and a slip of the hand is not."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from events.attendance.domain.headcounts import Tally, count, need_all
from events.attendance.domain.register import Receipt
from events.planning.domain import planning
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from tests.events.attendance.arriving import moment
from tests.support.cast import Cast, person
from tests.support.events import SATURDAY, TODAY, planned

pytestmark = pytest.mark.usefixtures("db")


class Rota:
    """Knows one facilitator and where they help."""

    def __init__(self, account: UUID | None, event: UUID) -> None:
        self.known = (account, event)

    async def helps_at(self, account: UUID, event: UUID) -> bool:
        return (account, event) == self.known

    async def said_yes(self, account: UUID, event: UUID) -> bool:
        return (account, event) == self.known

    async def missing_adults(self, event: UUID) -> int:
        return 0


def tally(**changes: Any) -> Tally:
    usual: dict[str, Any] = {
        "id": uuid4(), "at": SATURDAY, "received_at": SATURDAY, "audience": "adolescents",
        "sex": "female", "age_band": "13-14", "count": 12,
    }  # fmt: skip
    return Tally(**{**usual, **changes})


async def add(event: UUID, *tallies: Tally, by: Actor = SYSTEM) -> list[Receipt]:
    return await count(event, tallies, by=by, at=SATURDAY)


async def counted(event: UUID) -> list[int]:
    rows = await fetch("SELECT count FROM headcount WHERE event = $1 ORDER BY count", event)
    return [row["count"] for row in rows]


async def test_tallies_are_added_once_however_often_they_are_sent() -> None:
    event = await planned()
    sheet = [tally(count=12), tally(sex="male", count=9, audience=None)]
    assert [r.result for r in await add(event, *sheet)] == ["recorded", "recorded"]
    assert [r.result for r in await add(event, *sheet, tally(count=1))] == [
        "already", "already", "recorded",
    ]  # fmt: skip
    assert await counted(event) == [1, 9, 12]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"count": 0}, "Un conteo tiene al menos una persona."),
        ({"count": -3}, "Un conteo tiene al menos una persona."),
        (
            {"count": 10_001},
            "10001 personas en una sola línea no parece posible. El máximo es 10000.",
        ),
        (
            {"count": 10**30},
            f"{10**30} personas en una sola línea no parece posible. El máximo es 10000.",
        ),
        ({"sex": "x"}, "El sexo debe ser uno de estos: female, male, other, unknown."),
        ({"age_band": "0-17"}, "Esa edad o ese grupo de edad no existe."),
        ({"audience": "x"}, "Ese público no existe."),
        ({"at": datetime(2026, 12, 5, 9)}, "A la hora le falta su zona."),  # noqa: DTZ001 (that is the point)
        ({"at": moment(60 * 40)}, "Esa hora todavía no llega."),
        (
            {"at": moment(-31)},
            (
                "Todavía no es la hora."
                " El registro se abre el sábado 5 de diciembre de 2026 a las 08:30."
            ),
        ),
    ],
)
async def test_an_implausible_tally_is_refused_in_words(
    changes: dict[str, Any], sentence: str
) -> None:
    event = await planned()
    good, bad = await add(event, tally(), tally(**changes))
    assert (good.result, bad.result, bad.reason) == ("recorded", "refused", sentence)
    assert await counted(event) == [12]


async def test_a_paper_tally_may_come_days_later() -> None:
    event = await planned()
    late = SATURDAY + timedelta(days=4)
    (receipt,) = await add(event, tally(at=late, received_at=late))
    assert receipt.result == "recorded"


@pytest.mark.parametrize("state", ["cancelled", "closed", "draft"])
async def test_only_an_open_register_takes_tallies(state: str) -> None:
    event = await planned(published=state != "draft")
    if state == "cancelled":
        await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    if state == "closed":
        await planning.close(event, by=SYSTEM, at=moment(600))
    (receipt,) = await add(event, tally())
    assert receipt.result == "refused"
    assert await counted(event) == []


async def test_an_id_of_another_event_is_refused() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    sent = tally()
    await add(event, sent)
    (receipt,) = await add(next_event, sent)
    assert receipt.reason == "Ese identificador ya se usó en otra actividad."


async def test_whoever_counts_is_noted_once_per_sheet(cast: Cast) -> None:
    event = await planned()
    sheet = [tally(count=3), tally(count=4)]
    await add(event, *sheet, by=cast.pinula)
    await add(event, *sheet, by=cast.pinula)
    told = await fetch(
        "SELECT account, detail FROM audit_entry WHERE act = 'headcount.entered'"
    )  # fmt: skip
    assert [(row["account"], row["detail"]) for row in told] == [
        (cast.pinula.account, '{"people": 7}')
    ]
    entered = await fetch("SELECT DISTINCT entered_by FROM headcount")
    assert [row["entered_by"] for row in entered] == [cast.pinula.account]


async def test_a_facilitator_counts_where_they_help_and_nowhere_else() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    rota = Rota(fabiola.account, event)
    (receipt,) = await count(event, [tally()], by=fabiola, at=SATURDAY, who_helps=rota)
    assert receipt.result == "recorded"
    with pytest.raises(NotAllowed):
        await count(next_event, [tally()], by=fabiola, at=SATURDAY, who_helps=rota)


async def test_who_neither_coordinates_nor_helps_does_not_count(cast: Cast) -> None:
    event = await planned()
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    script = Actor(account=None, name="Lee", role="token:read")
    for stranger in (cast.mixco, cast.evaluator, fabiola, script):
        with pytest.raises(NotAllowed):
            await add(event, tally(), by=stranger)
    eva = Rota(cast.evaluator.account, event)
    with pytest.raises(NotAllowed):
        await count(event, [tally()], by=cast.evaluator, at=SATURDAY, who_helps=eva)
    assert await counted(event) == []


async def test_an_event_that_does_not_exist_is_not_counted() -> None:
    with pytest.raises(NotFound):
        await add(new_id(), tally())


def test_a_sheet_with_a_refused_line_says_why() -> None:
    fine = Receipt(uuid4(), "recorded")
    need_all([fine])
    with pytest.raises(Invalid) as refusal:
        need_all([fine, replace(fine, result="refused", reason="No se puede.")])
    assert refusal.value.fields == {"form": "No se puede."}
