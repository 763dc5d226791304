"""The cohort of a programme, its results and its certificates, as they are seen and printed."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pypdfium2
import pytest
import zxingcpp

from events.attendance.domain import pseudonyms
from events.attendance.domain.cards import passes
from events.attendance.domain.learning import completion_records
from events.attendance.tables import Pass
from events.attendance.web.learning import cohort_sheet
from events.planning.domain import programmes
from server.foundation.database import fetch
from server.foundation.identity import new_id
from tests.events.attendance.arriving import SIGNER
from tests.events.attendance.cohorts import ANA, BETO, CARLA, came, school
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.programmes import programme
from tests.support.registers import AFTER, WORKSHOP_DAY, arrived, tallied

LAST_YEAR = datetime(2025, 11, 8, 15, 0, tzinfo=UTC)
EXAM: dict[str, Any] = {"assessment": "Examen", "pass_mark": 60}


async def a_cohort(*days: datetime, **changes: Any) -> tuple[UUID, list[UUID]]:
    """Ana was at everything, Beto at the first session, one without a pass and five counted."""
    found, sessions = await school(*days, **{"needed": 2, **changes})
    await came(ANA, *sessions)
    await came(BETO, sessions[0])
    await arrived(sessions[0])
    await tallied(sessions[0], 5)
    return found, sessions


async def test_a_coordinator_sees_who_came_session_by_session_and_how_many_completed(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    cohort = await completion_records.cohort(await programmes.programme(found), at=AFTER)
    first = cohort.sessions[0]
    assert (first.people, first.passes, first.without_pass, first.headcount) == (8, 2, 1, 5)
    assert (cohort.completed.least, cohort.completed.most) == (1, 1)
    sheet = cohort_sheet.sheet(await programmes.programme(found), cohort)
    assert [(step.sessions, step.passes) for step in sheet.steps] == [(1, [1]), (2, [0]), (3, [1])]
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get(f"/programas/{found}/asistencia")
    assert (shown.status_code, "¿Por qué es un intervalo?" in shown.text) == (200, False)


async def test_across_two_years_the_number_is_an_interval_and_a_lost_key_is_told(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, sessions = await a_cohort(LAST_YEAR, WORKSHOP_DAY)
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get(f"/programas/{found}/asistencia")).text
    assert ("0–1" in shown, "¿Por qué es un intervalo?" in shown, "2025" in shown) == (
        True, True, True,
    )  # fmt: skip
    period = (await fetch("SELECT period FROM event WHERE id = $1", sessions[0]))[0]["period"]
    await pseudonyms.destroy(period, by=cast.admin, at=AFTER)
    lost = (await visitor.get(f"/programas/{found}/asistencia")).text
    assert "La clave del período 2025 ya se destruyó" in lost


async def test_a_programme_without_sessions_or_before_its_first_says_so(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    await sign_in_as(visitor, cast.pinula)
    empty = await programme(name="Vacío")
    later, _sessions = await school(datetime(2098, 1, 4, 15, tzinfo=UTC))
    pages = [(await visitor.get(f"/programas/{it}/asistencia")).text for it in (empty, later)]
    assert "Todavía no tiene sesiones" in pages[0]
    assert ("Todavía no se ha dado" in pages[1], "Todavía nadie lo ha completado" in pages[1]) == (
        True, True,
    )  # fmt: skip
    refused = await visitor.get(f"/programas/{later}/diplomas.pdf")
    assert refused.status_code == 422


async def test_a_coordinator_prints_certificates_for_those_who_completed_and_no_more(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, sessions = await a_cohort()
    await came(CARLA, *sessions[:2])
    await sign_in_as(visitor, cast.pinula)
    printed = await visitor.get(f"/programas/{found}/diplomas.pdf", params={"n": "2"})
    assert printed.headers["content-disposition"] == 'inline; filename="diploma.pdf"'
    assert len(pypdfium2.PdfDocument(printed.content)) == 2
    more = await visitor.get(f"/programas/{found}/diplomas.pdf", params={"n": "3"})
    assert more.status_code == 422


async def test_only_who_coordinates_there_sees_a_cohort(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort(**EXAM)
    await sign_in_as(visitor, cast.mixco)
    pages = ("asistencia", "diplomas.pdf", "evaluacion")
    assert [(await visitor.get(f"/programas/{found}/{it}")).status_code for it in pages] == [
        403
    ] * 3


async def test_a_sheet_of_results_is_written_down_and_no_code_is_shown(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort(**EXAM)
    await sign_in_as(visitor, cast.pinula)
    here = f"/programas/{found}/evaluacion"
    rows: dict[str, str | list[str]] = {
        "code_1": ANA, "score_1": "85", "code_2": CARLA, "score_2": "70", "code_3": BETO,
        "score_3": "", "score_4": "50", "code_5": BETO, "score_5": "101",
    }  # fmt: skip
    partly = await submit(visitor, here, rows)
    said = ["Anotado: 85.", "no estuvo en ninguna sesión", "Falta la nota, de 0 a 100.",
            "Falta el código de la tarjeta.", "Debe ser un número entero de 0 a 100.",
            'name="score_2" type="number" value="70"',
            'name="score_1" type="number" value=""']  # fmt: skip
    assert (partly.status_code, [it for it in said if it not in partly.text]) == (422, [])
    assert [code in partly.text for code in (ANA, BETO, CARLA)] == [False] * 3
    fixed = await submit(
        visitor, here, {"code_1": BETO, "score_1": "50", "code_2": ANA, "score_2": "86"}
    )
    assert (fixed.status_code, fixed.headers["location"]) == (303, here)
    shown = (await visitor.get(here)).text
    assert ("Anotado: 50. Corregido: 86." in shown, "Llegaron a 60" in shown) == (True, True)
    assert (await submit(visitor, here)).status_code == 422
    cohort = (await visitor.get(f"/programas/{found}/asistencia")).text
    said = ["vinieron a 2 sesiones o más y llegaron a 60", "1 llegó a 60", 'value="1"']
    assert [it for it in said if it not in cohort] == []


async def test_both_mistakes_of_a_row_are_told_at_once(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort(**EXAM)
    await sign_in_as(visitor, cast.pinula)
    here = f"/programas/{found}/evaluacion"
    page = await submit(visitor, here, {"code_1": CARLA, "score_1": "101"})
    said = ["no estuvo en ninguna sesión", "Debe ser un número entero de 0 a 100."]
    assert (page.status_code, [it for it in said if it not in page.text]) == (422, [])


@pytest.mark.parametrize(
    ("asked", "rows"), [("", 8), ("16", 16), ("3", 8), ("999", 64), ("x", 8), ("9999", 8)]
)
async def test_a_sheet_of_results_has_as_many_rows_as_asked_for(
    cast: Cast, visitor: httpx.AsyncClient, asked: str, rows: int
) -> None:
    found, _sessions = await a_cohort(**EXAM)
    await sign_in_as(visitor, cast.pinula)
    here = f"/programas/{found}/evaluacion"
    shown = await visitor.get(here, params={"filas": asked})
    assert shown.text.count("data-score-row") == rows
    assert (f"filas={rows + 8}" in shown.text) == (rows < 64)
    assert "'wasm-unsafe-eval'" in shown.headers["content-security-policy"]


async def test_a_long_sheet_of_results_is_read_to_its_last_row(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort(**EXAM)
    await sign_in_as(visitor, cast.pinula)
    here = f"/programas/{found}/evaluacion"
    wrong = await submit(visitor, here, {"code_12": ANA, "score_12": ""})
    assert (wrong.status_code, 'id="f-score_12"' in wrong.text) == (422, True)
    done = await submit(visitor, f"{here}?filas=16", {"code_12": ANA, "score_12": "70"})
    assert (done.status_code, done.headers["location"]) == (303, f"{here}?filas=16")


async def test_a_programme_without_an_assessment_has_no_sheet_of_results(
    cast: Cast, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get(f"/programas/{found}/evaluacion")).status_code == 409


async def test_who_holds_a_pass_makes_a_certificate_without_telling_a_name(
    db: None, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    listed = await visitor.get(f"/p/{ANA}/diplomas")
    here = f"/p/{ANA}/diplomas/{found}"
    assert ("set-cookie" in listed.headers, f"{here}?idioma=es" in listed.text) == (False, True)
    made = await visitor.get(here)
    assert (made.headers["cache-control"], 'id="holder" type="text"' in made.text) == (
        "no-store", True,
    )  # fmt: skip
    blank = await visitor.get(f"/P/{ANA}/diplomas/{found}/diploma.pdf")
    words = pypdfium2.PdfDocument(blank.content)[0].get_textpage().get_text_bounded()
    assert ("Escuela de liderazgo" in words, ANA in words) == (True, False)


async def test_a_phone_makes_the_certificate_of_its_own_pass_at_an_address_without_the_code(
    db: None, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    without = await visitor.get("/p/mia/diplomas")
    assert (without.status_code, without.text) == (200, (await visitor.get("/p/mia")).text)
    visitor.cookies.set("tarjeta", ANA)
    listed = await visitor.get("/p/mia/diplomas")
    made = await visitor.get(f"/p/mia/diplomas/{found}")
    assert [ANA in it.text for it in (listed, made)] == [False, False]
    assert f'data-certificate="/p/mia/diplomas/{found}/diploma.pdf"' in made.text
    assert (await visitor.get(f"/p/mia/diplomas/{found}/diploma.pdf")).status_code == 200


async def test_a_pass_without_a_certificate_a_revoked_one_and_a_wrong_code_are_told_apart(
    db: None, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    assert "todavía no se ha completado" in (await visitor.get(f"/p/{BETO}/diplomas")).text
    assert (await visitor.get(f"/p/{BETO}/diplomas/{found}")).status_code == 404
    await Pass.insert(Pass(mark=passes.mark(ANA, SIGNER), revoked_at=AFTER, reason="perdida"))
    revoked = await visitor.get(f"/p/{ANA}/diplomas")
    assert (revoked.status_code, "anulada" in revoked.text) == (409, True)
    assert (await visitor.get(f"/p/{ANA}/diplomas/{found}/diploma.pdf")).status_code == 404
    assert (await visitor.get("/p/ABC/diplomas")).status_code == 409


async def test_anybody_checks_a_certificate_and_reads_no_name(
    db: None, visitor: httpx.AsyncClient
) -> None:
    found, _sessions = await a_cohort()
    blank = await visitor.get(f"/p/{ANA}/diplomas/{found}/diploma.pdf")
    page = pypdfium2.PdfDocument(blank.content)[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    shown = await visitor.get("/diploma/" + code.text.rpartition("/")[2])
    said = ["Este diploma existe", "Escuela de liderazgo", "San José Pinula", "3 sesiones, 9 horas"]
    assert (shown.status_code, [it for it in said if it not in shown.text]) == (200, [])
    assert (await visitor.get(f"/diploma/{new_id()}")).status_code == 404
