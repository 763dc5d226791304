"""The outbox says nothing of who registered."""

import httpx

from notifications.domain.office import Office
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as
from tests.support.events import TODAY
from tests.support.rounds import told
from tests.support.seats import asked, taking


async def test_whoever_registered_is_nobody_in_particular(
    visitor: httpx.AsyncClient, cast: Cast, offline_office: Office
) -> None:
    code = await asked(await taking(), contact="ana@correo.test")
    await told(offline_office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    (notice,) = await fetch("SELECT id FROM notice")
    for address in ("/avisos", f"/avisos/{notice['id']}"):
        page = (await visitor.get(address)).text
        assert (">Inscripción<" in page, "Inscripción recibida" in page) == (True, True)
        assert ("correo.test" in page, code in page) == (False, False)
    assert "Hay 1 lugar apartado." in page
