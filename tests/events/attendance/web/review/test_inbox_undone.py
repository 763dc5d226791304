"""The coordinator reads what the door took back too late, and decides it."""

import re

import httpx

from events.attendance.domain.summary import totals_of
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import under_way
from tests.events.attendance.noticing import count, door_phone, sent, undo
from tests.support.cast import Cast, sign_in_as, submit


async def test_what_was_undone_after_closing_is_voided_once_the_register_is_open_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    phone, thing = await door_phone(event), count(count=5, at=now())
    await sent(phone, thing)
    await planning.close(event, by=SYSTEM, at=now())
    await sent(phone, undo(thing))
    await sign_in_as(visitor, cast.pinula)
    assert "Deshecho después de cerrar: 1" in (await visitor.get("/revision")).text
    address = f"/eventos/{event}/revision"
    page = await visitor.get(address)
    assert "Deshecho en la puerta después de cerrar" in page.text
    assert "5 personas: Mujeres · 13 a 14 años" in page.text
    said: dict[str, str | list[str]] = {
        "section": "undone", "pick": re.findall(r'name="pick" value="([^"]+)"', page.text),
        "fate": "voided", "why-undone": "slip_at_the_door",
    }  # fmt: skip
    refused = await submit(visitor, address, said)
    assert "El registro está cerrado." in refused.text
    await planning.reopen(event, by=SYSTEM, at=now())
    assert (await submit(visitor, address, said)).status_code == 303
    assert (await totals_of(event)).people == 0
    assert "Nada por revisar" in (await visitor.get("/revision")).text
