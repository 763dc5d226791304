"""Seconds after a release in a donor's own ages was published, its receipt holds for everybody."""

import re

import httpx
import pytest

from events.outreach.domain.releases.reading import released
from events.outreach.domain.releases.released import Released
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.released import FORM, busy_march

RECEIPT = re.compile(r'href="(/recibo/[0-9a-f-]{36})"')


async def published(visitor: httpx.AsyncClient, **changes: str) -> Released:
    answer = await submit(visitor, "/alcance/publicaciones/nueva", {**FORM, **changes})
    assert answer.status_code == 303
    return (await released())[0]


@pytest.mark.parametrize(
    "changes",
    [{}, {"readers": "donor", "project": "general"}, {"ages": "18+"}],
)
async def test_the_receipt_of_a_release_in_bands_holds_at_once(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str]
) -> None:
    await busy_march()
    await sign_in_as(visitor, cast.admin)
    made = await published(visitor, **changes)
    assert made.ages is not None
    page = (await visitor.get(f"/alcance/publicaciones/{made.id}")).text
    (receipt,) = set(RECEIPT.findall(page))
    inside = (await visitor.get(receipt)).text
    visitor.cookies.clear()
    outside = (await visitor.get(receipt)).text
    assert [page.count("Sigue en pie.") for page in (inside, outside)] == [1, 1]
