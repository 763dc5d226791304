"""The sheets of an event are printed by whoever counts there, in both languages."""

import httpx
import pytest

from events.attendance.domain import doors
from server.foundation.database import execute
from tests.events.attendance.printed_passes import pictures, scanned, words
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned
from tests.support.lexicon import sensitive_words


@pytest.mark.parametrize("language", ["es", "en"])
async def test_a_coordinator_prints_what_leads_to_the_tally_and_to_the_check_in(
    visitor: httpx.AsyncClient, cast: Cast, language: str
) -> None:
    event = await planned(public_title="Taller para familias", capacity=20)
    await sign_in_as(visitor, cast.pinula)
    code = (await doors.door_of(event)).code
    for name, leads_to in (
        ("hoja-conteo", f"HTTP://CONVOCA.TEST/eventos/{event}/papel"),
        ("hoja-asistencia", f"HTTP://CONVOCA.TEST/C/{code}"),
    ):
        answer = await visitor.get(f"/eventos/{event}/{name}.pdf?idioma={language}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.headers["content-disposition"] == f'inline; filename="{name}-{code}.pdf"'
        page, *_sums = pictures(answer.content)
        assert scanned(page) == [leads_to]
        said = words(answer.content)
        assert ("5 December" in said) == (language == "en")
        assert "Taller para familias" in said
        assert "Navegar" not in said
        assert sensitive_words(said) == []
    poster = await visitor.get(f"/eventos/{event}/cartel.pdf?idioma={language}")
    assert sensitive_words(words(poster.content)) == []


async def test_the_sheet_asks_for_the_spoken_code_where_the_door_does(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(audiences=())
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/hoja-asistencia.pdf"
    assert "Pedir la clave" not in words((await visitor.get(address)).content)
    await doors.door_of(event)
    await execute("UPDATE door SET spoken_code = '407'")
    assert "Pedir la clave" in words((await visitor.get(address)).content)


async def test_only_who_counts_there_prints_and_only_for_a_published_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event, draft = await planned(), await planned(published=False, title="Otro taller")
    for name in ("hoja-conteo", "hoja-asistencia"):
        assert (await visitor.get(f"/eventos/{event}/{name}.pdf")).status_code == 303
    for who, event_id, status in ((cast.mixco, event, 403), (cast.pinula, draft, 409)):
        await sign_in_as(visitor, who)
        for name in ("hoja-conteo", "hoja-asistencia"):
            assert (await visitor.get(f"/eventos/{event_id}/{name}.pdf")).status_code == status
