"""Taking the agenda out on the page."""

import httpx
import pytest

from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned

ADDRESS = "/calendario/exportar"
DECEMBER = {"desde": "2026-12-01", "hasta": "2026-12-31"}


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("ics", b"BEGIN:VCALENDAR"), ("pdf", b"%PDF")],
)
async def test_a_coordinator_takes_the_month_out(
    visitor: httpx.AsyncClient, cast: Cast, kind: str, begins: bytes
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await planned(title="Asunto de Mixco", municipality="0108")
    answer = await visitor.get(ADDRESS, params={**DECEMBER, "formato": kind, "municipio": "0103"})
    assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="agenda-2026-12-01-2026-12-31.{kind}"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert b"Asunto de Mixco" not in answer.content


async def test_the_page_keeps_what_the_address_says(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    seen = (await visitor.get(ADDRESS, params={**DECEMBER, "municipio": "0108"})).text
    assert 'value="2026-12-31"' in seen
    assert 'name="municipio" value="0108" checked' in seen
    assert 'name="municipio" value="0103" checked' not in seen


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hasta": "2026-11-01"}, "El último día no puede ser antes que el primero."),
        ({"hasta": "2099-12-31"}, "Elegir cinco años como mucho."),
        ({"desde": "ayer"}, "Falta una fecha válida"),
        ({"formato": "exe"}, "Elegir una de las opciones."),
        ({"municipio": "0108"}, "Elegir al menos una de las opciones."),
    ],
)
async def test_a_choice_that_cannot_be_is_refused_in_words(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str], said: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.get(ADDRESS, params={**DECEMBER, "formato": "csv", **changes})
    assert (answer.status_code, said in answer.text) == (422, True)


async def test_only_who_plans_takes_the_agenda_out(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    answer = await visitor.get(ADDRESS, params={**DECEMBER, "formato": "csv"})
    assert answer.status_code == 403
