"""«Carga» with more people than a page holds."""

import httpx

from server.foundation.database import execute
from tests.support.cast import Cast, sign_in_as

CROWD = """
    WITH known AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT gen_random_uuid(), 'ana' || n || '@convoca.test', 'Ana ' || lpad(n::text, 3, '0'),
            'facilitator', now() FROM generate_series(1, 51) n RETURNING id
    )
    INSERT INTO volunteer (id, account, home) SELECT gen_random_uuid(), id, '0103' FROM known
"""


async def test_fifty_people_are_on_a_page(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await execute(CROWD)
    await sign_in_as(visitor, cast.pinula)
    address = "/turnos/carga?municipality=0103"
    first = (await visitor.get(address)).text
    rest = (await visitor.get(f"{address}&pagina=2")).text
    assert (first.count("load-bar"), rest.count("load-bar")) == (50, 1)
    assert ("Ana 050" in first, "Ana 051" in first, "Ana 051" in rest) == (True, False, True)
    assert 'rel="next" href="/turnos/carga?municipality=0103&amp;pagina=2"' in first
    assert 'rel="prev" href="/turnos/carga?municipality=0103&amp;pagina=1"' in rest
    assert ("Página 1" in first, 'rel="prev"' in first, 'rel="next"' in rest) == (
        True,
        False,
        False,
    )
    for odd in ("0", "-1", "x", "9"):
        assert (await visitor.get(f"{address}&pagina={odd}")).status_code == 200
