"""Every figure says how it was counted, down to the registers it comes from."""

import re
from functools import partial

import httpx
import pytest

from events.outreach.domain.answered import Dimension
from events.outreach.domain.questions import Question
from events.outreach.web import explained, explained_shown
from events.outreach.web.offered import unspoken
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.promises import promised
from tests.support.registers import march

MARCH = Question(zone="America/Guatemala")
PARAGRAPH = re.compile(r"<p>([^<]+)</p>")
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td class="number">(.*?)</td>')


async def explanation(visitor: httpx.AsyncClient, address: str) -> tuple[str, list[str], str]:
    """The figure, the sentences about it, and the page."""
    answer = await visitor.get(address)
    assert answer.status_code == 200
    amount = re.findall(r'<p class="explained-amount">(.*?)</p>', answer.text)
    card = answer.text.split("explained-amount", 1)[1].split("</section>", 1)[0]
    return amount[0], PARAGRAPH.findall(card), answer.text


async def test_contacts_are_told_down_to_the_registers(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = await march()
    await sign_in_as(visitor, cast.admin)
    amount, sentences, page = await explanation(visitor, explained.address(MARCH))
    assert amount == "12"
    said = "De 2 actividades: 5 personas se registraron una por una y 7 solo se contaron"
    assert sentences == [f"{said}; suman 12 contactos."]
    numbers = [CELL.findall(cells) for _name, cells in ROW.findall(page)]
    assert numbers == [["2", "1", "5", "8"], ["2", "0", "2", "4"], ["4", "1", "7", "12"]]
    assert f'href="/eventos/{events.workshop}/registro"' in page
    assert "1 registro sigue abierto" in page


async def test_both_ends_of_the_unique_people_are_explained(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    amount, sentences, page = await explanation(visitor, explained.address(MARCH, figure="unique"))
    assert amount == "8–10"
    least, most = sentences
    assert least == (
        "Como mínimo 8: esas personas estuvieron a la vez en la actividad más concurrida,"
        " «Navegar con cuidado», 14 mar 2026."
    )
    assert most == (
        "Como máximo 10: 2 tarjetas distintas y 8 veces que vino alguien sin tarjeta, que pudo ser"
        " cada vez una persona nueva."
    )
    assert "/registro" not in page


@pytest.mark.parametrize(
    ("dimension", "code", "figure", "expected"),
    [
        ("sex", "female", "contacts", "3"),
        ("municipality", "0108", "check_ins", "2"),
        ("kind", "forum", "headcount", "2"),
        ("topic", "unknown", "events", "1"),
        ("topic", "social-network-risks", "unique", "8"),
        ("audience", "unknown", "contacts", "3"),
        ("age_band", "60+", "unique", "0"),
    ],
)
async def test_a_part_of_the_figures_is_explained_by_itself(
    visitor: httpx.AsyncClient,
    cast: Cast,
    dimension: Dimension,
    code: str,
    figure: str,
    expected: str,
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    address = explained.address(MARCH, figure=figure, dimension=dimension, code=code)
    amount, _sentences, _page = await explanation(visitor, address)
    assert amount == expected


def test_the_address_names_no_topic() -> None:
    question = Question(zone="America/Guatemala", topics=("sexual-violence",), sexes=("female",))
    asked = explained.address(question, dimension="topic", code="sexual-violence")
    number = unspoken("sexual-violence")
    assert asked == (
        f"/alcance/como?cifra=contactos&tema={number}&sexo=female&dimension=tema&codigo={number}"
    )


async def test_a_question_that_makes_no_sense_is_answered_with_sentences(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    answer = await visitor.get("/alcance/como?cifra=gente&programa=uno")
    assert answer.status_code == 422
    assert "Elegir una de las opciones." in answer.text


@pytest.mark.parametrize("figure", ["completions", "hours", "indirect", "milestone", "cited"])
async def test_what_comes_from_elsewhere_says_where_it_is_listed(
    visitor: httpx.AsyncClient, cast: Cast, figure: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    _sign, sentences, page = await explanation(visitor, explained.address(MARCH, figure=figure))
    assert len(sentences) == 1
    assert "Ver de dónde sale" in page
    assert "Emitir constancia" not in page


async def test_an_indicator_is_explained_in_its_own_ages(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    indicator = await promised(bands={"Adolescencia": (13, 17)}, breakdowns=("age_band",))
    question = Question(zone="America/Guatemala", project="general")
    of_age = partial(explained.address, question, dimension="age_band", indicator=indicator.id)
    await sign_in_as(visitor, cast.admin)
    amount, _sentences, page = await explanation(visitor, of_age(code="Adolescencia"))
    assert amount == "12"
    assert "Participaciones · Adolescencia · Todas las fechas" in page
    issued = await submit(
        visitor, "/alcance/recibos",
        {"cifra": "contactos", "proyecto": "general", "indicador": str(indicator.id)},
    )  # fmt: skip
    receipt = (await visitor.get(issued.headers["location"])).text
    assert "Sigue en pie." in receipt
    assert "Adolescencia" in receipt
    amount, _sentences, _page = await explanation(visitor, of_age(code="other"))
    assert amount == "0"


async def test_hours_of_an_indicator_say_how_many(visitor: httpx.AsyncClient, cast: Cast) -> None:
    indicator = await promised(measure="hours")
    await sign_in_as(visitor, cast.admin)
    address = explained.address(MARCH, figure="hours", indicator=indicator.id)
    amount, _sentences, _page = await explanation(visitor, address)
    assert amount == "no reportado"


async def test_of_too_many_events_the_fullest_are_listed(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explained_shown, "MOST", 1)
    await march()
    await sign_in_as(visitor, cast.admin)
    _amount, _sentences, page = await explanation(visitor, explained.address(MARCH))
    numbers = [CELL.findall(cells) for _name, cells in ROW.findall(page)]
    assert numbers == [["2", "1", "5", "8"], ["4", "1", "7", "12"]]
    assert "Se muestran las de más personas; 1 más también cuenta." in page


async def test_of_who_is_not_asked_about_nobody_is_counted(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    men = Question(zone="America/Guatemala", sexes=("male",))
    amount, _sentences, page = await explanation(
        visitor, explained.address(men, dimension="sex", code="female")
    )
    assert amount == "0"
    assert "Actividad por actividad" not in page


async def test_somebody_issues_a_receipt_from_there(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    await sign_in_as(visitor, cast.pinula)
    _amount, _sentences, page = await explanation(
        visitor, explained.address(MARCH, figure="unique", dimension="sex", code="female")
    )
    form = page.split('action="/alcance/recibos"', 1)[1].split("</form>", 1)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    fields.pop("_csrf_token")
    first = await submit(visitor, "/alcance/recibos", fields)
    again = await submit(visitor, "/alcance/recibos", fields)
    assert first.headers["location"].startswith("/recibo/")
    assert again.headers["location"] == first.headers["location"]
    shown = await visitor.get(first.headers["location"])
    assert "Personas únicas · Mujeres" in shown.text
    assert "Sigue en pie." in shown.text
