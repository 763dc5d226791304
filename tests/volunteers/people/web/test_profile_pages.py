"""A helper's page, as a coordinator fills it in."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper

Typed = dict[str, str | list[str]]
ABOUT: Typed = {
    "name": "Ana Lucía", "municipality": "0103", "network": "", "languages": ["es", "quc"],
    "language": "en",
}  # fmt: skip


async def test_a_coordinator_corrects_who_somebody_is(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/personas/{ana}/datos", ABOUT)
    assert answer.headers["location"] == f"/personas/{ana}#about"
    page = (await visitor.get(f"/personas/{ana}")).text
    assert "<h1>Ana Lucía</h1>" in page
    assert "Español, K’iche’" in page


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("datos", {**ABOUT, "name": ""}, "name"),
        ("datos", {**ABOUT, "municipality": "9999"}, "municipality"),
        ("datos", {**ABOUT, "network": str(uuid4())}, "network"),
        ("datos", {**ABOUT, "languages": []}, "languages"),
        ("parejas", {"other": "", "together": "yes"}, "other"),
        ("parejas", {"other": "nobody", "together": "maybe"}, "together"),
        ("limites", {"most_a_week": "22"}, "most_a_week"),
        ("ausencias", {"first_day": ""}, "first_day"),
        ("ausencias/ninguna", {"told_until": "2001-01-01"}, "told_until"),
        ("disponibilidad", {"w0_0_from": "10:00", "w0_0_until": "09:00"}, "w0_0_until"),
        ("disponibilidad/horas", {"days": [], "hours_from": "10:00"}, "days"),
    ],
)
async def test_what_is_refused_stays_as_it_was_typed_beside_its_reason(
    visitor: httpx.AsyncClient, cast: Cast, part: str, typed: Typed, field: str
) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/personas/{ana}/{part}", typed)
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text
    assert all(
        f'value="{value}"' in answer.text
        for name, value in typed.items()
        if isinstance(value, str) and value and name not in {"network", "other", "together"}
        and value != "9999"
    )  # fmt: skip


async def test_a_coordinator_says_who_is_new(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.pinula)
    shown = []
    for typed in ({"novice": "on"}, {}):
        await submit(visitor, f"/personas/{ana}/experiencia", {**typed})
        shown.append("Ya tiene experiencia" in (await visitor.get(f"/personas/{ana}")).text)
    assert shown == [True, False]


async def test_two_are_paired_and_parted(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana, beto = await helper(), await helper("Beto Ayuda")
    await sign_in_as(visitor, cast.pinula)
    pair: Typed = {"other": str(beto), "together": "never"}
    assert (await submit(visitor, f"/personas/{ana}/parejas", pair)).status_code == 303
    assert "Quitar: Ana Ayuda" in (await visitor.get(f"/personas/{beto}")).text
    assert (await submit(visitor, f"/personas/{beto}/parejas/{ana}/baja")).status_code == 303
    assert "Quitar: Ana Ayuda" not in (await visitor.get(f"/personas/{beto}")).text
    alone = await submit(visitor, f"/personas/{ana}/parejas", {**pair, "other": str(ana)})
    assert "Hacen falta dos personas." in alone.text


async def test_credentials_are_taken_back(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper(cleared_until=now().date() + timedelta(days=99), at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/personas/{ana}")).text
    assert (page.count("Vigente"), page.count("Sin constancia")) == (3, 2)
    for part, table in (("formaciones", "qualification"), ("constancias", "clearance")):
        one: UUID = (await fetch(f"SELECT id FROM {table}"))[0][0]
        address = f"/personas/{ana}/{part}/{one}/baja"
        assert address in page
        assert (await submit(visitor, address)).status_code == 303
        assert (await submit(visitor, address)).status_code == 404
    page = (await visitor.get(f"/personas/{ana}")).text
    assert (page.count("Vigente"), page.count("Sin constancia")) == (0, 4)


async def test_what_was_verified_earlier_is_kept_apart(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper(
        cleared_until=now().date() - timedelta(days=9), at=now() - timedelta(days=99)
    )
    await sign_in_as(visitor, cast.pinula)
    assert "Verificaciones anteriores" not in (await visitor.get(f"/personas/{ana}")).text
    again: Typed = {"kind": "renas", "verified_on": now().date().isoformat()}
    await submit(visitor, f"/personas/{ana}/constancias", again)
    page = (await visitor.get(f"/personas/{ana}")).text
    assert "Vencida" in page.split("Verificaciones anteriores")[1]


async def test_a_list_of_many_qualifications_is_folded(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    topics = tuple(row["slug"] for row in await fetch("SELECT slug FROM topic LIMIT 6"))
    ana = await helper(topics=topics)
    lapsed: Typed = {"topic": topics[0], "role": "lead", "valid_until": "2026-02-01"}
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"/personas/{ana}/formaciones", lapsed)
    page = (await visitor.get(f"/personas/{ana}")).text
    assert "5 formaciones vigentes" in page


async def test_a_coordinator_of_elsewhere_changes_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.mixco)
    parts: dict[str, Typed] = {
        "datos": ABOUT, "experiencia": {}, "disponibilidad": {}, "limites": {},
        "parejas": {"other": str(uuid4()), "together": "yes"}, "ausencias/baja": {},
        f"formaciones/{uuid4()}/baja": {}, f"constancias/{uuid4()}/baja": {},
    }  # fmt: skip
    found = [
        (await submit(visitor, f"/personas/{ana}/{part}", parts[part])).status_code
        for part in parts
    ]
    assert found == [403] * len(parts)
