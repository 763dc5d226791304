"""Moving an event with a form: on its own page, or as a dialog of the calendar."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec

from events.planning.domain import agenda, planning, venues
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)
SUNDAY = SATURDAY + 24 * HOUR


async def filled(event: UUID, **changed: str) -> dict[str, Any]:
    """The form as the page shows it, with what somebody changed in it."""
    known = await agenda.event(event)
    stands = {
        "day": "2026-12-05", "starts": "09:00", "ends": "12:00", "municipality": "0103",
        "venue": str(known.venue or ""), "seen": known.changed_at.isoformat(), "intent": "move",
    }  # fmt: skip
    return stands | changed


async def test_the_form_shows_where_the_event_stands(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"/eventos/{event}/mover")
    assert 'name="day" type="date" value="2026-12-05"' in page.text
    assert "<html" in page.text
    part = await visitor.get(f"/eventos/{event}/mover?parte=1")
    assert ("<html" in part.text, 'name="day"' in part.text) == (False, True)


async def test_an_event_is_moved_to_another_day_and_municipality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.admin)
    form = await filled(event, day="2026-12-06", municipality="0108")
    answer = await submit(visitor, f"/eventos/{event}/mover", form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/eventos/{event}")
    moved = await agenda.event(event)
    assert (moved.starts_at, moved.municipality, moved.sequence) == (SUNDAY, "0108", 1)


async def test_what_a_move_would_cause_is_told_without_making_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, day="2026-12-25", intent="preview")
    page = (await submit(visitor, f"/eventos/{event}/mover", form)).text
    assert "viernes 25 de diciembre de 2026, 09:00–12:00" in page
    assert "Cambia en la agenda pública" in page
    assert "es día de asueto" in page
    assert (await agenda.event(event)).starts_at == SATURDAY


async def test_a_drop_speaks_the_clocks_of_the_calendar_and_not_of_the_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(zone="Europe/Madrid")
    await sign_in_as(visitor, cast.pinula)
    dropped = {"since": "2026-12-06T17:00", "until": "2026-12-06T20:00", "parte": "1"}
    form = await filled(event, intent="preview", **dropped)
    part = (await submit(visitor, f"/eventos/{event}/mover", form)).text
    assert 'name="day" type="date" value="2026-12-07"' in part
    assert 'name="starts" type="time" value="00:00"' in part
    form["intent"] = "move"
    answer = await submit(visitor, f"/eventos/{event}/mover", form)
    assert answer.status_code == 303
    assert "flash" not in answer.headers.get("set-cookie", "")
    assert (await agenda.event(event)).starts_at == SUNDAY + 8 * HOUR


async def test_a_drop_that_makes_no_sense_is_passed_over(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, since="then", until="later")
    assert (await submit(visitor, f"/eventos/{event}/mover", form)).status_code == 303
    assert (await agenda.event(event)).starts_at == SATURDAY


async def test_a_form_that_cannot_be_read_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, day="2026-13-45", starts="10:30")
    answer = await submit(visitor, f"/eventos/{event}/mover", form)
    assert answer.status_code == 422
    assert 'value="2026-13-45"' in answer.text
    backwards = await filled(event, starts="13:00")
    answer = await submit(visitor, f"/eventos/{event}/mover", backwards)
    assert (answer.status_code, 'value="13:00"' in answer.text) == (422, True)
    assert "Tiene que terminar después de empezar." in answer.text


async def test_a_taken_venue_is_refused_with_what_is_free_and_shared_for_a_reason(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    new = venues.NewVenue(name="Salón", municipality="0103")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    await planned(title="Ya está", venue=venue, starts_at=SUNDAY, ends_at=SUNDAY + HOUR)
    event = await planned(venue=venue)
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, day="2026-12-06")
    refused = await submit(visitor, f"/eventos/{event}/mover", form)
    assert refused.status_code == 422
    assert "«Ya está»" in refused.text
    assert 'name="alternativa"' in refused.text
    chosen = await filled(event, alternativa="2026-12-06|13:00|16:00|" + str(venue))
    offered = await submit(visitor, f"/eventos/{event}/mover", chosen)
    assert 'name="starts" type="time" value="13:00"' in offered.text
    form["venue_overlap_reason"] = "Caben las dos"
    assert (await submit(visitor, f"/eventos/{event}/mover", form)).status_code == 303
    assert (await agenda.event(event)).venue_overlap_reason == "Caben las dos"


async def test_who_saw_an_older_version_is_shown_both_and_may_go_on(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, day="2026-12-06")
    meanwhile = msgspec.structs.replace(
        as_draft(await agenda.event(event)), title="Otro título", ends_at=SATURDAY + 4 * HOUR
    )
    await planning.change(event, meanwhile, by=cast.admin, at=TODAY + HOUR, above=upstairs)
    refused = await submit(visitor, f"/eventos/{event}/mover", form)
    assert refused.status_code == 422
    text = refused.text
    assert "Alba Admin la cambió mientras tanto" in text
    assert "<td>Navegar con cuidado</td><td>Otro título</td>" in text
    assert (await agenda.event(event)).starts_at == SATURDAY
    now = (await agenda.event(event)).changed_at.isoformat()
    assert f'name="seen" value="{now}"' in text
    again = await submit(visitor, f"/eventos/{event}/mover", form | {"seen": now})
    assert again.status_code == 303
    moved = await agenda.event(event)
    assert (moved.title, moved.starts_at) == ("Otro título", SUNDAY)


async def test_a_cancelled_event_is_not_moved(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    form = await filled(event, day="2026-12-06")
    refused = await submit(visitor, f"/eventos/{event}/mover", form)
    assert (refused.status_code, "La actividad está cancelada." in refused.text) == (422, True)


async def test_nobody_moves_what_others_coordinate(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/eventos/{event}/mover")).status_code == 403
    answer = await submit(visitor, f"/eventos/{event}/mover", await filled(event))
    assert answer.status_code == 403
    await sign_in_as(visitor, cast.pinula)
    away = await filled(event, municipality="0108")
    assert (await submit(visitor, f"/eventos/{event}/mover", away)).status_code == 403
