"""How a coordinator arranges registration and looks after the queue."""

import re
from typing import Any
from uuid import UUID, uuid4

import httpx

from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.seats import HOUR, asked, contacts, taking

START = (now() + 7 * 24 * HOUR).replace(second=0, microsecond=0)
CLOSES = START - HOUR
ZONE = "America/Guatemala"
ARRANGED: dict[str, str | list[str]] = {
    "seats": "3", "largest_group": "2", "closes_on": when.local_day(CLOSES, ZONE).isoformat(),
    "closes_hour": when.hour(CLOSES, ZONE), "offer": "720",
}  # fmt: skip


async def later(**changes: Any) -> UUID:
    """A workshop of next week, by the real clock."""
    usual = {"starts_at": START, "ends_at": START + HOUR, "at": START - 30 * 24 * HOUR}
    return await planned(**{**usual, **changes})


async def open_later(seats: int = 2, **changes: Any) -> UUID:
    """The same, and it takes registrations."""
    event = await later(**changes)
    return await taking(seats, event=event, closes_at=CLOSES, at=now())


def queue_of(event: UUID) -> str:
    return f"/eventos/{event}/inscripciones"


async def acts() -> list[str]:
    return [row["act"] for row in await fetch("SELECT act FROM audit_entry ORDER BY id")]


async def test_a_coordinator_opens_registration_and_raises_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await later(capacity=40)
    assert 'value="40"' in (await visitor.get(queue_of(event))).text
    assert (await submit(visitor, queue_of(event), ARRANGED)).status_code == 303
    first, second = await asked(event, 2, at=now()), await asked(event, 2, at=now())
    assert first != second
    await submit(visitor, queue_of(event), {**ARRANGED, "seats": "5"})
    page = (await visitor.get(queue_of(event))).text
    assert ("de 5 lugares" in page, "Lugar ofrecido" in page) == (True, True)
    assert [act for act in await acts() if act.startswith("seating")] == [
        "seating.opened", "seating.changed"
    ]  # fmt: skip


async def test_lowering_the_seats_throws_nobody_out(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await open_later(3)
    await asked(event, 3, at=now())
    await submit(visitor, queue_of(event), {**ARRANGED, "seats": "2", "offer": "45"})
    page = (await visitor.get(queue_of(event))).text
    assert ("Con lugar" in page, "1 lugar de más ya tomado" in page) == (True, True)
    assert "45 minutos" in page


async def test_what_cannot_be_is_said_beside_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await later()
    late = await submit(
        visitor,
        queue_of(event),
        {**ARRANGED, "closes_on": when.local_day(START + 24 * HOUR, ZONE).isoformat()},
    )
    assert "deben cerrar antes de que empiece" in late.text
    none = await submit(visitor, queue_of(event), {**ARRANGED, "largest_group": "0"})
    assert none.status_code == 422
    assert (await submit(visitor, queue_of(event), {"offer": "x"})).status_code == 422
    assert await fetch("SELECT FROM seating") == []


async def test_no_group_is_larger_than_all_the_seats(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await later()
    opened = await submit(visitor, queue_of(event), {**ARRANGED, "largest_group": "10"})
    assert opened.status_code == 303
    (row,) = await fetch("SELECT seats, largest_group FROM seating")
    assert tuple(row) == (3, 3)


async def test_seats_that_a_larger_group_may_take_are_offered_and_not_free(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await open_later(3)
    await asked(event, 2, at=now())
    await asked(event, 3, at=now())
    page = (await visitor.get(queue_of(event))).text
    tiles = dict(re.findall(r'</svg>([^<]+)</dt>\s*<dd class="tile-number">(-?\d+)</dd>', page))
    assert (tiles["Libres"], tiles["Ofrecidos"], tiles["En espera"]) == ("0", "1", "3")
    assert ("a un grupo incompleto" in page, "falta que acepten" in page) == (True, False)


async def test_a_group_that_called_is_noted_as_a_number(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await open_later(30, kind="internal")
    sent: dict[str, str | list[str]] = {"people": "25", "id": str(uuid4())}
    answers = [await submit(visitor, f"{queue_of(event)}/grupo", sent) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    page = (await visitor.get(queue_of(event))).text
    code = re.findall(r"convoca\.test/lugar/([2-9A-Z-]{14})", page)
    assert (len(code), "no está en la agenda pública" in page) == (1, True)
    assert (await visitor.get(f"/lugar/{code[0]}")).status_code == 200
    waits = await submit(visitor, f"{queue_of(event)}/grupo", {"people": "6", "id": str(uuid4())})
    assert waits.status_code == 303
    assert "quedó en la fila" in (await visitor.get(queue_of(event))).text
    for people in ("31", ""):
        refused = await submit(visitor, f"{queue_of(event)}/grupo", {"people": people, "id": ""})
        assert refused.status_code == 422
    assert (await acts()).count("registration.added") == 2


async def test_somebody_is_taken_off_with_a_reason(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await open_later()
    await asked(event, 2, contact="ana@correo.test", at=now())
    (row,) = await fetch("SELECT id FROM registration")
    away = f"{queue_of(event)}/{row['id']}/baja"
    page = (await visitor.get(queue_of(event))).text
    assert (away in page, "ana@correo.test" in page) == (True, False)
    assert "Quedan libres 2 lugares" in (await visitor.get(away)).text
    assert (await submit(visitor, away, {"reason": ""})).status_code == 422
    assert (await submit(visitor, away, {"reason": "Llamó para avisar"})).status_code == 303
    assert (await contacts(), "registration.cancelled" in await acts()) == (
        ["ana@correo.test"],
        True,
    )
    assert "Esta inscripción ya terminó." in (await visitor.get(away)).text
    other = f"{queue_of(await open_later())}/{row['id']}/baja"
    assert (await visitor.get(other)).status_code == 404
    assert (await submit(visitor, other, {"reason": "x"})).status_code == 404


async def test_an_event_that_is_over_or_elsewhere_is_not_arranged(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await later()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(queue_of(event))).status_code == 403
    await sign_in_as(visitor, cast.pinula)
    past = await later(starts_at=now() - 3 * HOUR, ends_at=now() - 2 * HOUR)
    assert "se entraba libremente" in (await visitor.get(queue_of(past))).text
    going_on = await later(starts_at=now() - HOUR, ends_at=now() + HOUR)
    assert "La entrada es libre." in (await visitor.get(queue_of(going_on))).text
    await fetch("UPDATE event SET status = 'closed' WHERE id = $1", event)
    assert (await submit(visitor, queue_of(event), ARRANGED)).status_code == 409


async def test_a_draft_says_that_nobody_can_ask_yet(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await open_later(published=False)
    assert "cuando la actividad se publique" in (await visitor.get(queue_of(event))).text
    assert "Nadie se ha inscrito todavía" in (await visitor.get(queue_of(event))).text
