"""The form that an event is written down in: what it offers, keeps and says."""

import re
from uuid import UUID

import httpx

from events.planning.domain import agenda, venues
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY, planned

WRITTEN: dict[str, str | list[str]] = {
    "title": "Navegar con cuidado",
    "kind": "workshop",
    "municipality": "0103",
    "topics": ["social-network-risks"],
    "audiences": ["adolescents", "teachers"],
    "day": "2026-12-05",
    "starts": "09:00",
    "ends": "12:00",
    "modality": "in_person",
    "project": "general",
}


async def hall() -> UUID:
    new = venues.NewVenue(name="Salón comunal", municipality="0103", capacity=40)
    return await venues.add(new, by=SYSTEM, at=TODAY)


async def test_what_goes_without_saying_is_filled_in(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    form = (await visitor.get("/eventos/nuevo?dia=2026-12-05")).text
    assert '<option value="0103" selected>San José Pinula</option>' in form
    assert re.search(r'value="in_person" checked', form)
    assert 'value="2026-12-05"' in form


async def test_who_plans_in_many_places_is_asked_where(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    place = re.compile(r"<option value=\"\d{4}\" selected>")
    assert not place.search((await visitor.get("/eventos/nuevo")).text)
    chosen = (await visitor.get("/eventos/nuevo?municipio=0108")).text
    assert '<option value="0108" selected>Mixco</option>' in chosen


async def test_venues_are_grouped_and_say_how_many_they_hold(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    venue = await hall()
    await sign_in_as(visitor, cast.admin)
    form = (await visitor.get("/eventos/nuevo")).text
    group = '<optgroup label="San José Pinula" data-group="0103">'
    assert f'{group}<option value="{venue}">Salón comunal (caben 40)</option>' in form


async def test_every_list_of_topics_and_audiences_counts(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    topics = ["social-network-risks", "report-writing"]
    saved = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "topics": topics})
    event = await agenda.event(UUID(saved.headers["location"].rpartition("/")[2]))
    assert (event.topics, event.audiences) == (sorted(topics), ["adolescents", "teachers"])
    edit = (await visitor.get(f"/eventos/{event.id}/editar")).text
    assert edit.count('<details class="more" open>') == 2


async def test_mistakes_are_named_by_their_field(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "kind": "", "title": ""})
    told = re.findall(r'<a href="#f-(\w+)">([^<]+)</a>', answer.text)
    assert told == [
        ("title", "Título: Falta este dato."),
        ("kind", "Tipo de actividad: Elegir una de las opciones."),
    ]


async def test_a_taken_venue_is_told_beside_it_and_a_stale_edit_is_not(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    venue = await hall()
    await planned(venue=venue)
    await sign_in_as(visitor, cast.pinula)
    taken = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "venue": str(venue)})
    assert 'href="#f-venue">Lugar: Está ocupado a esa hora' in taken.text
    assert 'name="venue_overlap_reason"' in taken.text
    event = await planned()
    stale = {**WRITTEN, "venue": str(venue), "seen": "2026-01-01T00:00:00+00:00"}
    refused = await submit(visitor, f"/eventos/{event}/editar", stale)
    assert "<li>Otra persona cambió esta actividad" in refused.text
    assert 'name="venue_overlap_reason"' not in refused.text


async def test_a_public_title_that_nobody_chose_follows_the_topics(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned(published=False)
    form = (await visitor.get(f"/eventos/{event}/editar")).text
    assert re.search(r'name="public_title" type="text" value=""', form)
    await submit(visitor, f"/eventos/{event}/editar", {**WRITTEN, "topics": ["gender-violence"]})
    assert (await agenda.event(event)).public_title == "Taller"
    own = {**WRITTEN, "public_title": "Tarde en familia"}
    await submit(visitor, f"/eventos/{event}/editar", own)
    form = (await visitor.get(f"/eventos/{event}/editar")).text
    assert 'value="Tarde en familia"' in form
