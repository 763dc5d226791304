"""Keeping the kinds of activity."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from events.planning.domain import agenda, codelists, kinds, public_agenda
from events.planning.domain.codelists import Field
from events.planning.domain.kind_writing import KindWritten
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.kinds import kinds_put_back

RADIO = KindWritten(
    name_es="Programa de radio",
    name_en="Radio show",
    icon="radio",
    colour="violet",
    fields=(Field(label_es="Emisora", label_en="Station", choices=("Sonora", " ", "Sonora")),),
)


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """Kinds added here are gone afterwards."""
    async with kinds_put_back():
        yield


async def offered() -> list[str]:
    return [kind.slug for kind in await codelists.kinds()]


async def acts() -> list[tuple[str, str]]:
    rows = await fetch("SELECT act, subject FROM audit_entry WHERE act LIKE 'kind.%' ORDER BY id")
    return [(row["act"], row["subject"]) for row in rows]


async def test_a_kind_is_added_at_the_end_and_told_of(cast: Cast) -> None:
    slug = await kinds.add(RADIO, by=cast.admin, at=TODAY)
    assert (slug, (await offered())[-1]) == ("programa-de-radio", slug)
    (kind,) = [kind for kind in await codelists.kinds() if kind.slug == slug]
    assert (kind.name, kind.icon, kind.colour, kind.internal) == (
        "Programa de radio", "radio", "violet", False,
    )  # fmt: skip
    assert kind.fields == [
        Field(name="emisora", label_es="Emisora", label_en="Station", choices=("Sonora",))
    ]
    assert await acts() == [("kind.added", "kind:programa-de-radio")]


async def test_an_event_of_a_new_kind_looks_like_it(cast: Cast) -> None:
    slug = await kinds.add(RADIO, by=cast.admin, at=TODAY)
    event = await agenda.event(await planned(kind=slug))
    assert (event.kind_name, event.icon, event.public) == ("Programa de radio", "radio", True)


async def test_a_retired_kind_is_no_longer_offered_and_keeps_its_events(cast: Cast) -> None:
    slug = await kinds.add(RADIO, by=cast.admin, at=TODAY)
    event = await planned(kind=slug)
    await kinds.retire(slug, by=cast.admin, at=TODAY)
    everything = [kind.slug for kind in await codelists.kinds(retired=True)]
    assert (slug in await offered(), slug in everything) == (False, True)
    assert (await agenda.event(event)).kind_name == "Programa de radio"
    assert [(k.slug, k.events) for k in await kinds.kept(by=cast.admin) if k.retired] == [(slug, 1)]
    await kinds.restore(slug, by=cast.admin, at=TODAY)
    assert (slug in await offered(), [act for act, _subject in await acts()]) == (
        True,
        ["kind.added", "kind.retired", "kind.restored"],
    )


async def test_a_kind_is_described_anew_under_its_slug(cast: Cast) -> None:
    slug = await kinds.add(RADIO, by=cast.admin, at=TODAY)
    changed = msgspec.structs.replace(RADIO, name_es="Radio en vivo", icon="music", fields=())
    await kinds.change(slug, changed, by=cast.admin, at=TODAY)
    kind = await kinds.one(slug, by=cast.admin)
    assert (kind.name_es, kind.icon, kind.fields) == ("Radio en vivo", "music", [])


async def test_what_was_published_as_internal_is_never_opened(cast: Cast) -> None:
    closed = msgspec.structs.replace(RADIO, internal=True)
    slug = await kinds.add(closed, by=cast.admin, at=TODAY)
    draft = await planned(kind=slug, published=False)
    await kinds.change(slug, RADIO, by=cast.admin, at=TODAY)
    await kinds.change(slug, closed, by=cast.admin, at=TODAY)
    event = await planned(kind=slug)
    with pytest.raises(Invalid) as refusal:
        await kinds.change(slug, RADIO, by=cast.admin, at=TODAY)
    assert list(refusal.value.fields) == ["internal"]
    for hidden in (event, draft):
        with pytest.raises(NotFound):
            await public_agenda.shown(hidden)
    assert slug not in [kind.slug for kind in await public_agenda.kinds()]


TAKEN = [{"name_es": "programa de RADIO", "name_en": "Another"}, {"name_en": "workshop"}]


@pytest.mark.parametrize("names", TAKEN)
async def test_two_kinds_are_never_called_the_same(cast: Cast, names: dict[str, Any]) -> None:
    await kinds.add(RADIO, by=cast.admin, at=TODAY)
    other = msgspec.structs.replace(RADIO, **{"name_es": "Otra cosa", "name_en": "Other", **names})
    with pytest.raises(Conflict):
        await kinds.add(other, by=cast.admin, at=TODAY)
    with pytest.raises(Conflict):
        await kinds.change("talk", other, by=cast.admin, at=TODAY)


def asks(**field: Any) -> dict[str, Any]:
    return {"fields": (Field(**{"label_es": "Emisora", **field}),)}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name_es": " "}, "name_es"),
    ({"name_es": "¡!"}, "name_es"),
    ({"name_es": "x" * 81}, "name_es"),
    ({"name_en": "x" * 81}, "name_en"),
    ({"name_es": "Seguimiento de casos"}, "name_es"),
    ({"icon": "lock-picker"}, "icon"),
    ({"colour": "#ff0000"}, "colour"),
    ({"fields": (Field(label_es="Uno"), Field(label_es="uno"))}, "fields"),
    ({"fields": tuple(Field(label_es=f"Pregunta {n}") for n in range(9))}, "fields"),
    (asks(label_es=" "), "fields"),
    (asks(name="Not A Name"), "fields"),
    (asks(label_es="x" * 81), "fields"),
    (asks(choices=("x" * 81,)), "fields"),
    (asks(choices=tuple(map(str, range(31)))), "fields"),
    (asks(label_es="Expediente 12"), "fields"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
async def test_a_kind_that_cannot_stand_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await kinds.add(msgspec.structs.replace(RADIO, **changes), by=SYSTEM, at=TODAY)
    assert (field in refusal.value.fields, await acts()) == (True, [])


async def test_a_question_is_named_after_its_label() -> None:
    labels = ("¿Qué película?", "2.ª emisora", "…")
    asked = tuple(Field(label_es=label) for label in labels)
    slug = await kinds.add(msgspec.structs.replace(RADIO, fields=asked), by=SYSTEM, at=TODAY)
    kept = await kinds.one(slug, by=SYSTEM)
    assert [(field.name, field.label_en) for field in kept.fields] == [
        ("que_pelicula", "¿Qué película?"),
        ("q_2_emisora", "2.ª emisora"),
        ("q_", "…"),
    ]


async def test_only_administrators_keep_the_kinds(cast: Cast) -> None:
    for act in (
        kinds.kept(by=cast.mixco),
        kinds.one("talk", by=cast.mixco),
        kinds.add(RADIO, by=cast.mixco, at=TODAY),
        kinds.change("talk", RADIO, by=cast.evaluator, at=TODAY),
        kinds.retire("talk", by=cast.mixco, at=TODAY),
        kinds.restore("talk", by=cast.mixco, at=TODAY),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_there_is_nothing_to_do_with_what_is_not_there() -> None:
    for act in (
        kinds.one("party", by=SYSTEM),
        kinds.change("party", RADIO, by=SYSTEM, at=TODAY),
        kinds.retire("party", by=SYSTEM, at=TODAY),
    ):
        with pytest.raises(NotFound):
            await act
