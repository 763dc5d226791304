"""Whoever copies what is public all day long does not keep it from others."""

from typing import Any, cast

import httpx
from litestar import Litestar, get

from server.web.guards import ANYBODY
from server.web.rationing import A_SECOND, AT_ONCE, REMEMBERED, Rations, is_this_machine, rationed


def test_a_network_has_a_ration_and_gets_more_in_time() -> None:
    rations = Rations(at_once=3, a_second=1)
    assert [rations.spend("a", at=0) for _each in range(4)] == [True, True, True, False]
    assert rations.spend("b", at=0)
    assert [rations.spend("a", at=2) for _each in range(3)] == [True, True, False]


def test_a_ration_never_grows_beyond_itself() -> None:
    rations = Rations(at_once=2, a_second=1)
    rations.spend("a", at=0)
    assert [rations.spend("a", at=999) for _each in range(3)] == [True, True, False]


def test_no_more_networks_are_remembered_than_fit() -> None:
    rations = Rations(at_once=1, a_second=0)
    for number in range(REMEMBERED + 5):
        rations.spend(str(number), at=0)
    assert len(rations._left) == REMEMBERED


def test_a_school_is_let_in_and_a_calendar_program_too() -> None:
    rations = Rations()
    assert all(rations.spend("a school", at=second) for second in range(60) for _each in range(15))
    assert AT_ONCE / A_SECOND == 60


async def test_who_asks_too_often_is_told_when_the_address_is_costly(app: Litestar) -> None:
    around = rationed(Rations(at_once=2, a_second=0))

    @get(["/agenda.ics", "/entrar"], guards=[ANYBODY], sync_to_thread=False)
    def said() -> str:
        return "said"

    small = Litestar([said], middleware=[around], state=app.state, openapi_config=None)
    transport = httpx.ASGITransport(cast(Any, small), client=("192.0.2.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://convoca.test") as visitor:
        statuses = [(await visitor.get("/agenda.ics")).status_code for _each in range(3)]
        assert statuses[:2] == [200, 200]
        assert statuses[2] != 200
        assert (await visitor.get("/entrar")).status_code == 200


def test_this_machine_is_asked_from_freely() -> None:
    assert is_this_machine("127.0.0.1")
    assert not is_this_machine("192.0.2.1")
    assert not is_this_machine("unknown")
