"""The pages on which helpers are brought in and renewed, as a coordinator meets them."""

from datetime import timedelta

import httpx

from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, csrf, sign_in_as, submit
from tests.support.crew import helper
from volunteers.people.domain import credentials
from volunteers.people.domain.credentials import NewClearance
from volunteers.people.domain.roster import work

TABLE = "Nombre,Correo,Municipio\nAna Ayuda,ana@convoca.test,0103\nSin Correo,,0103\n"


async def sent(visitor: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await visitor.post(
        "/personas/importar",
        data={"_csrf_token": await csrf(visitor)},
        files={"file": ("lista.csv", content)},
    )


async def test_a_table_is_looked_through_and_then_written_in(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get("/personas/importar")).status_code == 200
    address = (await sent(visitor, TABLE.encode())).headers["location"]
    ahead = await visitor.get(address)
    assert "Importar 1 persona" in ahead.text
    assert "Falta una dirección de correo válida." in ahead.text
    assert await fetch("SELECT FROM volunteer") == []
    done = await submit(visitor, f"{address}/inicio")
    assert (await visitor.get(done.headers["location"])).text.count("1 persona importada.") == 1
    assert len(await fetch("SELECT FROM volunteer")) == 1
    again = await submit(visitor, f"{address}/inicio")
    assert again.status_code == 409


async def test_what_is_not_read_and_what_would_be_written_is_told_beforehand(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    content = (
        "Nombre;Correo;Papel;Teléfono;Municipio;Idiomas;Dirige;Por semana\n"
        "Ana;ana@convoca.test;x;55;0103;;Habilidades parentales;2\n"
    )
    ahead = await visitor.get((await sent(visitor, content.encode())).headers["location"])
    assert "No se leen estas columnas: Papel, Teléfono." in ahead.text
    written = "San José Pinula · Español · Dirige: Habilidades parentales · 2 por semana como mucho"
    assert written in ahead.text
    plain = await visitor.get((await sent(visitor, TABLE.encode())).headers["location"])
    assert "No se leen" not in plain.text


async def test_of_a_long_table_the_page_shows_how_far_it_is(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    rows = "".join(f"Persona {n},p{n}@convoca.test,0103\n" for n in range(30))
    address = (await sent(visitor, f"Nombre,Correo,Municipio\n{rows}".encode())).headers["location"]
    assert (await submit(visitor, f"{address}/inicio")).headers["location"] == address
    shown = (await visitor.get(address)).text
    assert ("25 de 30 filas" in shown, 'http-equiv="refresh"' in shown) == (True, True)
    assert (await submit(visitor, f"{address}/descarte")).status_code == 409
    await work.go_on(now)
    assert "Personas importadas" in (await visitor.get(address)).text
    assert len(await fetch("SELECT FROM volunteer")) == 30


async def test_a_table_that_is_not_wanted_leaves_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    address = (await sent(visitor, TABLE.encode())).headers["location"]
    assert (await submit(visitor, f"{address}/descarte")).status_code == 303
    assert await fetch("SELECT FROM volunteer_import") == []
    assert (await visitor.get(address)).status_code == 404


async def test_a_file_that_is_none_is_refused_on_the_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    missing = await submit(visitor, "/personas/importar")
    assert (missing.status_code, "Falta elegir un archivo." in missing.text) == (422, True)
    strange = await sent(visitor, b"Edad,Sexo\n9,f\n")
    assert (strange.status_code, "Nombre y Correo" in strange.text) == (422, True)
    example = await visitor.get("/personas/importar/ejemplo.csv")
    assert example.headers["content-type"].startswith("text/csv")


async def test_many_are_renewed_with_one_press(visitor: httpx.AsyncClient, cast: Cast) -> None:
    today = now().date()
    ana = await helper("Ana Ayuda", cleared_until=today + timedelta(days=9))
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get("/personas/renovar")).text
    assert f'value="{ana}.renas"' in shown
    assert f'<a href="/personas/{ana}">Ana Ayuda</a>' in shown
    assert "Vale hasta el" in shown
    verified = (today - timedelta(days=2)).isoformat()
    form: dict[str, str | list[str]] = {"verified_on": verified, "clear_until": ""}
    nobody = await submit(visitor, "/personas/renovar/constancias", form)
    assert (nobody.status_code, "Elegir al menos a una persona." in nobody.text) == (422, True)
    for pick in ("x", str(ana), f"{ana}.other"):
        strange = await submit(visitor, "/personas/renovar/constancias", {**form, "chosen": [pick]})
        assert strange.status_code == 422
    picked: dict[str, str | list[str]] = {**form, "chosen": [f"{ana}.renas"]}
    done = await submit(visitor, "/personas/renovar/constancias", picked)
    assert done.status_code == 303
    after = (await visitor.get("/personas/renovar")).text
    assert f'value="{ana}.renas"' not in after
    assert "RENAS de Ana Ayuda, hasta el" in after


async def test_a_police_record_that_is_ticked_renews_no_clearance_for_minors(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    today = now().date()
    luis = await helper("Luis Luna", cleared_until=today + timedelta(days=9))
    verified = NewClearance(kind="police", verified_on=today - timedelta(days=300))
    await credentials.clear(luis, verified, by=SYSTEM, at=now())
    renas = await fetch("SELECT * FROM clearance WHERE kind = 'renas'")
    await sign_in_as(visitor, cast.pinula)
    assert "Venció el" in (await visitor.get("/personas/renovar")).text
    form: dict[str, str | list[str]] = {
        "chosen": [f"{luis}.police"], "verified_on": today.isoformat(), "clear_until": "",
    }  # fmt: skip
    assert (await submit(visitor, "/personas/renovar/constancias", form)).status_code == 303
    shown = (await visitor.get("/personas/renovar")).text
    assert "Antecedentes policiacos de Luis Luna, hasta el" in shown
    assert await fetch("SELECT * FROM clearance WHERE kind = 'renas'") == renas
    assert len(await fetch("SELECT FROM clearance WHERE kind = 'police'")) == 2


async def test_qualifications_are_extended_on_the_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await helper("Ana Ayuda")
    today = now().date()
    await fetch("UPDATE qualification SET valid_until = $1 RETURNING id", today)
    [row] = await fetch("SELECT id FROM qualification")
    await sign_in_as(visitor, cast.pinula)
    chosen: dict[str, str | list[str]] = {"chosen": [str(row["id"])]}
    wrong = await submit(
        visitor, "/personas/renovar/formaciones", {**chosen, "valid_until": "mañana"}
    )
    assert (wrong.status_code, f'value="{row["id"]}"' in wrong.text) == (422, True)
    done = await submit(visitor, "/personas/renovar/formaciones", {**chosen, "valid_until": ""})
    assert done.status_code == 303
    assert (await fetch("SELECT valid_until FROM qualification"))[0]["valid_until"] is None
