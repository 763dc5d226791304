"""Where one says what is usually needed."""

from uuid import UUID, uuid4

import httpx

from events.planning.domain import event_templates, programme_book
from events.planning.domain.programme_book import ProgrammeDraft
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import usual_needs
from volunteers.assignments.domain.needed import Needed

KINDS = "/ajustes/necesidades"


async def programme() -> UUID:
    draft = ProgrammeDraft(name="Liderazgo", municipality="0103")
    return await programme_book.add(draft, by=SYSTEM, at=TODAY)


async def template() -> UUID:
    return await event_templates.save(await planned(), "Base", by=SYSTEM, at=TODAY)


async def test_an_administrator_says_what_a_kind_needs(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert "Lo usual: 1 principal y 1 asistente" in (await visitor.get(KINDS)).text
    here = f"{KINDS}/film-forum"
    page = (await visitor.get(here)).text
    assert ("Cineforo" in page, "Volver a lo usual" in page) == (True, False)
    said: dict[str, str | list[str]] = {"lead": "2", "assistant": "1", "languages": ["mam", "quc"]}
    stated = await submit(visitor, here, said)
    assert (stated.status_code, stated.headers["location"]) == (303, KINDS)
    assert "2 principales y 1 asistente · Mam · K’iche’" in (await visitor.get(KINDS)).text
    page = (await visitor.get(here)).text
    assert ('value="mam" checked' in page, "Volver a lo usual" in page) == (True, True)
    assert (await submit(visitor, f"{here}/olvido")).status_code == 303
    assert await usual_needs.usual("kind", "film-forum", by=cast.admin) is None


async def test_a_coordinator_says_what_a_programme_and_a_template_need(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    addresses = (f"/programas/{await programme()}/equipo", f"/plantillas/{await template()}/equipo")
    assert f'href="{addresses[1]}"' in (await visitor.get("/plantillas")).text
    for address, name in zip(addresses, ("Liderazgo", "Base"), strict=True):
        page = (await visitor.get(address)).text
        assert (name in page, "Todavía no se dijo nada" in page) == (True, True)
        stated = await submit(visitor, address, {"lead": "1", "assistant": "4"})
        assert stated.status_code == 303
        assert 'type="number" value="4"' in (await visitor.get(address)).text
        assert (await submit(visitor, f"{address}/olvido")).status_code == 303
        assert "Todavía no se dijo nada" in (await visitor.get(address)).text


async def test_what_makes_no_sense_stays_in_the_form(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    address = f"/programas/{await programme()}/equipo"
    for said in ({"lead": "x", "assistant": "1"}, {"lead": "0", "assistant": "0"}, {}):
        refused = await submit(visitor, address, {**said, "languages": ["mam"]})
        assert (refused.status_code, 'id="f-lead-error"' in refused.text) == (422, True)
        assert 'value="mam" checked' in refused.text
    wrong = await submit(
        visitor, address, {"lead": "1", "assistant": "1", "languages": ["klingon"]}
    )
    assert (wrong.status_code, 'id="f-languages-error"' in wrong.text) == (422, True)


async def test_others_neither_see_nor_say_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    addresses = (f"/programas/{await programme()}/equipo", f"/plantillas/{await template()}/equipo")
    await usual_needs.state("kind", "workshop", Needed(), by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.mixco)
    said = {"lead": "1", "assistant": "1"}
    for address in (*addresses, KINDS, f"{KINDS}/workshop"):
        assert (await visitor.get(address)).status_code == 403
    for address in (*addresses, f"{KINDS}/workshop", f"{KINDS}/workshop/olvido"):
        assert (await submit(visitor, address, {**said})).status_code == 403
    await sign_in_as(visitor, cast.admin)
    for address in (f"{KINDS}/circus", f"{KINDS}/%00", f"/programas/{uuid4()}/equipo"):
        assert (await visitor.get(address)).status_code == 404
