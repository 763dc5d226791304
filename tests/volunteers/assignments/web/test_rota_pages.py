"""Asking for a rota, looking through it, changing and publishing it."""

import re
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.draft_rotas import Placed, draft, team
from tests.support.events import planned
from volunteers.assignments.domain import invitations

Fields = dict[str, str | list[str]]
HERE = "/turnos/planificacion"
ASK = {"from": "2026-12-01", "to": "2026-12-31", "municipalities": "0103", "seconds": "10"}


def next_week() -> datetime:
    return now() + timedelta(days=7)


async def soon() -> UUID:
    """A workshop of next week, whenever that is."""
    begins, at = next_week(), now() - timedelta(days=1)
    return await planned(at=at, starts_at=begins, ends_at=begins + timedelta(hours=2))


async def drafted(places: list[Placed], event: UUID) -> UUID:
    """A draft of next week, made just now."""
    return await draft(places, events=[event], at=now(), about=next_week())


async def unfinished(state: str, progress: str) -> UUID:
    """A rota of which there is no draft."""
    rota = await draft([], events=[])
    await execute(
        "UPDATE rota SET state = $2, progress = $3, outcome = NULL, objective = NULL, gap = NULL"
        " WHERE id = $1",
        rota, state, progress,
    )  # fmt: skip
    return rota


@pytest.fixture
async def coordinator(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_a_rota_is_asked_for_and_waited_for(coordinator: httpx.AsyncClient) -> None:
    await soon()
    first = (now() + timedelta(days=1)).date()
    days = {"from": first.isoformat(), "to": (first + timedelta(days=30)).isoformat()}
    answer = await submit(coordinator, HERE, {**ASK, **days})
    assert answer.status_code == 303
    page = await coordinator.get(answer.headers["location"])
    assert "En espera de su turno" in page.text
    assert 'http-equiv="refresh"' in page.text
    again = await submit(coordinator, HERE, {**ASK, **days})
    assert again.headers["location"] == answer.headers["location"]
    listed = await coordinator.get(HERE)
    assert "En espera" in listed.text
    gone = await submit(coordinator, f"{answer.headers['location']}/descarte")
    assert gone.status_code == 303
    assert "se descartó" in (await coordinator.get(answer.headers["location"])).text


async def test_what_was_typed_stays_when_a_rota_is_refused(
    coordinator: httpx.AsyncClient,
) -> None:
    wrong = {"from": "2026-12-31", "to": "2026-12-01", "municipalities": "0103", "seconds": "120"}
    answer = await submit(coordinator, HERE, {**wrong, "seed": "7"})
    assert answer.status_code == 422
    assert "El último día no puede ser anterior al primero." in answer.text
    for kept in ('value="2026-12-31"', 'value="2026-12-01"', 'value="120" checked', 'value="7"'):
        assert kept in answer.text
    answer = await submit(coordinator, HERE, {"from": "nunca", "seconds": "1"})
    assert (answer.status_code, answer.text.count("Elegir")) == (422, 4)


async def test_the_usual_days_fill_the_form(coordinator: httpx.AsyncClient) -> None:
    page = await coordinator.get(HERE, params={"from": "2027-01-01", "to": "jamás"})
    assert 'value="2027-01-01"' in page.text
    presets = re.findall(r'href="(/turnos/planificacion\?from=[^"]+)"', page.text)
    assert len(presets) == 3
    chosen = await coordinator.get(presets[0].replace("&amp;", "&"))
    assert 'aria-current="true"' in chosen.text


async def test_a_draft_is_shown_as_what_it_changes(
    coordinator: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    at = now() - timedelta(hours=1)
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=at)
    rota = await drafted([(event, berta, "lead")], event)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Es la mejor posible con estos datos (demostrado)." in page
    assert re.search(r"Sale:</span>.*?<b>Ana Ayuda</b>", page, re.DOTALL)
    assert re.search(r"Entra:</span>.*?<b>Berta Bien</b>", page, re.DOTALL)
    assert "Falta 1: Asistente" in page
    assert "A 1 persona invitada se le avisará que ya no hace falta." in page
    for view, shown in (("faltan", True), ("cambios", True), ("avisos", False)):
        filtered = (await coordinator.get(f"{HERE}/{rota}?ver={view}&municipio=0103")).text
        assert ("Navegar con cuidado" in filtered) == shown
    elsewhere = (await coordinator.get(f"{HERE}/{rota}?municipio=0108")).text
    assert "Nada que mostrar" in elsewhere


async def test_a_line_is_changed_by_hand(coordinator: httpx.AsyncClient) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await drafted([(event, ana, "lead")], event)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    place = f"{HERE}/{rota}/lugares/{event}/lead?persona={ana}"
    assert place in page
    choices = (await coordinator.get(place)).text
    assert "Lugar de Ana Ayuda" in choices
    assert "Berta Bien" in choices
    wish: Fields = {
        "event": str(event),
        "volunteer": str(berta),
        "role": "lead",
        "instead_of": str(ana),
    }
    answer = await submit(coordinator, f"{HERE}/{rota}/lugares", wish)
    assert answer.headers["location"] == f"{HERE}/{rota}#a-{event}"
    changed = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Berta Bien" in changed
    assert "a mano" in changed
    assert "<b>Ana Ayuda</b>" not in changed
    role: Fields = {"event": str(event), "volunteer": str(berta)}
    assert (await submit(coordinator, f"{HERE}/{rota}/papeles", role)).status_code == 303
    assert (await submit(coordinator, f"{HERE}/{rota}/lugares/quitar", role)).status_code == 303
    assert "<b>Berta Bien</b>" not in (await coordinator.get(f"{HERE}/{rota}")).text


async def test_what_cannot_be_changed_is_refused_on_the_page(
    coordinator: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana = await soon(), await helper("Ana Ayuda", cleared_until=None)
    place = await invitations.invite(
        event, ana, "lead", by=cast.pinula, at=now() - timedelta(hours=1)
    )
    await invitations.answer(place, "accepted", at=now() - timedelta(hours=1))
    rota = await drafted([(event, ana, "lead")], event)
    one: Fields = {"event": str(event), "volunteer": str(ana)}
    for address in ("lugares/quitar", "papeles"):
        answer = await submit(coordinator, f"{HERE}/{rota}/{address}", one)
        assert (answer.status_code, "Ya aceptó" in answer.text) == (409, True)
        nothing = await submit(coordinator, f"{HERE}/{rota}/{address}", {"event": "x"})
        assert nothing.status_code == 409
    berta = await helper("Berta Bien")
    wish: Fields = {"event": str(event), "volunteer": str(berta), "role": "lead"}
    answer = await submit(coordinator, f"{HERE}/{rota}/lugares", wish)
    assert (answer.status_code, "Ya no hace falta nadie" in answer.text) == (409, True)
    assert (await submit(coordinator, f"{HERE}/{rota}/lugares", {"role": "x"})).status_code == 409
    for nowhere in (f"lugares/{event}/boss", f"lugares/{new_id()}/lead"):
        assert (await coordinator.get(f"{HERE}/{rota}/{nowhere}")).status_code == 404


async def test_a_draft_is_published_once_and_says_what_it_left_out(
    coordinator: httpx.AsyncClient,
) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft(
        [(event, ana, "lead"), (event, berta, "assistant")],
        events=[event],
        at=now(),
        about=next_week(),
    )
    await execute("DELETE FROM qualification WHERE volunteer = $1", berta)
    assert (await submit(coordinator, f"{HERE}/{rota}/publicacion")).status_code == 409
    answer = await submit(coordinator, f"{HERE}/{rota}/publicacion", {"way": "invited"})
    assert answer.status_code == 303
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Listo: 1 invitación, 1 lugar no se pudo." in page
    assert "Berta Bien, «Navegar con cuidado»: Falta formación para ese papel" in page
    assert await team(event) == {ana: ("lead", "invited")}
    assert re.search(r"Ya no está:</span>.*?<b>Berta Bien</b>", page, re.DOTALL)
    assert f"/eventos/{event}/reparacion" in page
    again = await submit(coordinator, f"{HERE}/{rota}/publicacion", {"way": "invited"})
    assert (again.status_code, "ya se publicó" in again.text) == (409, True)
    assert (
        "ya se publicó o se descartó" in (await submit(coordinator, f"{HERE}/{rota}/descarte")).text
    )


async def test_proposals_are_invited_together_later(coordinator: httpx.AsyncClient) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft(
        [(event, ana, "lead"), (event, berta, "assistant")],
        events=[event],
        at=now(),
        about=next_week(),
    )
    await submit(coordinator, f"{HERE}/{rota}/publicacion", {"way": "proposed"})
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "2 propuestas todavía no se han avisado." in page
    await execute(
        "INSERT INTO absence (id, volunteer, first_day, last_day, told_at)"
        " VALUES ($1, $2, $3::date - 30, $3::date + 30, $3)",
        new_id(), berta, now(),
    )  # fmt: skip
    answer = await submit(coordinator, f"{HERE}/{rota}/invitaciones")
    assert (answer.status_code, "Berta Bien, «Navegar con cuidado»" in answer.text) == (200, True)
    assert (await team(event))[ana] == ("lead", "invited")
    await execute("DELETE FROM absence")
    only = await submit(coordinator, f"{HERE}/{rota}/invitaciones", {"event": str(event)})
    assert only.status_code == 303
    assert (await team(event))[berta] == ("assistant", "invited")


async def test_a_rota_that_failed_says_why(coordinator: httpx.AsyncClient) -> None:
    rota = await unfinished("failed", '{"failure": "broken"}')
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "El cálculo se interrumpió." in page


async def test_progress_is_told_in_words(coordinator: httpx.AsyncClient) -> None:
    told = '{"phase": "solving", "elapsed": 4.0, "filled": 40, "needed": 43, "gap": 2100}'
    rota = await unfinished("working", told)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Mejorando la propuesta" in page
    assert "Van 40 de 43 lugares." in page
    assert re.search(r"a lo sumo 0.3.% de lo mejor posible", page)


async def test_only_who_looks_after_all_of_it_sees_a_rota(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    rota = await draft([], events=[], municipalities=("0103", "0108"))
    for who, seen in ((cast.pinula, 403), (cast.evaluator, 403), (cast.admin, 200)):
        await sign_in_as(visitor, who)
        for address in ("", "/en-vivo") if seen == 403 else ("",):
            assert (await visitor.get(f"{HERE}/{rota}{address}")).status_code == seen
    assert (await visitor.get(f"{HERE}/{new_id()}")).status_code == 404
    assert await fetch("SELECT FROM rota") != []
