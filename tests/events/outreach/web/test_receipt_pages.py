"""Whoever has a receipt may check it; who may see what is behind it sees all of it."""

from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from events.outreach.domain import ledgers
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import issuing
from events.outreach.domain.receipts.receipt import Receipt
from events.outreach.tables import Release
from server.foundation.database import execute, transaction
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast, sign_in_as, use_token
from tests.support.registers import AFTER, FORUM_DAY, march, tallied

EVERYWHERE = Question(zone="America/Guatemala")
PINULA = Question(zone="America/Guatemala", municipality="0103")


async def issued(
    question: Question = EVERYWHERE, name: str = "Contactos de prueba", **belongs: Any
) -> Receipt:
    figures = await ledgers.figures(question, by=SYSTEM, at=AFTER)
    return await issuing.issue(name, question, figures, by=SYSTEM, at=AFTER, **belongs)


async def released(readers: str) -> UUID:
    """A release that holds back how many people there are."""
    cell = {"codes": [], "contacts": 12, "at_least": None, "at_most": None}
    row = Release(
        id=new_id(), project=None, title="Primer trimestre", readers=readers,
        starts_on=FORUM_DAY.date(), ends_on=FORUM_DAY.date(), small=5, rule=issuing.rule(),
        asked="{}", basis="{}", made_at=AFTER,
        shown=msgspec.json.encode(
            {"events": 2, "tables": [{"dimensions": [], "cells": [cell]}]}
        ).decode(),
    )  # fmt: skip
    await Release.insert(row)
    return UUID(str(row.id))


async def test_a_stranger_has_to_sign_in_for_what_was_not_released(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    receipt = await issued()
    page = await visitor.get(f"/recibo/{receipt.id}")
    assert page.status_code == 200
    assert "para verla hay que entrar" in page.text
    for secret in ("Contactos de prueba", "Navegar con cuidado", receipt.short):
        assert secret not in page.text


async def test_somebody_who_looks_after_it_sees_all_that_is_behind(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = await march()
    receipt = await issued(PINULA)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    assert "Sigue en pie." in page
    assert f'href="/eventos/{events.workshop}/registro"' in page
    assert receipt.digest.hex() in page
    assert "<svg" in page
    assert "Contactos: cada persona en cada actividad." in page


async def test_somebody_who_looks_after_other_places_sees_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    receipt = await issued(PINULA)
    await sign_in_as(visitor, cast.mixco)
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    assert "que esta cuenta no coordina" in page
    assert "Navegar con cuidado" not in page


async def test_a_stranger_reads_of_a_public_release_what_was_published(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    receipt = await issued(release=await released("public"))
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    for told in ("Primer trimestre", "Contactos de prueba", "Sigue en pie.", ">12<", "reservado"):
        assert told in page
    assert receipt.digest.hex() in page
    for secret in ("Navegar con cuidado", "8–10", str(receipt.events[0])):
        assert secret not in page


@pytest.mark.parametrize("state", ["donor", "withdrawn"])
async def test_a_stranger_reads_no_figures_of_what_is_not_public(
    visitor: httpx.AsyncClient, cast: Cast, state: str
) -> None:
    await march()
    release = await released("donor" if state == "donor" else "public")
    receipt = await issued(release=release)
    if state == "withdrawn":
        await execute("UPDATE release SET withdrawn_at = $1, withdrawn_why = 'Error'", AFTER)
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    assert "Sigue en pie." in page
    for secret in ("Contactos de prueba", "Primer trimestre", ">12<"):
        assert secret not in page


async def test_a_receipt_says_what_changed_since(visitor: httpx.AsyncClient, cast: Cast) -> None:
    events = await march()
    receipt = await issued()
    line = await tallied(events.forum, 4, sex="female")
    await execute("UPDATE headcount SET received_at = now() WHERE id = $1", line)
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    assert "Las cifras cambiaron desde entonces." in page
    assert "Mujeres: Contactos" in page
    assert "El registro de «Navegar con cuidado» se corrigió el" in page


async def test_an_altered_receipt_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    receipt = await issued(release=await released("public"))
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("UPDATE figure_receipt SET named = 'Otra cosa'")
    page = (await visitor.get(f"/recibo/{receipt.id}")).text
    assert "Esta constancia no coincide con su sello." in page


async def test_receipts_are_found_by_how_they_begin(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    everywhere = await issued(name="De todas partes")
    pinula = await issued(PINULA, name="De Pinula")
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/alcance/recibos")).text
    assert "De Pinula" in page
    assert "De todas partes" not in page
    await sign_in_as(visitor, cast.admin)
    for sought in (everywhere.short, f"http://convoca.test/recibo/{everywhere.id}"):
        found = (await visitor.get("/alcance/recibos", params={"buscar": sought})).text
        assert f"/recibo/{everywhere.id}" in found
        assert f"/recibo/{pinula.id}" not in found
    for sought in ("ffff-ffff", "zz"):
        none = (await visitor.get("/alcance/recibos", params={"buscar": sought})).text
        assert "Ninguna constancia empieza así" in none


async def test_a_program_reads_a_receipt(visitor: httpx.AsyncClient, cast: Cast) -> None:
    events = await march()
    receipt = await issued()
    await tallied(events.forum, 4, sex="female")
    await use_token(visitor, "report")
    told = (await visitor.get(f"/api/v1/receipts/{receipt.id}")).json()
    assert told["digest"] == receipt.digest.hex()
    assert (told["intact"], told["holds"]) == (True, False)
    assert told["changes"][0] == {
        "dimension": None, "code": None, "ledger": "contacts", "before": 12, "now": 16,
    }  # fmt: skip
    assert set(told["events"]) == {str(events.workshop), str(events.forum)}
