"""Asking for a rota, by whom and for what, and doing away with it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.forgetting import forgotten
from tests.support.rota_stand_in import command
from volunteers.assignments.domain.rota import asking, reading, work
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.window import Window

DECEMBER = Window(
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 31),
    municipalities=("0103",),
    zone="America/Guatemala",
)


@pytest.fixture
async def event(db: None) -> UUID:
    return await planned(published=False)


async def ask(by: Actor = SYSTEM, *, seconds: int = 30, seed: int = 0, **changes: Any) -> Rota:
    window = msgspec.structs.replace(DECEMBER, **changes)
    asked = await asking.ask(window, seconds=seconds, seed=seed, by=by, at=TODAY)
    return await reading.rota(asked, by=SYSTEM)


async def test_a_coordinator_asks_for_their_own_municipality(event: UUID, cast: Cast) -> None:
    rota = await ask(cast.pinula, seed=7)
    assert (rota.state, rota.purpose, rota.municipalities, rota.asked_by_name) == (
        "waiting", "plan", ("0103",), "Paula Pinula",
    )  # fmt: skip
    assert (rota.seconds, rota.seed, rota.asked_at, rota.window) == (30, 7, TODAY, DECEMBER)
    assert await reading.rotas(by=cast.pinula) == [rota]
    assert await reading.rotas(by=cast.mixco) == []
    with pytest.raises(NotAllowed):
        await ask(cast.mixco)
    with pytest.raises(NotAllowed):
        await reading.rota(rota.id, by=cast.mixco)
    with pytest.raises(NotAllowed):
        await ask(cast.evaluator)
    assert await audit.first_broken_link() is None


async def test_naming_no_municipality_means_all_that_one_may(event: UUID, cast: Cast) -> None:
    assert (await ask(cast.pinula, municipalities=())).municipalities == ("0103",)
    assert len((await ask(municipalities=())).municipalities) > 1


async def test_asking_twice_is_asking_once(event: UUID, cast: Cast) -> None:
    rota = await ask(cast.pinula)
    assert (await ask(cast.pinula)).id == rota.id
    assert (await ask(cast.admin)).id != rota.id
    await asking.discard(rota.id, by=cast.pinula, at=TODAY)
    assert (await ask(cast.pinula)).id != rota.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"last_day": date(2026, 11, 30)}, "to"),
        ({"last_day": date(2028, 1, 6)}, "to"),
        ({"first_day": date(2026, 12, 6)}, "from"),
        ({"municipalities": ("0103", "9999")}, "municipalities"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": 601}, "seconds"),
        ({"seed": -1}, "seed"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    changes: dict[str, Any], field: str, event: UUID
) -> None:
    with pytest.raises(Invalid) as refused:
        await ask(**changes)
    assert list(refused.value.fields) == [field]


async def test_a_repair_looks_at_the_week_before_and_after(event: UUID, cast: Cast) -> None:
    asked = await asking.ask_repair(event, by=cast.pinula, at=TODAY)
    rota = await reading.rota(asked, by=cast.pinula)
    assert (rota.purpose, rota.event, rota.municipalities) == ("repair", event, ("0103",))
    assert (rota.first_day, rota.last_day) == (date(2026, 11, 28), date(2026, 12, 12))
    with pytest.raises(NotAllowed):
        await asking.ask_repair(event, by=cast.mixco, at=TODAY)
    with pytest.raises(NotFound):
        await asking.ask_repair(uuid4(), by=cast.pinula, at=TODAY)
    with pytest.raises(Conflict, match="ya no se puede planificar"):
        await asking.ask_repair(event, by=cast.pinula, at=SATURDAY)


async def test_a_draft_is_stale_once_something_changed(event: UUID) -> None:
    ana = await helper("Ana Ayuda")
    rota = await ask()
    assert not await reading.is_stale(rota.id, at=TODAY)
    await work.step(lambda: TODAY, solver=command("quick"))
    assert not await reading.is_stale(rota.id, at=TODAY + timedelta(hours=1))
    await execute("UPDATE volunteer SET home = '0108' WHERE id = $1", ana)
    assert await reading.is_stale(rota.id, at=TODAY)
    assert not await reading.is_stale(uuid4(), at=TODAY)
    with pytest.raises(NotFound):
        await reading.rota(uuid4(), by=SYSTEM)


async def test_what_was_discarded_leaves_nothing(event: UUID) -> None:
    await helper("Ana Ayuda")
    rota = await ask()
    await work.step(lambda: TODAY, solver=command("quick"))
    assert len(await reading.places(rota.id)) == 1
    await asking.discard(rota.id, by=SYSTEM, at=TODAY)
    assert (await reading.places(rota.id), await reading.rotas(by=SYSTEM)) == ([], [])
    with pytest.raises(Conflict, match="ya se publicó o se descartó"):
        await asking.discard(rota.id, by=SYSTEM, at=TODAY)
    await forgotten("assignments.drafts", before=TODAY)
    assert len(await fetch("SELECT FROM rota")) == 1
    await forgotten("assignments.drafts", before=TODAY + timedelta(seconds=1))
    assert len(await fetch("SELECT FROM rota")) == 0
