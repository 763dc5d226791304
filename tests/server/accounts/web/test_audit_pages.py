"""The page of the audit: administrators find what was done, in words, and nobody else looks."""

import csv
import io
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from server.accounts.domain import audit
from server.accounts.domain.audit import searching
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper

PAGE = "/ajustes/auditoria"
MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """An administrator's browser, and something to find."""
    await audit.record(
        cast.pinula, "event.cancelled", "event:01a204b1-51fd-7791-af47-2829a9915ca0",
        at=MONDAY, reason="=rain", days=[1, {"a": None}],
    )  # fmt: skip
    await audit.record(SYSTEM, "assignment.expired", "outbox", at=MONDAY + timedelta(days=1))
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_act_is_told_in_words_with_the_page_of_what_it_is_about(
    admin: httpx.AsyncClient,
) -> None:
    page = (await admin.get(PAGE)).text
    assert "Paula Pinula</a> canceló una actividad" in page
    assert 'href="/eventos/01a204b1-51fd-7791-af47-2829a9915ca0"' in page
    assert "02/03/2026 12:00" in page
    assert "Convoca dejó vencer una invitación" in page


@pytest.mark.parametrize(("asked", "found"), [
    ({"quien": "paula"}, "canceló"),
    ({"acto": "cancel"}, "canceló"),
    ({"acto": "event.cancelled"}, "canceló"),
    ({"sobre": "event"}, "canceló"),
    ({"sobre": "Actividad"}, "canceló"),
    ({"sobre": "actividad …a9915ca0"}, "canceló"),
    ({"quien": "PINULA@convoca"}, "canceló"),
    ({"quien": "Convoca"}, "dejó vencer"),
    ({"texto": "RAIN"}, "canceló"),
    ({"desde": "2026-03-02", "hasta": "2026-03-02"}, "canceló"),
    ({"desde": "2026-03-03", "hasta": "2026-03-03"}, "dejó vencer"),
    ({"quien": "nadie\0"}, ""),
    ({"acto": "algo que nadie hace"}, ""),
])  # fmt: skip
async def test_each_filter_finds_what_it_says(
    admin: httpx.AsyncClient, asked: dict[str, str], found: str
) -> None:
    page = (await admin.get(PAGE, params=asked)).text
    shown = [word for word in ("canceló", "dejó vencer") if f"{word} " in page]
    assert shown == [found] * bool(found)
    assert ("Nada coincide" in page) == (not found)


async def test_a_day_that_is_none_is_said(admin: httpx.AsyncClient) -> None:
    answer = await admin.get(PAGE, params={"desde": "ayer"})
    assert (answer.status_code, "Falta una fecha válida" in answer.text) == (422, True)


async def test_whoever_looked_at_somebody_is_found_by_their_name(
    admin: httpx.AsyncClient, cast: Cast
) -> None:
    sofia = await helper("Sofía Solís")
    whose = (await fetch("SELECT account FROM volunteer WHERE id = $1", sofia))[0]["account"]
    await audit.read(cast.pinula, "volunteer.read", f"volunteer:{sofia}", at=MONDAY)
    await audit.read(cast.pinula, "person.read", f"account:{whose}", at=MONDAY)
    for said in ("sofia", "SOLÍS", "sofía@convoca", "cuenta Sofía", "quien ayuda solis"):
        page = (await admin.get(PAGE, params={"sobre": said})).text
        seen = ("cuenta Sofía Solís" in page, "quien ayuda Sofía Solís" in page)
        assert seen == (not said.startswith("quien"), not said.startswith("cuenta")), said
    await execute(
        "UPDATE account SET name = 'Persona borrada', erased_at = now(), disabled_at = now()"
        " WHERE id = $1",
        whose,
    )
    page = (await admin.get(PAGE, params={"sobre": "cuenta"})).text
    assert (f"cuenta …{str(whose)[-8:]}" in page, "Sofía" in page) == (True, False)


async def test_days_that_end_before_they_begin_are_said(admin: httpx.AsyncClient) -> None:
    asked = {"desde": "2026-03-03", "hasta": "2026-03-02"}
    for address in (PAGE, f"{PAGE}/archivo"):
        answer = await admin.get(address, params=asked)
        assert (answer.status_code, "Tiene que ser el mismo día" in answer.text) == (422, True)


async def test_pages_are_turned_by_number(
    admin: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE", 2)
    first = await admin.get(PAGE)
    assert 'rel="next"' in first.text
    number = (await audit.head()).number - 1
    second = await admin.get(PAGE, params={"antes": number, "quien": ""})
    assert 'rel="prev"' in second.text


async def test_the_file_holds_everything_and_no_formula(
    admin: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "AT_ONCE", 3)
    answer = await admin.get(f"{PAGE}/archivo")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["numero", "momento", "quien", "acto", "sobre", "detalle", "referencia"]
    assert [int(row[0]) for row in rows[1:]] == list(range(len(rows) - 1, 0, -1))
    told = next(row for row in rows if "canceló" in row[3])
    assert told[5] == "días: 1, a —; motivo: =rain"
    assert all(not cell.startswith(("=", "@")) for row in rows for cell in row)


async def test_the_chain_is_verified_by_a_button(admin: httpx.AsyncClient) -> None:
    answer = await submit(admin, f"{PAGE}/verificacion")
    assert answer.status_code == 303
    assert "La cadena está íntegra hasta el n.º" in (await admin.get(PAGE)).text
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("UPDATE audit_entry SET act = 'event.closed' WHERE act = 'event.cancelled'")
    await submit(admin, f"{PAGE}/verificacion")
    page = (await admin.get(PAGE)).text
    assert "La cadena está rota en el n.º" in page
    assert "verificó la auditoría" in page


async def test_looking_is_on_record_itself(admin: httpx.AsyncClient) -> None:
    await admin.get(PAGE)
    page = (await admin.get(PAGE)).text
    assert page.count("miró la auditoría") == 1


async def test_nobody_else_looks(visitor: httpx.AsyncClient, cast: Cast) -> None:
    for who in (cast.pinula, cast.evaluator):
        await sign_in_as(visitor, who)
        for address in (PAGE, f"{PAGE}/archivo", "/ajustes/retencion", "/ajustes/datos"):
            assert (await visitor.get(address)).status_code == 403, address
