"""What would follow from a change, before it is made."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, change_preview
from events.planning.domain.draft import as_draft
from events.planning.domain.upstairs import Hold
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import HOUR
from volunteers.assignments.domain import invitations

DAY = timedelta(days=1)
PUBLIC = "Cambia en la agenda pública y en los calendarios suscritos."
NOBODY = "Nadie recibe un aviso."


async def preview(event: UUID, **changes: Any) -> change_preview.Preview:
    now = await agenda.event(event)
    becomes = msgspec.structs.replace(as_draft(now), **changes)
    return await change_preview.of_a_change(now, becomes, upstairs, at=TODAY)


async def follows(event: UUID, **changes: Any) -> list[tuple[str, bool]]:
    found = await preview(event, **changes)
    return [(one.sentence, one.serious) for one in found.consequences]


def at(starts_at: datetime) -> dict[str, datetime]:
    return {"starts_at": starts_at, "ends_at": starts_at + 3 * HOUR}


async def test_what_concerns_nobody_else_has_no_consequence(db: None) -> None:
    event = await planned()
    assert await preview(event, title="Otro", notes="Más") == change_preview.Preview(
        conflicts=[], offers=[], consequences=[]
    )


async def test_a_move_shows_in_public_once_it_is_published(db: None) -> None:
    shown, draft = await planned(), await planned(published=False)
    assert await follows(shown, **at(SATURDAY + HOUR)) == [(PUBLIC, False), (NOBODY, False)]
    assert await follows(draft, **at(SATURDAY + HOUR)) == [(NOBODY, False)]


async def test_a_day_off_and_an_hour_gone_by_are_told(db: None) -> None:
    event = await planned(published=False)
    christmas = datetime(2026, 12, 25, 15, tzinfo=UTC)
    assert (await follows(event, **at(christmas)))[0] == (
        "El viernes 25 de diciembre de 2026 es día de asueto: Día de Navidad.",
        False,
    )
    assert (await follows(event, **at(TODAY - DAY)))[0] == ("Esa hora ya pasó.", True)


async def test_another_period_is_told_and_refused_once_people_were_recorded(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await planned(published=False)
    next_year = at(datetime(2027, 1, 9, 15, tzinfo=UTC))
    told = "Pasa a otro período: quienes participen se cuentan como personas únicas en ese."
    before = await fetch("SELECT count(*) FROM uniqueness_period")
    assert (await follows(event, **next_year))[0] == (told, False)
    assert await fetch("SELECT count(*) FROM uniqueness_period") == before

    async def recorded(_events: object) -> dict[UUID, Hold]:
        return {event: Hold(lines=3)}

    monkeypatch.setattr(upstairs, "holds", recorded)
    kept = "Ya hay personas registradas: la actividad se queda en su período de conteo."
    assert (await follows(event, **next_year))[0] == (kept, True)
    cancelled = await change_preview.of_a_cancellation(
        await agenda.event(event), upstairs, at=SATURDAY + HOUR
    )
    assert cancelled.consequences[0].sentence == (
        "Ya empezó y hay 3 líneas en su registro: cerrarla en lugar de cancelarla."
    )


async def test_an_occurrence_that_is_moved_leaves_its_series_behind(db: None) -> None:
    event = await agenda.event(await planned(published=False))
    becomes = msgspec.structs.replace(as_draft(event), **at(SATURDAY + HOUR))
    of_a_series = msgspec.structs.replace(event, series=UUID(int=1))
    found = await change_preview.of_a_change(of_a_series, becomes, upstairs, at=TODAY)
    assert found.consequences[0].sentence == (
        "Queda como excepción de su serie: los cambios de la serie ya no la mueven."
    )


async def test_a_cancellation_shows_in_public(db: None) -> None:
    event = await agenda.event(await planned())
    found = await change_preview.of_a_cancellation(event, upstairs, at=TODAY)
    assert [one.sentence for one in found.consequences] == [
        "Se ve como cancelada en los calendarios suscritos y sale de la agenda pública.",
        NOBODY,
    ]


async def test_who_could_not_be_in_both_places_is_named_with_what_is_free(db: None) -> None:
    ana = await helper()
    here = await planned()
    late = at(SATURDAY + 5 * HOUR)
    there = await planned(municipality="0108", title="En Mixco", published=True, **late)
    for event in (here, there):
        await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    clash = await preview(here, **at(SATURDAY + 4 * HOUR))
    late_by = await preview(here, **at(SATURDAY + HOUR))
    after = await preview(here, **at(SATURDAY + 9 * HOUR))
    span = "sábado 5 de diciembre de 2026, 14:00–17:00"
    assert [(one.what, one.sentence, one.overridable) for one in clash.conflicts] == [
        (
            "person",
            f"Ana Ayuda tiene a esa hora otro turno: «En Mixco» en Mixco, {span}.",
            False,
        )
    ]
    assert [(one.what, one.sentence) for one in late_by.conflicts + after.conflicts] == [
        (
            "travel",
            f"A Ana Ayuda le faltan 35 minutos para llegar después a «En Mixco» en Mixco: {span}.",
        ),
        (
            "travel",
            f"A Ana Ayuda le faltan 35 minutos para llegar desde «En Mixco» en Mixco: {span}.",
        ),
    ]
    assert [one.sentence for one in late_by.offers][:2] == [
        "ese día, 09:00–12:00",
        "dom 6 dic, 10:00–13:00",
    ]
