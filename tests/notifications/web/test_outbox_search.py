"""Looking for something in the outbox."""

import re

import httpx
import pytest

from tests.support.cast import Cast, sign_in_as
from tests.support.events import TODAY, planned
from tests.support.outbox_rows import noted
from tests.support.rounds import DAY


def kinds(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def counts(page: str) -> dict[str, int]:
    return {name: int(n) for name, n in re.findall(r">([^<>]+) \((\d+)\)</a>", page)}


async def some(cast: Cast) -> None:
    """An invitation, a reminder of another event, and a way in, to three people."""
    pinula = await planned(public_title="Cuentos en el parque")
    mixco = await planned(municipality="0108", title="Guitarras", public_title="Música en la plaza")
    await noted(cast.pinula, "read", kind="invitation", event=pinula, way="whatsapp", at=TODAY)
    await noted(cast.mixco, "held", event=mixco, way="sms", at=TODAY + DAY)
    await noted(cast.evaluator, "failed", kind="sign_in_link", at=TODAY + 2 * DAY)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Enlace para entrar", "Recordatorio", "Invitación"]),
        ("q=musica", ["Recordatorio"]),
        ("q=EVALUA", ["Enlace para entrar"]),
        ("q=parque", ["Invitación"]),
        ("q=GUITARRAS", ["Recordatorio"]),
        ("q=invitacion", ["Invitación"]),
        ("q=evalua&tipo=reminder", []),
        ("q=convoca.test", []),
        ("tipo=invitation", ["Invitación"]),
        ("canal=sms", ["Recordatorio"]),
        ("municipio=0108", ["Recordatorio"]),
        ("desde=2026-11-29", ["Enlace para entrar", "Recordatorio"]),
        ("hasta=2026-11-29", ["Recordatorio", "Invitación"]),
        ("desde=2026-11-29&hasta=2026-11-29", ["Recordatorio"]),
        ("estado=held", ["Recordatorio"]),
        ("estado=read", ["Invitación"]),
        ("estado=delivered", []),
        ("canal=paloma&tipo=nada", ["Enlace para entrar", "Recordatorio", "Invitación"]),
    ],
)
async def test_an_administrator_finds_what_they_look_for(
    visitor: httpx.AsyncClient, cast: Cast, query: str, found: list[str]
) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    answer = await visitor.get(f"/avisos?{query}")
    assert (answer.status_code, kinds(answer.text)) == (200, found)


async def test_a_coordinator_finds_nothing_of_other_places(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.pinula)
    assert kinds((await visitor.get("/avisos")).text) == ["Invitación"]
    assert kinds((await visitor.get("/avisos?q=musica")).text) == []
    assert kinds((await visitor.get("/avisos?municipio=0108")).text) == []


async def test_the_counts_are_of_what_is_looked_for(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    everything = counts((await visitor.get("/avisos")).text)
    assert everything == {
        "Todos": 3, "Por enviar": 0, "Retenidos por horario": 1, "Enviados": 0, "Leídos": 1,
        "Fallidos": 1,
    }  # fmt: skip
    assert counts((await visitor.get("/avisos?canal=sms")).text)["Todos"] == 1


async def test_a_filter_keeps_what_was_looked_for(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/avisos?q=plaza&estado=held")).text
    assert 'href="/avisos?estado=failed&amp;q=plaza"' in page
    assert '<input type="hidden" name="estado" value="held">' in page


async def test_both_titles_of_an_event_are_shown(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/avisos?municipio=0108")).text
    assert "Guitarras («Música en la plaza»), sáb 5 dic, 09:00" in page


async def test_only_kinds_that_occur_can_be_chosen(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    assert re.findall(r'<option value="(\w*)"', page[page.index("f-tipo") :])[:3] == [
        "", "invitation", "",
    ]  # fmt: skip


async def test_no_day_after_the_last_is_looked_for(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    answer = await visitor.get("/avisos?desde=2026-12-02&hasta=2026-12-01")
    assert (answer.status_code, "Es anterior a «Desde el»." in answer.text) == (422, True)


async def test_a_day_that_is_none_is_said_and_left_out(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await some(cast)
    await sign_in_as(visitor, cast.admin)
    answer = await visitor.get("/avisos?desde=ayer&hasta=mañana&canal=sms")
    assert (answer.status_code, kinds(answer.text)) == (422, ["Recordatorio"])


async def test_nothing_found_is_not_nothing_there(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    assert "Ningún aviso coincide" in (await visitor.get("/avisos?q=nadie")).text
    assert "Nada por aquí" in (await visitor.get("/avisos")).text
    assert "Ninguno falló" in (await visitor.get("/avisos?estado=failed")).text
