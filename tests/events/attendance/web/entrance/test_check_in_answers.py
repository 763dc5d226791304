"""What an attendee answers is counted or explained, and no more of it is kept than promised."""

import re
from uuid import UUID

import httpx
import pytest

from events.attendance.domain import doors
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import everything, page_of, recorded, under_way
from tests.events.attendance.visiting import AGE, ANSWERS, fill_in, hidden_in


async def test_who_prefers_not_to_say_is_counted(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    sent = await fill_in(visitor, await page_of(event), sex="unknown", age="", audience="unknown")
    assert sent.status_code == 303
    (kept,) = await recorded(event)
    assert (kept["sex"], kept["age_band"], kept["audience"]) == ("unknown", "unknown", None)


@pytest.mark.parametrize("age", ["", "16", "doce"])
async def test_who_would_rather_not_tell_their_age_is_not_asked_again(
    visitor: httpx.AsyncClient, age: str
) -> None:
    event = await under_way()
    sent = await fill_in(visitor, await page_of(event), age=age, age_unsaid="1")
    assert sent.status_code == 303
    assert [line["age_band"] for line in await recorded(event)] == ["unknown"]


async def test_every_question_lets_one_rather_not_say(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get(await page_of(await under_way()))).text
    assert page.count("<span>Prefiero no decir</span>") == 3
    again = await fill_in(visitor, await page_of(await under_way()), sex="", age_unsaid="1")
    assert 'name="age_unsaid" value="1" checked' in again.text


async def test_an_empty_audience_is_one_not_told(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    await fill_in(visitor, await page_of(event), audience="")
    assert [line["audience"] for line in await recorded(event)] == [None]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"age": "-1"}, "Debe ser un número entero de 0 a 120."),
        ({"age": "121"}, "Debe ser un número entero de 0 a 120."),
        ({"age": "doce"}, "Debe ser un número entero de 0 a 120."),
        ({"sex": "x"}, "Elegir una de las opciones."),
        ({"audience": "police"}, "Elegir una de las opciones."),
    ],
)
async def test_a_wrong_answer_is_explained_and_nothing_typed_is_lost(
    visitor: httpx.AsyncClient, changes: dict[str, str], sentence: str
) -> None:
    event = await under_way()
    page = await fill_in(visitor, await page_of(event), **changes)
    assert page.status_code == 422
    assert sentence in page.text
    assert page.text.count(" checked") == 2 - len({"sex", "audience"} & set(changes))
    assert f'value="{changes.get("age", AGE)}"' in page.text
    assert await recorded(event) == []
    hidden = hidden_in(page)
    await visitor.post(await page_of(event), data={**hidden, **ANSWERS})
    assert len(await recorded(event)) == 1


async def test_an_empty_form_is_explained_field_by_field(visitor: httpx.AsyncClient) -> None:
    address = await page_of(await under_way())
    page = await visitor.post(address)
    assert page.status_code == 422
    assert page.text.count('class="bad"') == 2
    assert " checked" not in page.text


async def test_the_spoken_code_is_asked_for_and_a_wrong_one_refused(
    visitor: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await doors.ask(event, "spoken", "407", by=SYSTEM, at=now())
    address = await page_of(event)
    wrong = await fill_in(visitor, address, door_code="408")
    assert wrong.status_code == 422
    assert wrong.text.count("Esa no es la clave de hoy.") == 2
    assert 'value="408"' in wrong.text
    assert (await fill_in(visitor, address, door_code="407")).status_code == 303
    assert "407" not in (await visitor.get(f"{address}?otra=1")).text


async def test_no_table_holds_the_pass_or_the_age(visitor: httpx.AsyncClient) -> None:
    event = await under_way(title="Una tarde distinta")
    await fill_in(visitor, await page_of(event), age="97")
    assert [line["age_band"] for line in await recorded(event)] == ["60+"]
    kept, card = await everything(), visitor.cookies["tarjeta"]
    assert "Una tarde distinta" in kept
    assert card not in kept
    assert card.encode().hex() not in kept
    assert not re.search(r"[(,]97[,)]", kept)


async def test_a_title_is_shown_as_it_stands(visitor: httpx.AsyncClient) -> None:
    event = await under_way(public_title='<b>"x"</b> {{ 7 }}')
    page = (await visitor.get(await page_of(event))).text
    assert "<h1>&lt;b&gt;&#34;x&#34;&lt;/b&gt; {{ 7 }}</h1>" in page


async def test_a_page_with_a_made_up_id_still_counts(visitor: httpx.AsyncClient) -> None:
    event = await under_way()
    sent = await fill_in(visitor, await page_of(event), id="hola")
    assert sent.status_code == 303
    (kept,) = await recorded(event)
    assert isinstance(kept["id"], UUID)
