"""Helpers come in from a table: whole or not at all, each once, and nothing is taken away."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from tests.support.forgetting import forgotten
from volunteers.people.domain import networks
from volunteers.people.domain.roster import bringing_in, example, staging
from volunteers.people.domain.roster.columns import COLUMNS
from volunteers.people.domain.roster.judging import Judged

HEADINGS = "Nombre;Correo;Municipio;RAC;Idiomas;Dirige;Asiste;RENAS;Vence;Por semana;Por mes"
ROSA = (
    "Rosa Roca;ROSA@convoca.test;San José Pinula;RAC Centro;Español, kaqchikel;"
    "Habilidades parentales;Manejo de emociones;1/10/2026;;2;6"
)

PERSON = """
    SELECT a.name, a.email, v.home, n.name AS network, v.languages, v.most_a_week, v.most_a_month,
        v.travel_minutes,
        (SELECT array_agg(q.topic || ' ' || q.role ORDER BY q.topic) FROM qualification q
            WHERE q.volunteer = v.id) AS held,
        (SELECT array_agg(c.valid_until ORDER BY c.valid_until) FROM clearance c
            WHERE c.volunteer = v.id) AS cleared
    FROM volunteer v JOIN account a ON a.id = v.account LEFT JOIN network n ON n.id = v.network
    ORDER BY a.email
"""


async def looked_through(*rows: str, by: Actor) -> list[Judged]:
    file = await staged(*rows, by=by)
    return await staging.judged(file, by=by, at=LONG_AGO)


async def staged(*rows: str, by: Actor) -> staging.Staged:
    content = "\n".join((HEADINGS, *rows)).encode()
    found = await staging.stage(content, "lista.csv", by=by, at=LONG_AGO)
    return await staging.staged(found, by=by)


async def brought_in(*rows: str, by: Actor) -> list[Judged]:
    return await bringing_in.bring_in((await staged(*rows, by=by)).id, by=by, at=LONG_AGO)


def outcomes(judged: list[Judged]) -> list[str]:
    return [one.outcome for one in judged]


async def people() -> list[dict[str, Any]]:
    return [dict(row) for row in await fetch(PERSON)]


async def test_a_row_becomes_a_helper_with_all_that_it_says(cast: Cast) -> None:
    await networks.found("RAC Centro", "0103", by=cast.pinula, at=LONG_AGO)
    row = ROSA.replace("1/10/2026", "1/10/2025")
    assert outcomes(await brought_in(row, by=cast.pinula)) == ["new"]
    assert await people() == [
        {
            "name": "Rosa Roca", "email": "rosa@convoca.test", "home": "0103",
            "network": "RAC Centro", "languages": ["es", "cak"], "most_a_week": 2,
            "most_a_month": 6, "travel_minutes": None,
            "held": ["emotion-management assistant", "parental-skills lead"],
            "cleared": [date(2026, 4, 1)],
        }
    ]  # fmt: skip


async def test_the_same_table_a_second_time_changes_nothing(cast: Cast) -> None:
    row = ROSA.replace("1/10/2026", "1/10/2025").replace("RAC Centro", "")
    await brought_in(row, by=cast.pinula)
    before = await people()
    assert outcomes(await brought_in(row, by=cast.pinula)) == ["same"]
    assert await people() == before


async def test_who_is_known_is_completed_and_loses_nothing(cast: Cast) -> None:
    await helper("Rosa Roca")
    judged = await brought_in(
        "Otra Forma;rosa@convoca.test;;;cak;Habilidades parentales;;;;3;", by=cast.pinula
    )
    assert outcomes(judged) == ["changed"]
    assert judged[0].changes == ("Otros idiomas", "Más formación", "Otros límites")
    [rosa] = await people()
    assert (rosa["name"], rosa["languages"], rosa["most_a_week"]) == ("Rosa Roca", ["cak"], 3)
    assert rosa["held"] == ["parental-skills lead", "social-network-risks lead"]
    assert rosa["cleared"] == [date(2027, 1, 31)]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (";a@convoca.test;0103;;;;;;;;", ["Falta el nombre."]),
        ("Ana;nada;0103;;;;;;;;", ["Falta una dirección de correo válida."]),
        ("Ana;a@convoca.test;;;;;;;;;", ["Falta el municipio."]),
        ("Ana;a@convoca.test;Atlántida;;;;;;;;", ["No se conoce «Atlántida»."]),
        ("Ana;a@convoca.test;Mixco;;;;;;;;", ["Ese municipio no está a tu cargo."]),
        ("Ana;a@convoca.test;0103;;klingon;;;;;;", ["No se conoce «klingon»."]),
        ("Ana;a@convoca.test;0103;;;;;;5/5/2027;;", ["Falta cuándo se verificó la constancia."]),
        (
            "Ana;a@convoca.test;0103;;;;;5/5/2025;4/5/2025;;",
            ["No puede vencer antes de la verificación."],
        ),
        ("Ana;a@convoca.test;0103;;;;;pronto;;;", ["No se entiende «pronto» como fecha."]),
        ("Ana;a@convoca.test;0103;;;;;;;22;", ["Escribir un número de 1 a 21."]),
        (
            "Ana;admin@convoca.test;0103;;;;;;;;",
            ["Esa dirección de correo ya se usa en otra cuenta."],
        ),
    ],
)  # fmt: skip
async def test_a_row_that_cannot_come_in_says_why(cast: Cast, row: str, wrong: list[str]) -> None:
    [judged] = await looked_through(row, by=cast.pinula)
    assert (judged.outcome, list(judged.wrong)) == ("refused", wrong)


async def test_a_helper_of_others_is_neither_shown_nor_changed(cast: Cast) -> None:
    await helper("Mona Mixco", home="0108")
    [judged] = await brought_in("Mona;mona@convoca.test;0103;;en;;;;;;", by=cast.pinula)
    assert (judged.outcome, judged.volunteer) == ("refused", None)
    assert (await people())[0]["home"] == "0108"


async def test_the_second_of_two_rows_with_one_address_stays_out(cast: Cast) -> None:
    rows = [f"{name};a@convoca.test;0103;;;;;;;;" for name in ("Ana", "Abel")]
    judged = await brought_in(*rows, by=cast.pinula)
    assert outcomes(judged) == ["new", "refused"]
    assert judged[1].wrong == ("Otra fila tiene la misma dirección.",)
    assert [person["name"] for person in await people()] == ["Ana"]


async def test_what_the_rooms_refuse_leaves_out_one_row_and_no_other(cast: Cast) -> None:
    ahead = "Ana;a@convoca.test;0103;;;;;1/1/2031;;;"
    judged = await brought_in(ahead, "Beto;b@convoca.test;0103;;;;;;;;", by=cast.pinula)
    assert outcomes(judged) == ["refused", "new"]
    assert judged[0].wrong == ("La verificación no puede estar en el futuro.",)
    assert [person["name"] for person in await people()] == ["Beto"]


async def test_a_table_is_written_in_once_and_seen_by_nobody_else(cast: Cast) -> None:
    file = await staged("Ana;a@convoca.test;0103;;;;;;;;", by=cast.pinula)
    await bringing_in.bring_in(file.id, by=cast.pinula, at=LONG_AGO)
    with pytest.raises(Conflict, match="ya se importó"):
        await bringing_in.bring_in(file.id, by=cast.pinula, at=LONG_AGO)
    with pytest.raises(NotFound):
        await staging.staged(file.id, by=cast.mixco)
    kept = await staging.staged(file.id, by=cast.pinula)
    assert (kept.rows, outcomes(kept.results)) == ([], ["new"])
    await forgotten("people.files", before=LONG_AGO)
    assert await fetch("SELECT FROM volunteer_import") != []
    await staging.discard(file.id)
    assert await fetch("SELECT FROM volunteer_import") == []


async def test_columns_that_nothing_is_read_from_are_named(cast: Cast) -> None:
    content = "Nombre;Correo;Papel;;Teléfono;E-mail\nAna;a@convoca.test;x;;55;b@convoca.test"
    found = await staging.stage(content.encode(), "x.csv", by=cast.pinula, at=LONG_AGO)
    file = await staging.staged(found, by=cast.pinula)
    assert file.unread == ["Papel", "Teléfono", "E-mail"]
    assert file.rows[0].email == "a@convoca.test"


async def test_only_who_looks_after_helpers_may_bring_them_in(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await staged("Ana;a@convoca.test;0103;;;;;;;;", by=cast.evaluator)


@pytest.mark.parametrize("content", [b"Nombre;Edad\nAna;9", b"BEGIN:VCALENDAR\nEND:VCALENDAR"])
async def test_a_file_that_is_no_list_of_helpers_is_refused(cast: Cast, content: bytes) -> None:
    with pytest.raises(Invalid):
        await staging.stage(content, "x", by=cast.pinula, at=LONG_AGO)


async def test_a_workbook_is_as_good_and_the_example_comes_in(cast: Cast) -> None:
    book = Workbook()
    assert book.active is not None
    for row in example.table().decode("utf-8-sig").splitlines():
        book.active.append(row.replace('"', "").split(","))
    written = BytesIO()
    book.save(written)
    for content in (written.getvalue(), example.table()):
        found = await staging.stage(content, "x.xlsx", by=cast.pinula, at=LONG_AGO)
        file = await staging.staged(found, by=cast.pinula)
        assert file.rows[0].wrong == {}
        assert (file.rows[0].languages, file.rows[0].travel_minutes) == (("es", "cak"), 60)
    assert len(COLUMNS) == 12
