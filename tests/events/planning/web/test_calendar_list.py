"""The calendar as a plain list, for who needs neither a mouse nor JavaScript."""

import httpx

from events.planning.domain import planning
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, person, sign_in_as
from tests.support.events import TODAY, planned

LIST = "/calendario/lista?mes=2026-12"


async def test_the_list_holds_the_events_of_a_month_with_their_links(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    called_off = await planned(title="Cancelada ya")
    await planning.cancel(called_off, "rain", by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(LIST)).text
    assert f'href="/eventos/{event}">Navegar con cuidado</a>' in page
    assert f'href="/eventos/{event}/mover" aria-label="Mover «Navegar con cuidado»"' in page
    assert f'href="/eventos/{called_off}/mover"' not in page
    assert "Diciembre de 2026</h1>" in page
    empty = (await visitor.get("/calendario/lista?mes=2027-02")).text
    assert "Nada planificado en este mes" in empty


async def test_the_filters_of_the_list_and_of_the_calendar_are_the_same(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned(title="Un taller")
    await planned(title="Una charla", kind="talk")
    both = await person("dos@convoca.test", "Dora Dos", "coordinator", "0103", "0108")
    await sign_in_as(visitor, both)
    for page in ("/calendario", "/calendario/lista"):
        text = (await visitor.get(f"{page}?mes=2026-12&tipo=talk&municipio=0103")).text
        assert ("Un taller" in text, "Una charla" in text) == (False, True)
        assert '<option value="talk" selected>' in text
        assert '<details class="sift" open>' in text
        before = f'href="{page}?mes=2026-11&amp;municipio=0103&amp;tipo=talk"'
        assert before in text
    calendar = (await visitor.get("/calendario?mes=2026-12&tipo=talk")).text
    assert 'href="/calendario/lista?mes=2026-12&amp;tipo=talk" data-list' in calendar
    listed = (await visitor.get("/calendario/lista?mes=2026-12&tipo=talk")).text
    assert 'href="/calendario?mes=2026-12&amp;tipo=talk"' in listed


async def test_several_municipalities_are_chosen_one_by_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get(f"{LIST}&municipio=0103")).text
    assert "municipio=0103&amp;municipio=0108" in page
    assert 'data-municipality="0103" aria-current="true"' in page


async def test_a_week_is_painted_by_the_browser_and_its_month_without_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned()
    await sign_in_as(visitor, cast.pinula)
    week = (await visitor.get("/calendario?vista=semana&fecha=2026-12-05")).text
    assert "30 nov – 6 dic 2026</h1>" in week
    assert week.index("<noscript>") < week.index("Navegar con cuidado") < week.index("</noscript>")
