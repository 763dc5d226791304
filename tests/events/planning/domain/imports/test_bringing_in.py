"""Bringing a table into the plan: once, and nobody's work is overwritten."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from asyncpg import DataError

from events.planning.domain import agenda, planning, venues
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.accounts.domain import audit
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import brought_in, counts, everything, foreseen

pytestmark = pytest.mark.usefixtures("db")
HEAD = "Actividad,Fecha,Hora inicio,Hora fin,Municipio,Lugar,Tipo,Temas,Público,Cupo,Notas\n"
FORUM = "Cine en el parque,5/12/2026,9:00,11:00,MIXCO,Parque,cineforo,Redes de apoyo,,40,\n"
TALK = (
    "Plática,sáb 12 dic 2026,2 pm,,San Jose Pinula,,Charla,"
    '"redes de apoyo; Trata de personas y sus modalidades",Adolescentes,,uno\n'
)


async def test_a_coordinators_table_becomes_drafts() -> None:
    outcomes = await brought_in(HEAD + FORUM + TALK)
    assert [(each.outcome, each.wrong) for each in outcomes] == [("new", {}), ("new", {})]
    forum, talk = await everything()
    assert (forum.title, forum.kind, forum.municipality, forum.venue_name, forum.capacity) == (
        "Cine en el parque", "film-forum", "0108", "Parque", 40,
    )  # fmt: skip
    assert (forum.starts_at, forum.ends_at) == (SATURDAY, SATURDAY + timedelta(hours=2))
    assert (talk.topics, talk.audiences) == (["support-networks", "trafficking"], ["adolescents"])
    assert talk.public_title == "Charla"
    assert {forum.status, talk.status} == {"draft"}
    assert outcomes[1].notes == ["No dice cuándo termina: se tomaron dos horas."]
    assert await audit.first_broken_link() is None


async def test_the_same_file_changes_nothing_the_second_time() -> None:
    await brought_in(HEAD + FORUM + TALK)
    before = await everything()
    later = TODAY + timedelta(days=1)
    assert counts(await foreseen(HEAD + FORUM + TALK)) == {"unchanged": 2}
    assert counts(await brought_in(HEAD + FORUM + TALK, at=later)) == {"unchanged": 2}
    assert await everything() == before


async def test_a_row_that_changed_changes_its_event() -> None:
    await brought_in(HEAD + FORUM)
    changed = HEAD + FORUM.replace(",40,", ",25,")
    assert counts(await brought_in(changed, at=TODAY + timedelta(days=1))) == {"changed": 1}
    (event,) = await everything()
    assert (event.capacity, event.venue_name) == (25, "Parque")


async def test_what_somebody_changed_here_is_let_be() -> None:
    await brought_in(HEAD + FORUM)
    (event,) = await everything()
    draft = msgspec.structs.replace(as_draft(event), capacity=30)
    await planning.change(event.id, draft, by=SYSTEM, at=TODAY + timedelta(hours=1), above=upstairs)
    (outcome,) = await brought_in(HEAD + FORUM, at=TODAY + timedelta(days=1))
    assert (outcome.outcome, outcome.notes) == (
        "left", ["Alguien la cambió aquí después de importarla: se queda como está."],
    )  # fmt: skip
    assert (await agenda.event(event.id)).capacity == 30


async def test_what_somebody_planned_by_hand_is_recognised() -> None:
    await planned(title="Plática", published=False)
    row = "titulo,fecha,inicio\nPlática,2026-12-05,9:00 a 12:00\n"
    assert counts(await brought_in(row, kind="workshop")) == {"unchanged": 1}
    row = "titulo,fecha,inicio\nPLATICA,2026-12-05,9:00 a 13:00\n"
    (outcome,) = await brought_in(row, kind="workshop")
    assert outcome.notes == ["Ya existe aquí y dice otra cosa: se queda como está."]


async def test_each_row_says_in_words_why_it_is_refused() -> None:
    rows = (
        "Nada,,,,Mixco,,taller,,,,\n"
        ",5/12/2026,9:00,8:00,Mixco,,taller,,,,\n"
        "Tipo raro,5/12/2026,9:00,11:00,Mixko,,tayer,,,muchos,\n"
        "Seguimiento del caso 123-2026,5/12/2026,9:00,11:00,Mixco,,reunión,,,,\n"
    )
    found = await foreseen(HEAD + rows)
    assert [each.wrong for each in found[:3]] == [
        {"date": "Falta la fecha.", "start": "Falta la hora de inicio."},
        {"title": "Falta el título."},
        {
            "kind": "No se conoce «tayer». ¿Será «Taller»?",
            "municipality": "No se conoce «Mixko». ¿Será «Mixco»?",
            "capacity": "No se entiende «muchos».",
        },
    ]
    assert "no guarda casos" in found[3].wrong["row"]
    assert await everything() == []


async def test_rows_in_each_others_way_are_told_before_and_refused_after() -> None:
    hall = venues.NewVenue(name="Salón", municipality="0103")
    place = await venues.add(hall, by=SYSTEM, at=TODAY)
    await planned(venue=place, title="Ya estaba")
    rows = HEAD + "".join(
        f"{title},5/12/2026,{start},{end},San José Pinula,{site},taller,,,,\n"
        for title, start, end, site in [
            ("Choca", "9:00", "10:00", "salon"),
            ("Cabe", "12:00", "14:00", "Salón"),
            ("Choca con la fila 3", "13:00", "15:00", "Salón"),
            ("Cabe", "12:00", "14:00", "Salón"),
            ("Nuevo", "9:00", "11:00", "Otro"),
            ("Choca en lo nuevo", "10:00", "11:00", "Otro"),
        ]
    )
    ahead = await foreseen(rows)
    assert [each.wrong for each in ahead] == [
        {"venue": "El lugar ya está ocupado a esa hora por «Ya estaba»."},
        {},
        {"venue": "El lugar ya está ocupado a esa hora por «Cabe»."},
        {"row": "Está dos veces en el archivo: ya venía en la fila 3."},
        {},
        {"venue": "El lugar ya está ocupado a esa hora por «Nuevo»."},
    ]
    after = await brought_in(rows)
    assert [each.outcome for each in after] == [each.outcome for each in ahead]
    assert [each.wrong for each in after] == [each.wrong for each in ahead]


async def test_a_coordinator_brings_nothing_into_other_municipalities(cast: Cast) -> None:
    outcomes = await brought_in(HEAD + FORUM + TALK, by=cast.pinula)
    assert [(each.outcome, each.wrong) for each in outcomes] == [
        ("refused", {"municipality": "Esta cuenta no coordina ese municipio."}),
        ("new", {}),
    ]


async def test_venues_are_only_added_where_that_was_chosen() -> None:
    (outcome,) = await brought_in(HEAD + FORUM, new_venues=False)
    assert outcome.wrong == {"venue": "«Parque» no está entre los lugares del municipio."}
    assert await venues.places() == []


async def test_a_row_that_fails_while_it_is_written_spoils_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = HEAD + "".join(
        f"{title},{day}/12/2026,9:00,11:00,Mixco,,taller,,,,\n"
        for day, title in enumerate(["Bien", "Choca", "Ilegal", "Falta", "También"], start=1)
    )
    troubles = {
        "Choca": Conflict("Otra persona la cambió."),
        "Ilegal": DataError("text"),
        "Falta": Invalid({"title": "No así."}),
    }
    plan = planning.plan

    async def troubled(draft: planning.EventDraft, **more: Any) -> UUID:
        if draft.title in troubles:
            raise troubles[draft.title]
        return await plan(draft, **more)

    monkeypatch.setattr(planning, "plan", troubled)
    outcomes = await brought_in(rows)
    assert [each.wrong for each in outcomes] == [
        {},
        {"row": "Otra persona la cambió."},
        {"row": "Contiene algo que no se puede guardar."},
        {"title": "No así."},
        {},
    ]
    assert [event.title for event in await everything()] == ["Bien", "También"]


async def test_a_place_with_a_long_name_is_the_same_place_the_next_time() -> None:
    row = HEAD + FORUM.replace("Parque", "Frente a la casa " * 12)
    assert counts(await brought_in(row)) == {"new": 1}
    assert counts(await brought_in(row)) == {"unchanged": 1}
