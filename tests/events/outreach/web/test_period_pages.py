"""Periods, their closing and their adjustments, in a browser and for programs."""

import re
from datetime import date

import httpx

from events.outreach.domain.periods import adjustments, book
from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.closing import Half, closed_half, half

LIST = "/alcance/periodos"


def rows(page: str) -> dict[str, list[str]]:
    """The rows of the first table, by their heading."""
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page.partition("</table>")[0])
    return {
        name: [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", cells)]
        for name, cells in found
    }


def adjustment(here: Half, **changed: str) -> dict[str, str | list[str]]:
    """A filled-in form: two boys more at the workshop."""
    blank = {
        f"{name}-{number}": value
        for number in range(1, 7)
        for name, value in (("way", "more"), ("sex", "unknown"), ("age_band", "unknown"),
                            ("audience", "unknown"), ("people", ""))
    }  # fmt: skip
    one = {"people-1": "2", "sex-1": "male", "age_band-1": "13-14", "audience-1": "adolescents"}
    return {**blank, **one, "event": str(here.workshop), "reason": "Apareció una hoja", **changed}


async def test_an_administrator_closes_a_period_after_reading_what_it_means(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await half()
    await sign_in_as(visitor, cast.admin)
    assert "Listo para cerrar" in (await visitor.get(LIST)).text
    preview = await visitor.get(f"{LIST}/{here.period}/cierre")
    assert "Después ya no se puede reabrir" in preview.text
    assert "<dd>8–10</dd>" in preview.text
    unsure = await submit(visitor, f"{LIST}/{here.period}/cierre", {})
    assert (unsure.status_code, (await book.period(here.period)).closed_at) == (422, None)
    done = await submit(visitor, f"{LIST}/{here.period}/cierre", {"sure": "on"})
    assert done.headers["location"] == f"{LIST}/{here.period}"
    page = (await visitor.get(f"{LIST}/{here.period}")).text
    assert "La copia sigue intacta" in page
    assert rows(page)["Contactos"] == ["12", "12", "igual"]
    assert (await visitor.get(f"{LIST}/{here.period}/cierre")).status_code == 409


async def test_a_period_with_an_open_register_says_which(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await half(complete=False)
    await sign_in_as(visitor, cast.admin)
    for address in (f"{LIST}/{here.period}", f"{LIST}/{here.period}/cierre"):
        page = (await visitor.get(address)).text
        assert f"/eventos/{here.forum}/registro" in page
    refused = await submit(visitor, f"{LIST}/{here.period}/cierre", {"sure": "on"})
    assert (refused.status_code, "Hay 1 registro abierto" in refused.text) == (422, True)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"{LIST}/{here.period}")).text
    assert (f"/eventos/{here.forum}/" in page, "Lo cierra alguien de administración" in page) == (
        False,
        True,
    )


async def test_a_coordinator_notes_an_adjustment_and_sees_both_columns(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await closed_half()
    await sign_in_as(visitor, cast.pinula)
    register = (await visitor.get(f"/eventos/{here.workshop}/registro")).text
    form = f"{LIST}/{here.period}/ajustes/nuevo"
    assert f'href="{form}?actividad={here.workshop}"' in register
    assert "Abrirlo de nuevo" not in register
    offered = (await visitor.get(f"{form}?actividad={here.workshop}")).text
    assert (str(here.forum) in offered, "<b>5</b> Hombres" in offered) == (False, True)
    done = await submit(visitor, form, adjustment(here))
    assert done.status_code == 303
    page = (await visitor.get(f"{LIST}/{here.period}")).text
    assert rows(page)["Contactos"] == ["8", "10", "+2 [1]"]
    assert "el donante todavía no lo sabe" in page
    assert "Indicadores" not in page


async def test_what_an_adjustment_cannot_say_is_refused_and_kept(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await closed_half()
    await sign_in_as(visitor, cast.pinula)
    form = f"{LIST}/{here.period}/ajustes/nuevo"
    for wrong in (
        {"reason": ""},
        {"people-1": ""},
        {"people-1": "9", "way-1": "fewer"},
        {"event": str(here.forum)},
        {"told_on": "2099-01-01"},
    ):
        answer = await submit(visitor, form, adjustment(here, **wrong))
        assert (wrong, answer.status_code) == (wrong, 422)
    assert await adjustments.made(here.period) == []


async def test_an_adjustment_is_told_to_the_donor_and_taken_back(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await closed_half()
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"{LIST}/{here.period}/ajustes/nuevo", adjustment(here))
    (one,) = await adjustments.made(here.period)
    page = f"{LIST}/{here.period}/ajustes/{one.id}"
    assert "todavía no" in (await visitor.get(page)).text
    assert (await submit(visitor, f"{page}/informado", {"told_on": ""})).status_code == 422
    await submit(visitor, f"{page}/informado", {"told_on": "2026-08-01"})
    assert (await submit(visitor, f"{page}/retiro", {"reason": ""})).status_code == 422
    await submit(visitor, f"{page}/retiro", {"reason": "Era de otra actividad"})
    told = (await visitor.get(f"{LIST}/{here.period}")).text
    assert "el donante fue informado el sábado 1 de agosto de 2026" in told
    assert rows(told)["Contactos"] == ["8", "8", "igual"]
    other = f"{LIST}/{here.period}/ajustes/{here.workshop}"
    assert (await visitor.get(other)).status_code == 404


async def test_an_evaluator_reads_a_municipality_and_changes_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    here = await closed_half()
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(f"{LIST}/{here.period}?municipio=0108")).text
    assert rows(page)["Contactos"] == ["4", "4", "igual"]
    assert "Anotar un ajuste" not in page
    for address in ("cierre", "ajustes/nuevo"):
        assert (await visitor.get(f"{LIST}/{here.period}/{address}")).status_code == 403


async def test_a_program_reads_periods_and_notes_adjustments(visitor: httpx.AsyncClient) -> None:
    here = await closed_half()
    headers = {}
    for scope in ("plan", "report"):
        token = await tokens.create(scope, scope, by=SYSTEM, at=now())
        headers[scope] = {"Authorization": f"Bearer {token}"}
    listed = await visitor.get(
        f"/api/v1/projects/{here.project}/periods", headers=headers["report"]
    )
    assert [(one["id"], one["starts_on"]) for one in listed.json()] == [
        (str(here.period), "2026-01-01")
    ]
    address = f"/api/v1/periods/{here.period}"
    line = {"people": -1, "sex": "male", "age_band": "13-14", "audience": "adolescents"}
    said = {"event": str(here.forum), "lines": [line], "reason": "Se contó a un facilitador"}
    made = await visitor.post(f"{address}/adjustments", json=said, headers=headers["plan"])
    assert (made.status_code, made.json()["people"]) == (201, -1)
    read = await visitor.get(f"{address}/adjustments", headers=headers["report"])
    assert read.json() == [made.json()]
    closing = await visitor.post(f"{address}/closure", headers=headers["plan"])
    assert closing.status_code == 403
    token = await tokens.create("read", "read", by=SYSTEM, at=now())
    read_only = {"Authorization": f"Bearer {token}"}
    for what in ("adjustments", "closure"):
        refused = await visitor.post(f"{address}/{what}", json=said, headers=read_only)
        assert (what, refused.status_code) == (what, 403)


async def test_every_period_says_how_far_it_is(visitor: httpx.AsyncClient, cast: Cast) -> None:
    here = await half(complete=False)
    for year in (now().year, now().year + 1):
        await execute(
            "INSERT INTO uniqueness_period (id, project, starts_on, ends_on)"
            " VALUES (gen_random_uuid(), $1, $2, $3)",
            here.project, date(year, 7, 1) if year == 2026 else date(year, 1, 1),
            date(year, 12, 31),
        )  # fmt: skip
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(LIST)).text
    assert [word for word in ("Por venir", "En curso", "Faltan registros") if word in page] == [
        "Por venir", "En curso", "Faltan registros",
    ]  # fmt: skip
    assert "1 actividad con su registro abierto." in page
    assert (await visitor.get(f"{LIST}/{here.project}")).status_code == 404
