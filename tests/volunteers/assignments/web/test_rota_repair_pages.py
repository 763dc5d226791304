"""What the page of a rota says of a repair, of who leaves, and of what could be done."""

import re
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import msgspec
import pytest

from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import new_id
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.draft_rotas import Placed, draft, team
from tests.support.events import planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.solver.changes import Change, Join, Lack
from volunteers.assignments.domain.solver.funnel import Funnel
from volunteers.assignments.domain.solver.instance import Role

HERE = "/turnos/planificacion"
LIMIT = "Cambiar su límite de camino"


def next_week() -> datetime:
    return now() + timedelta(days=7)


async def soon(title: str = "Navegar con cuidado") -> UUID:
    """A workshop of next week, whenever that is."""
    begins, at = next_week(), now() - timedelta(days=1)
    ends = begins + timedelta(hours=2)
    return await planned(at=at, starts_at=begins, ends_at=ends, title=title)


async def drafted(places: list[Placed], event: UUID, *, repairs: UUID | None = None) -> UUID:
    """A draft of next week, made just now."""
    return await draft(places, events=[event], repairs=repairs, at=now(), about=next_week())


async def explained(rota: UUID, event: UUID, role: Role, *joins: Join) -> None:
    """Have a draft know why a role of an event stays empty."""
    funnel = Funnel(
        event=event, role=role, missing=1, people=1, there=0, free=0, counts=(), near=(),
        near_counts=(), change=Change(joins=joins, cost=20),
    )  # fmt: skip
    told = msgspec.json.encode([funnel]).decode()
    await execute("UPDATE rota SET funnels = $2 WHERE id = $1", rota, told)


@pytest.fixture
async def coordinator(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_a_repair_says_how_few_move(coordinator: httpx.AsyncClient) -> None:
    event, ana = await soon(), await helper()
    asked = await submit(coordinator, f"/eventos/{event}/reparacion")
    assert asked.headers["location"].startswith(f"{HERE}/")
    rota = await drafted([(event, ana, "lead")], event, repairs=event)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "1 cambio; nadie más se mueve." in page
    assert "Reparación de «Navegar con cuidado»" in page
    assert "Reparación de «Navegar con cuidado»" in (await coordinator.get(HERE)).text
    await execute("DELETE FROM rota_place")
    nothing = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "No hay quien pueda tomar el lugar libre." in nothing
    assert "Publicar e invitar" not in nothing
    assert "Descartar" in nothing
    await execute("UPDATE event SET status = 'closed' WHERE id = $1", event)
    late = await submit(coordinator, f"/eventos/{event}/reparacion")
    assert late.headers["location"] == f"/eventos/{event}/equipo"


async def test_a_repair_that_is_still_current_is_not_asked_for_twice(
    coordinator: httpx.AsyncClient,
) -> None:
    event = await soon()
    asked = await submit(coordinator, f"/eventos/{event}/reparacion")
    await execute("UPDATE rota SET state = 'draft'")
    again = await submit(coordinator, f"/eventos/{event}/reparacion")
    assert again.headers["location"] == asked.headers["location"]
    await execute("UPDATE rota SET input_hash = 'of another day'")
    stale = await submit(coordinator, f"/eventos/{event}/reparacion")
    assert stale.headers["location"] != asked.headers["location"]


async def test_the_list_counts_what_the_page_counts(coordinator: httpx.AsyncClient) -> None:
    event, other, ana = await soon(), await soon(title="Otra"), await helper()
    rota = await draft([(event, ana, "lead")], events=[event, other], at=now(), about=next_week())
    repair = await draft(
        [(event, ana, "lead")], events=[event, other], repairs=event, at=now(), about=next_week()
    )
    listed = (await coordinator.get(HERE)).text
    for one, said in ((rota, "1 de 4 lugares"), (repair, "1 de 2 lugares")):
        line = listed[listed.index(f'href="{HERE}/{one}"') :]
        assert said in line[: line.index("</li>")]
        page = re.sub(r"<[^>]+>", " ", (await coordinator.get(f"{HERE}/{one}")).text)
        tile = " ".join(page[page.index("Lugares cubiertos") :].split()[:5])
        assert tile == f"Lugares cubiertos {said.removesuffix(' lugares')}"


async def test_an_edit_by_hand_takes_the_proof_back(coordinator: httpx.AsyncClient) -> None:
    event, ana = await soon(), await helper("Ana Ayuda")
    rota = await drafted([(event, ana, "lead")], event)
    one: dict[str, str | list[str]] = {"event": str(event), "volunteer": str(ana)}
    await submit(coordinator, f"{HERE}/{rota}/lugares/quitar", one)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Cambiada a mano; el cálculo daba" in page
    assert "Lo más fácil: elegir a Ana Ayuda (principal)." in page
    assert "demostrado" not in page


async def test_who_leaves_a_draft_is_told_with_the_reason(
    coordinator: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    at = now() - timedelta(hours=1)
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=at)
    rota = await drafted([(event, berta, "lead")], event)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Entra otra persona: así se reparte mejor la carga." in page
    await execute(
        "INSERT INTO absence (id, volunteer, first_day, last_day, told_at)"
        " VALUES ($1, $2, $3::date - 30, $3::date + 30, $3)",
        new_id(), ana, now(),
    )  # fmt: skip
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Avisó que no está ese día." in page
    await execute("""UPDATE rota SET told = told || '{"by_hand": true}'""")
    assert "Se quitó a mano." in (await coordinator.get(f"{HERE}/{rota}")).text


async def test_who_is_needed_elsewhere_leaves_for_that(
    coordinator: httpx.AsyncClient, cast: Cast
) -> None:
    event, other, ana = await soon(), await soon(title="Otra"), await helper("Ana Ayuda")
    begins = next_week() + timedelta(days=1)
    await execute(
        "UPDATE event SET starts_at = $2, ends_at = $3 WHERE id = $1",
        other, begins, begins + timedelta(hours=2),
    )  # fmt: skip
    at = now() - timedelta(hours=1)
    await invitations.invite(event, ana, "lead", by=cast.pinula, at=at)
    rota = await draft([(other, ana, "lead")], events=[event, other], at=now(), about=next_week())
    assert "Para que pueda estar en «Otra»." in (await coordinator.get(f"{HERE}/{rota}")).text


async def test_who_declined_is_told_with_when(coordinator: httpx.AsyncClient, cast: Cast) -> None:
    event, ana = await soon(), await helper("Ana Ayuda")
    rota = await drafted([(event, ana, "lead")], event)
    await submit(coordinator, f"{HERE}/{rota}/publicacion", {"way": "invited"})
    await execute("UPDATE assignment SET status = 'declined'")
    assert await team(event) == {ana: ("lead", "declined")}
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert re.search(r"Dijo que no, \w+ \d+ \w+, \d\d:\d\d\.", page)


async def test_the_cheapest_change_leads_to_where_it_is_made(
    coordinator: httpx.AsyncClient,
) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await drafted([], event)
    far = Join(role="lead", person=ana, lacks=(Lack(rule="too_far", needs=80),))
    await explained(rota, event, "lead", far, Join(role="assistant", person=berta))
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert f'href="/personas/{ana}#limits">{LIMIT}<' in page
    assert "Elegir a Berta Bien" in page
    assert f'name="volunteer" value="{berta}"' in page


async def test_who_may_not_change_somebody_is_told_whom_to_ask(
    coordinator: httpx.AsyncClient,
) -> None:
    event, ana = await soon(), await helper("Ana Ayuda", home="0108")
    rota = await drafted([], event)
    far = Join(role="lead", person=ana, lacks=(Lack(rule="too_far", needs=80),))
    await explained(rota, event, "lead", far)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert "Pedirlo a la coordinación de Mixco" in page
    assert LIMIT not in page


async def test_whoever_comes_from_elsewhere_comes_with_the_minutes(
    coordinator: httpx.AsyncClient,
) -> None:
    event = await soon()
    near, far = await helper("Ana Ayuda"), await helper("Zoe Zas", home="0108")
    rota = await drafted([(event, near, "lead"), (event, far, "assistant")], event)
    page = (await coordinator.get(f"{HERE}/{rota}")).text
    assert len(re.findall(r"· a \d+ min", page)) == 1


async def test_publishing_says_beforehand_what_it_comes_to(
    coordinator: httpx.AsyncClient, cast: Cast
) -> None:
    event, ana, berta = await soon(), await helper("Ana Ayuda"), await helper("Berta Bien")
    carla, at = await helper("Carla Cruz"), now() - timedelta(hours=1)
    for one in (ana, carla):
        await invitations.propose(event, one, "lead", by=cast.pinula, at=at)
    await execute("UPDATE event SET status = 'draft'")
    rota = await drafted([(event, ana, "lead"), (event, berta, "assistant")], event)
    assert (
        "Se harán 2 invitaciones, a 2 personas. 1 ya estaba como propuesta."
        " 1 propuesta se retira. 1 actividad sigue en borrador."
    ) in (await coordinator.get(f"{HERE}/{rota}")).text
