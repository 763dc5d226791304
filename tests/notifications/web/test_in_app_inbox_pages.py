"""One's own page of what one was told."""

import re
from datetime import timedelta

import httpx
import pytest
from msgspec.structs import replace

from notifications.domain.inbox import keeping, reading
from server.foundation.identity import Actor
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY
from tests.support.everything_said import LETTER
from tests.support.inbox import noticed


async def kept(of: Actor, number: int = 1, **changed: str) -> None:
    """Some things that somebody was told."""
    for n in range(number):
        letter = replace(LETTER, **{"subject": f"Asunto {n}", **changed})
        await keeping.keep(await noticed(of), letter, at=TODAY + n * timedelta(minutes=1))


def subjects(page: str) -> list[str]:
    return re.findall(r"<b>(Asunto \d+)", page)


async def test_nobody_reads_an_inbox_without_coming_in(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/mis-avisos")
    assert answer.headers["location"] == "/entrar?next=/mis-avisos"


async def test_an_empty_inbox_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get("/mis-avisos")).text
    assert "Todavía no hay avisos" in page
    assert "Marcar todo" not in page


async def test_one_reads_the_newest_first_and_nothing_of_others(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await kept(cast.pinula, 2)
    await kept(cast.mixco, subject="De otra persona")
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/mis-avisos")).text
    assert subjects(page) == ["Asunto 1", "Asunto 0"]
    assert "De otra persona" not in page
    assert page.count("is-unread") == 2


async def test_looking_at_the_list_changes_nothing(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await kept(cast.pinula)
    await sign_in_as(visitor, cast.pinula)
    await visitor.get("/mis-avisos")
    assert await reading.unread(cast.pinula) == 1


async def test_one_tap_opens_the_page_and_marks_it_read(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await kept(cast.pinula)
    await sign_in_as(visitor, cast.pinula)
    entry = (await reading.entries(cast.pinula))[0].id
    answer = await submit(visitor, f"/mis-avisos/{entry}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/mis-turnos")
    assert "is-unread" not in (await visitor.get("/mis-avisos")).text


async def test_the_entry_of_somebody_else_is_not_there(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await kept(cast.mixco)
    await sign_in_as(visitor, cast.pinula)
    entry = (await reading.entries(cast.mixco))[0].id
    assert (await submit(visitor, f"/mis-avisos/{entry}")).status_code == 404


@pytest.mark.parametrize(
    ("leads_to", "unread", "read"),
    [("/mis-turnos", "Abrir", "Abrir"), ("/mis-avisos", "Marcar como leído", "")],
)
async def test_what_leads_nowhere_is_only_marked_as_read(
    visitor: httpx.AsyncClient, cast: Cast, leads_to: str, unread: str, read: str
) -> None:
    await kept(cast.pinula, leads_to=leads_to)
    await sign_in_as(visitor, cast.pinula)
    assert button((await visitor.get("/mis-avisos")).text) == unread
    await reading.read_all(by=cast.pinula, at=TODAY)
    assert button((await visitor.get("/mis-avisos")).text) == read


def button(page: str) -> str:
    """What the button beside the only entry does."""
    found = re.search(r'<form class="row-side".*?type="submit">([^<]*)', page)
    return found[1] if found else ""


async def test_everything_is_read_at_once(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await kept(cast.pinula, 2)
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/mis-avisos/leidos")
    page = (await visitor.get(answer.headers["location"])).text
    assert "Todo quedó marcado como leído." in page
    assert "is-unread" not in page


async def test_a_long_list_has_pages(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await kept(cast.pinula, reading.PAGE + 1)
    await sign_in_as(visitor, cast.pinula)
    first = (await visitor.get("/mis-avisos")).text
    second = (await visitor.get("/mis-avisos?pagina=2")).text
    assert (len(subjects(first)), subjects(second)) == (reading.PAGE, ["Asunto 0"])
    assert ("pagina=2" in first, "pagina=1" in second) == (True, True)
    beyond = (await visitor.get("/mis-avisos?pagina=7")).text
    assert (subjects(beyond), "Página 2" in beyond) == (["Asunto 0"], True)
