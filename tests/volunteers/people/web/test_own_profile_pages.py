"""«Mi perfil», as somebody fills it in on their phone."""

from datetime import timedelta

import httpx

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from volunteers.people.domain import absences, volunteers

Typed = dict[str, str | list[str]]
TODAY = now().date()


async def at_home(visitor: httpx.AsyncClient) -> None:
    """Ana is signed in, with a record that lapses soon."""
    ana = await helper(cleared_until=TODAY + timedelta(days=9), at=now())
    await sign_in_as(visitor, await volunteers.actor_of(ana))


async def test_somebody_sees_what_is_theirs_and_what_lapses(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await at_home(visitor)
    page = await visitor.get("/mi-perfil")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert 'href="/mi-perfil" aria-current="page"' in page.text
    assert "Conviene renovar y avisar a la coordinación:" in page.text
    assert "No tengo ausencias hasta el" in page.text
    assert "Siempre: no hay horas anotadas." in page.text
    assert "/constancias" not in page.text


async def test_somebody_says_when_they_have_time(visitor: httpx.AsyncClient, db: None) -> None:
    await at_home(visitor)
    evening: Typed = {"days": ["0", "2"], "hours_from": "17:00", "hours_until": "00:00"}
    said = await submit(visitor, "/mi-perfil/disponibilidad/horas", evening)
    assert said.headers["location"] == "/mi-perfil#hours"
    page = (await visitor.get("/mi-perfil")).text
    assert page.count("17:00–24:00") == 2
    assert 'name="w2_0_from" type="time" aria-label="Miércoles, desde" value="17:00"' in page
    week: Typed = {
        "w2_0_from": "17:00", "w2_0_until": "24:00", "w2_3_from": "08:00", "w2_3_until": "12:00",
    }  # fmt: skip
    assert (await submit(visitor, "/mi-perfil/disponibilidad", week)).status_code == 303
    page = (await visitor.get("/mi-perfil")).text
    assert page.index("08:00–12:00") < page.index("17:00–24:00")
    assert (await submit(visitor, "/mi-perfil/disponibilidad")).status_code == 303
    assert await fetch("SELECT FROM availability") == []


async def test_every_mistake_of_a_week_is_said_at_its_day(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await at_home(visitor)
    week: Typed = {
        "w0_0_from": "10:00", "w0_0_until": "09:00", "w1_1_from": "10:00", "w6_0_until": "ocho",
    }  # fmt: skip
    answer = await submit(visitor, "/mi-perfil/disponibilidad", week)
    assert answer.status_code == 422
    told = ["Lunes, hasta: Debe terminar", "Martes, hasta: Falta la hora", "Domingo, desde: Falta"]
    assert [words in answer.text for words in told] == [True] * 3
    assert 'value="ocho"' in answer.text
    bad: Typed = {"days": [], "hours_from": "10:00", "hours_until": "09:00"}
    both = await submit(visitor, "/mi-perfil/disponibilidad/horas", bad)
    assert both.text.count('class="error"') == 2


async def test_too_many_hours_on_a_day_are_refused(visitor: httpx.AsyncClient, db: None) -> None:
    await at_home(visitor)
    full = {
        f"w0_{n}_{end}": f"{2 * n + late:02}:00"
        for n in range(6)
        for late, end in enumerate(("from", "until"))
    }
    assert (await submit(visitor, "/mi-perfil/disponibilidad", {**full})).status_code == 303
    page = (await visitor.get("/mi-perfil")).text
    assert ("w0_5_from" in page, "w0_6_from" in page) == (True, False)
    more: Typed = {"days": ["0"], "hours_from": "20:00", "hours_until": "21:00"}
    answer = await submit(visitor, "/mi-perfil/disponibilidad/horas", more)
    assert (answer.status_code, "Caben 6 horarios" in answer.text) == (422, True)


async def test_somebody_says_when_they_are_away_and_that_this_is_all(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await at_home(visitor)
    day = TODAY + timedelta(days=20)
    one: Typed = {"first_day": day.isoformat(), "last_day": ""}
    two: Typed = {"first_day": (day + timedelta(days=1)).isoformat(), "last_day": ""}
    for typed in (one, two):
        assert (await submit(visitor, "/mi-perfil/ausencias", typed)).status_code == 303
    page = (await visitor.get("/mi-perfil")).text
    assert (page.count('name="told"'), page.count("Quitar: Del")) == (2, 1)
    assert "No tengo otras ausencias hasta el" in page
    until = absences.asked_through(TODAY).isoformat()
    await submit(visitor, "/mi-perfil/ausencias/ninguna", {"told_until": until})
    page = (await visitor.get("/mi-perfil")).text
    assert ("Sin otras ausencias hasta el" in page, "No tengo otras" in page) == (True, False)
    told = [str(row["id"]) for row in await fetch("SELECT id FROM absence")]
    await submit(visitor, "/mi-perfil/ausencias/baja", {"told": [*told, "nothing"]})
    assert await fetch("SELECT FROM absence") == []


async def test_absences_without_end_are_refused_on_the_page(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await at_home(visitor)
    ana = (await fetch("SELECT id FROM volunteer"))[0]["id"]
    await execute(
        "INSERT INTO absence SELECT gen_random_uuid(), $1, $2::date + n, $2::date + n, now()"
        " FROM generate_series(1, 100) AS n", ana, TODAY,
    )  # fmt: skip
    typed: Typed = {"first_day": TODAY.isoformat()}
    answer = await submit(visitor, "/mi-perfil/ausencias", typed)
    assert (answer.status_code, "Ya hay muchas ausencias" in answer.text) == (422, True)


async def test_somebody_says_how_much_how_far_and_in_which_languages(
    visitor: httpx.AsyncClient, db: None
) -> None:
    await at_home(visitor)
    limits: Typed = {"most_a_week": "1", "most_a_month": "", "travel_minutes": "90"}
    assert (await submit(visitor, "/mi-perfil/limites", limits)).status_code == 303
    assert (await submit(visitor, "/mi-perfil/idiomas", {"languages": ["mam"]})).status_code == 303
    page = (await visitor.get("/mi-perfil")).text
    shown = ["1 turno como mucho", "Hasta 1 h 30 min", "<p>Mam</p>"]
    assert [words in page for words in shown] == [True] * 3
    none = await submit(visitor, "/mi-perfil/idiomas", {"languages": []})
    assert (none.status_code, 'id="f-languages-error"' in none.text) == (422, True)


async def test_a_coordinator_who_helps_has_a_page_and_others_have_none(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await helper()
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get("/mi-perfil")).status_code == 404
    await execute("UPDATE volunteer SET account = $1, home = '0108'", cast.pinula.account)
    assert (await visitor.get("/mi-perfil")).status_code == 200
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/mi-perfil")).status_code == 403
