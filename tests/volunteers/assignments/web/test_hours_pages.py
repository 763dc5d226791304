"""The pages of hours, as coordinators and helpers open them."""

from datetime import timedelta

import httpx

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as
from tests.support.crew import helper
from tests.support.events import planned
from tests.volunteers.assignments.domain.test_lapses import hold

OVER = """
    UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1
"""
THERE = "UPDATE assignment SET status = 'attended', arrived_at = $1, left_at = $2"


async def served(visitor: httpx.AsyncClient) -> str:
    """Ana helped for two hours and a half the day before yesterday; returns her id."""
    event, ana = await planned(), await helper("Ana Ayuda")
    await hold(event, ana)
    begun = now() - timedelta(days=2)
    await execute(OVER, event, begun, begun + timedelta(hours=3))
    await execute(THERE, begun, begun + timedelta(hours=2, minutes=30))
    return str(ana)


def days(around: int = 5) -> str:
    first, last = now() - timedelta(days=around), now() + timedelta(days=1)
    return f"from={first.date()}&to={last.date()}"


async def test_a_coordinator_sees_sums_and_takes_the_table_along(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await served(visitor)
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get(f"/turnos/horas?{days()}")
    assert '<td class="number" data-label="Horas">2 h 30 min</td>' in shown.text
    for way in ("network", "project", "nobody"):
        assert (await visitor.get(f"/turnos/horas?{days()}&por={way}")).status_code == 200
    table = (await visitor.get(f"/turnos/horas/horas.csv?{days()}")).text.splitlines()
    assert (len(table), table[1].startswith("Ana Ayuda,"), table[1].endswith(",150")) == (
        2, True, True,
    )  # fmt: skip
    paper = await visitor.get(f"/turnos/horas/{ana}/constancia.pdf?{days()}")
    assert paper.content.startswith(b"%PDF")


async def test_what_awaits_a_word_leads_to_the_teams_that_can_say_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana = await planned(), await helper("Ana Ayuda")
    await hold(event, ana)
    begun = now() - timedelta(days=2)
    await execute(OVER, event, begun, begun + timedelta(hours=3))
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get(f"/turnos/horas?{days()}")).text
    assert '<a href="#por-confirmar">1</a>' in shown
    assert f'<a href="/eventos/{event}/equipo">' in shown
    await execute("UPDATE assignment SET status = 'absent'")
    shown = (await visitor.get(f"/turnos/horas?{days()}")).text
    assert ("por-confirmar" in shown, f"/eventos/{event}/equipo" in shown) == (False, False)


async def test_days_that_make_no_sense_stay_in_the_form(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "No hay turnos en estos días" in (await visitor.get("/turnos/horas")).text
    for asked in ("from=2026-05-02&to=2026-05-01", "from=ayer"):
        wrong = await visitor.get(f"/turnos/horas?{asked}")
        assert (wrong.status_code, "error-summary" in wrong.text) == (422, True)


async def test_a_helper_takes_their_own_certificate_and_no_other(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await served(visitor)
    [row] = await fetch("SELECT account FROM volunteer WHERE id::text = $1", ana)
    own = await accounts.actor(row["account"])
    assert own is not None
    await sign_in_as(visitor, own)
    paper = await visitor.get(f"/mis-turnos/constancia.pdf?{days()}")
    assert (paper.status_code, paper.content[:4]) == (200, b"%PDF")
    assert (await visitor.get(f"/turnos/horas/{ana}/constancia.pdf")).status_code == 403
