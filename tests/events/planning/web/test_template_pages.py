"""Templates on their page."""

from uuid import UUID

import httpx

from events.planning.domain import agenda, event_templates
from events.planning.domain.event import Material
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY, planned

ADDRESS = "/plantillas"


async def test_an_event_becomes_a_template_and_a_template_an_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    material = Material(label="Cartel")
    event = await planned(notes="Llevar agua", capacity=40, materials=(material,))
    await sign_in_as(visitor, cast.pinula)
    assert "Todavía no hay plantillas" in (await visitor.get(ADDRESS)).text
    saved = await submit(visitor, ADDRESS, {"event": str(event), "name": "Base"})
    assert (saved.status_code, saved.headers["location"]) == (303, ADDRESS)
    listed = (await visitor.get(ADDRESS)).text
    (template,) = await event_templates.templates()
    address = f"/eventos/nuevo?plantilla={template.id}"
    assert ("Plantilla guardada." in listed, address in listed) == (True, True)
    form = (await visitor.get(address)).text
    values = ("Navegar con cuidado", "09:00", "12:00", "40", "Cartel")
    assert [f'value="{value}"' in form for value in values] == [True] * 5
    assert "Llevar agua" in form


async def test_a_name_in_use_is_asked_for_again(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, ADDRESS, {"event": str(event), "name": "Base"})
    again = await submit(visitor, ADDRESS, {"event": str(event), "name": "Base"})
    assert (again.status_code, "Ya hay una plantilla con ese nombre." in again.text) == (422, True)
    assert f'name="event" value="{event}"' in again.text
    await submit(visitor, ADDRESS, {"event": str(event), "name": "Otra"})
    other = next(t.id for t in await event_templates.templates() if t.name == "Otra")
    taken = await submit(visitor, f"{ADDRESS}/{other}/nombre", {"name": "Base"})
    assert (taken.status_code, 'value="Base" aria-invalid="true"' in taken.text) == (422, True)


async def test_a_template_is_renamed_and_deleted(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, ADDRESS, {"event": str(event), "name": "Base"})
    (template,) = await event_templates.templates()
    await submit(visitor, f"{ADDRESS}/{template.id}/nombre", {"name": "Nueva"})
    assert [t.name for t in await event_templates.templates()] == ["Nueva"]
    await submit(visitor, f"{ADDRESS}/{template.id}/borrado")
    assert await event_templates.templates() == []
    assert (await submit(visitor, ADDRESS, {"event": "x", "name": "Base"})).status_code == 422


async def test_others_see_a_template_but_do_not_change_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, ADDRESS, {"event": str(event), "name": "Base"})
    await sign_in_as(visitor, cast.mixco)
    page = (await visitor.get(ADDRESS)).text
    assert ("Base" in page, "Borrar la plantilla" in page) == (True, False)
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(ADDRESS)).status_code == 403


async def test_what_is_planned_from_a_template_remembers_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    base = await planned()
    template = await event_templates.save(base, "Base", by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    form = (await visitor.get(f"/eventos/nuevo?plantilla={template}")).text
    assert f'name="template" value="{template}"' in form
    asked: dict[str, str | list[str]] = {
        "title": "Como la base", "kind": "workshop", "day": "2026-12-09", "starts": "09:00",
        "ends": "12:00", "municipality": "0103", "audiences": ["teachers"],
        "template": str(template),
    }  # fmt: skip
    made = await submit(visitor, "/eventos/nuevo", asked)
    event = UUID(made.headers["location"].rsplit("/", 1)[1])
    assert (await agenda.event(event)).template == template
    assert f'value="{template}"' in (await visitor.get(f"/eventos/{event}/editar")).text
    other = await submit(visitor, f"/eventos/{event}/editar", {**asked, "title": "Otra"})
    assert (other.status_code, (await agenda.event(event)).template) == (303, template)
