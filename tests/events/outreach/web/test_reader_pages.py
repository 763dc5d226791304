"""Who administers keeps the donor's list of a project, and plans its releases."""

from uuid import UUID

import httpx
import pytest

from events.outreach.domain.releases import plans, readers
from events.planning.domain import codelists
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit

PAGE = "/alcance/publicaciones/lectores"
DORA: dict[str, str | list[str]] = {
    "nombre": "Dora Donante",
    "correo": "dora@donor.test",
    "idioma": "en",
}


@pytest.fixture
async def address(visitor: httpx.AsyncClient, cast: Cast) -> str:
    """The list of the general project, opened by who administers."""
    await sign_in_as(visitor, cast.admin)
    project = (await codelists.projects())[0].id
    assert f'href="{PAGE}/{project}"' in (await visitor.get(PAGE)).text
    return f"{PAGE}/{project}"


async def test_somebody_is_put_on_the_list_and_taken_off(
    visitor: httpx.AsyncClient, address: str
) -> None:
    await submit(visitor, address, DORA)
    page = (await visitor.get(address)).text
    assert "dora@donor.test · Inglés" in page
    (listed,) = await readers.readers(UUID(address.rsplit("/", 1)[1]), SYSTEM)
    await submit(visitor, f"{address}/{listed.id}/retiro")
    page = (await visitor.get(address)).text
    assert "se retiró el" in page
    assert "Nadie todavía" in page


async def test_who_asked_for_no_more_is_shown_as_such(
    visitor: httpx.AsyncClient, address: str
) -> None:
    await submit(visitor, address, DORA)
    (listed,) = await readers.readers(UUID(address.rsplit("/", 1)[1]), SYSTEM)
    await readers.leave(listed.id, at=listed.added_at)
    assert "pidió no recibir más el" in (await visitor.get(address)).text
    refused = await submit(visitor, address, DORA)
    assert refused.status_code == 422
    assert 'value="dora@donor.test"' in refused.text


async def test_a_plan_is_written_paused_and_resumed(
    visitor: httpx.AsyncClient, address: str
) -> None:
    project = UUID(address.rsplit("/", 1)[1])
    await submit(
        visitor, f"{address}/plan", {"cada": "half", "dias": "20", "para": "public"}
    )  # fmt: skip
    page = (await visitor.get(address)).text
    assert "se publica «" in page
    assert 'value="20"' in page
    await submit(visitor, f"{address}/pausa")
    assert "En pausa: nada se publica por sí solo." in (await visitor.get(address)).text
    await submit(visitor, f"{address}/reanudacion")
    await execute("UPDATE release_plan SET trouble = 'Marzo: no hay nada.'")
    assert "La última no se pudo publicar. Marzo: no hay nada." in (await visitor.get(address)).text
    planned = await plans.plan(project)
    assert planned is not None
    assert (planned.every, planned.days_after, planned.readers) == ("half", 20, "public")


@pytest.mark.parametrize(
    "draft", [{"cada": "week", "dias": "20"}, {"cada": "month", "dias": ""}, {"dias": "0"}]
)
async def test_a_plan_that_makes_no_sense_is_said(
    visitor: httpx.AsyncClient, address: str, draft: dict[str, str | list[str]]
) -> None:
    assert (await submit(visitor, f"{address}/plan", draft)).status_code == 422


async def test_nobody_else_sees_addresses_of_donors(
    visitor: httpx.AsyncClient, address: str, cast: Cast
) -> None:
    for who in (cast.pinula, cast.evaluator):
        await sign_in_as(visitor, who)
        assert (await visitor.get(address)).status_code == 403


async def test_a_project_that_does_not_exist_has_no_list(
    visitor: httpx.AsyncClient, address: str
) -> None:
    assert (await visitor.get(f"{PAGE}/{UUID(int=1)}")).status_code == 404
