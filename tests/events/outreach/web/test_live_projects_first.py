"""Projects under way stand before those that are over, which say so."""

from html import unescape

import httpx
import pytest

from events.outreach.domain.cited import citing, published
from events.planning.domain import project_book
from events.planning.domain.project_writing import ProjectDraft
from server.foundation.identity import SYSTEM
from tests.support.board_reading import card, page_of
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.promises import promised
from tests.support.registers import AFTER, march

CITATION = "/alcance/citas/nueva"
OVER = "Cifras publicadas (retirado)"


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """An administrator's browser; a project is over, and «Tejer» is under way."""
    await published.ship(AFTER)
    await project_book.add(ProjectDraft(name="Tejer"), by=SYSTEM, at=AFTER)
    await promised("tejer", name_es="Participaciones en Tejer")
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_targets_open_on_a_project_under_way(admin: httpx.AsyncClient) -> None:
    page = unescape((await admin.get("/alcance/metas")).text)
    assert '<option value="tejer" selected>Tejer</option>' in page
    assert "Participaciones en Tejer" in page
    assert page.index(">General</option>") < page.index(">Tejer</option>") < page.index(OVER)


async def test_the_dashboard_lists_what_is_over_last_and_says_so(admin: httpx.AsyncClient) -> None:
    await march()
    page = unescape(await page_of(admin))
    goals = card(page, "Frente a las metas")
    assert goals.index("<h3>Tejer</h3>") < goals.index("<h3>Cifras publicadas")
    assert f"{OVER}</option>" in page
    assert ">Retirado</span></h3>" in goals


async def test_what_is_over_is_not_offered_to_a_new_citation(admin: httpx.AsyncClient) -> None:
    page = unescape((await admin.get(CITATION)).text)
    assert ">Tejer</option>" in page
    assert ">Cifras publicadas</option>" not in page


async def test_a_citation_keeps_a_project_that_is_over(admin: httpx.AsyncClient) -> None:
    project = await project_book.add(ProjectDraft(name="Hilar"), by=SYSTEM, at=AFTER)
    sent: dict[str, str | list[str]] = {
        "subject": "Redes", "said": "treinta", "whose": "La municipalidad", "ours": "no",
        "source": "Memoria", "municipality": "todo", "project": str(project),
    }  # fmt: skip
    await submit(admin, CITATION, sent)
    await project_book.retire("hilar", by=SYSTEM, at=AFTER)
    (fact,) = await citing.facts(by=SYSTEM, project=project)
    address = f"/alcance/citas/{fact.id}"
    assert f'value="{project}" selected>Hilar (retirado)' in (await admin.get(address)).text
    assert (await submit(admin, address, sent | {"said": "34"})).status_code == 303


async def test_a_figure_that_was_published_in_english_says_so(admin: httpx.AsyncClient) -> None:
    page = unescape((await admin.get("/alcance/citas")).text)
    quoted = page.split("«over thirty»")[1].split("</article>")[0]
    assert "Publicado por la organización (en inglés)" in quoted
