"""The rules that ship, for whoever begins and for whoever was there before."""

from collections.abc import AsyncIterator
from importlib import import_module

import pytest

from notifications.domain.office import Office
from server.foundation.database import execute, fetch
from tests.support.events import SATURDAY
from tests.support.reminding import no_rules, rule, rules_put_back
from tests.support.rounds import DAY, HOUR, notices, told
from tests.support.seats import asked, taking

SHIPPING = import_module(
    "notifications.piccolo_migrations.notifications_2026_11_30t00_00_00_000043_shipped_rules"
)


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """The rules are as before."""
    async with rules_put_back():
        await no_rules()
        yield


async def rules() -> list[tuple[int, str | None]]:
    rows = await fetch("SELECT minutes_before, role FROM reminder_rule ORDER BY role NULLS FIRST")
    return [tuple(row) for row in rows]


async def ship() -> None:
    await execute(SHIPPING.HELPERS)
    await execute(SHIPPING.SEATS)


async def test_whoever_begins_gets_a_rule_for_each(db: None) -> None:
    await ship()
    assert await rules() == [(1440, None), (1440, "registered")]


async def test_whoever_has_rules_gets_that_for_seats_besides(db: None) -> None:
    await rule(2880, "lead")
    await ship()
    assert await rules() == [(2880, "lead"), (1440, "registered")]


async def test_whoever_was_reminded_of_a_seat_before_is_not_again(office: Office) -> None:
    await ship()
    await asked(await taking(2), contact="ana@correo.test")
    await told(office, SATURDAY - DAY)
    assert (await notices())["seat_reminder", "sent"] == 1
    await execute(SHIPPING.UNNAMED)
    keys = [
        row["key"] for row in await fetch("SELECT key FROM notice WHERE kind = 'seat_reminder'")
    ]
    assert [key.count(":") for key in keys] == [2]
    await execute(SHIPPING.NAMED)
    await told(office, SATURDAY - HOUR)
    assert (await notices())["seat_reminder", "sent"] == 1
