"""A place is somebody's own: nobody else learns how it stands by sending anything about it."""

import httpx
import pytest

from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.permission_world import world

UNREADABLE: dict[str, str | list[str]] = {"answer": "%"}


@pytest.mark.parametrize("act", ["respuesta", "sustitucion", "sustitucion/final"])
async def test_nobody_learns_how_somebody_elses_place_stands(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer, act: str
) -> None:
    there_is = await world(cast, signer)
    address = f"/mis-turnos/{there_is.names['assignment']}/{act}"
    await sign_in_as(visitor, there_is.helper)
    assert (await submit(visitor, address, UNREADABLE)).status_code in {303, 409, 422}
    await sign_in_as(visitor, there_is.other)
    assert (await submit(visitor, address, UNREADABLE)).status_code == 403
    nobodys = f"/mis-turnos/{there_is.names['event_id']}/{act}"
    assert (await submit(visitor, nobodys, UNREADABLE)).status_code == 404


async def test_a_search_is_refused_before_what_was_sent_is_read(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    event = (await world(cast, signer)).names["event_id"]
    await sign_in_as(visitor, cast.mixco)
    answer = await submit(visitor, f"/eventos/{event}/equipo/busquedas", {"role": "%"})
    assert answer.status_code == 403
