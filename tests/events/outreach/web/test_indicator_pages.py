"""Writing indicators, targets, milestones and reporting rules down on their pages."""

from uuid import uuid4

import httpx
import pytest

from events.outreach.domain.indicators import reading, reporting
from events.outreach.domain.indicators.reporting import Rule
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.promises import promised, target

HERE = "/alcance/metas"
INDICATOR: dict[str, str | list[str]] = {
    "code": "I-1", "name_es": "Adolescentes formados", "measure": "unique",
    "kinds": ["workshop", "forum"], "breakdowns": ["sex", "age_band"],
    "bands": "Niñez: 0-12\nAdolescencia: 13-17",
}  # fmt: skip
TARGET: dict[str, str | list[str]] = {"value": "400", "exact": "exact", "municipality": "0103"}


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the administrator's."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_administrator_writes_an_indicator_down(admin: httpx.AsyncClient) -> None:
    assert (await admin.get(f"{HERE}/nuevo")).status_code == 200
    saved = await submit(admin, f"{HERE}/nuevo?proyecto=general", INDICATOR)
    (made,) = await reading.indicators()
    assert (saved.status_code, saved.headers["location"]) == (303, f"{HERE}/{made.id}")
    assert (made.filters.kinds, made.bands["Adolescencia"]) == (("workshop", "forum"), (13, 17))
    form = (await admin.get(f"{HERE}/{made.id}/editar")).text
    assert "Niñez: 0-12\nAdolescencia: 13-17</textarea>" in form
    changed = {**INDICATOR, "name_es": "Jóvenes", "accumulates": "on"}
    await submit(admin, f"{HERE}/{made.id}/editar", changed)
    after = await reading.indicator(made.id)
    assert (after.name_es, after.accumulates) == ("Jóvenes", True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bands": "Niñez: 0-9"}, "parte las edades 7-10"),
        ({"bands": "chiquitos"}, "No se entiende «chiquitos»"),
        ({"name_es": ""}, "Falta este dato."),
        ({"code": "I 1"}, "El código lleva letras sin tilde"),
        ({"measure": "events"}, "no se puede desglosar"),
        ({"kinds": "fiesta"}, "Elegir al menos una de las opciones."),
        ({"code": "I-0"}, "Ya hay un indicador con ese código"),
    ],
)
async def test_a_wrong_indicator_keeps_what_was_typed(
    admin: httpx.AsyncClient, changes: dict[str, str], said: str
) -> None:
    await promised(code="I-0")
    answer = await submit(admin, f"{HERE}/nuevo", {**INDICATOR, "definition": "Ojo", **changes})
    assert (answer.status_code, said in answer.text, "Ojo" in answer.text) == (422, True, True)


async def test_a_wrong_change_is_refused_in_the_same_form(admin: httpx.AsyncClient) -> None:
    made = await promised()
    await target(made, 4)
    answer = await submit(admin, f"{HERE}/{made.id}/editar", {**INDICATOR, "measure": "headcount"})
    assert (answer.status_code, "Ya se usa" in answer.text) == (422, True)


async def test_an_indicator_is_retired_and_reported_again(admin: httpx.AsyncClient) -> None:
    made = await promised()
    await submit(admin, f"{HERE}/{made.id}/retiro")
    assert (await reading.indicator(made.id)).retired
    await submit(admin, f"{HERE}/{made.id}/regreso")
    assert not (await reading.indicator(made.id)).retired


async def test_an_administrator_sets_a_target_and_sets_it_anew(admin: httpx.AsyncClient) -> None:
    made = await promised()
    assert (await admin.get(f"{HERE}/{made.id}/nueva")).status_code == 200
    await submit(admin, f"{HERE}/{made.id}/nueva", TARGET)
    (kept,) = (await reading.targets([made.id]))[made.id]
    assert (kept.value, kept.exact, kept.municipality, kept.days.whole) == (400, True, "0103", True)
    address = f"{HERE}/{made.id}/metas/{kept.id}"
    assert 'value="400"' in (await admin.get(address)).text
    dated = {**TARGET, "starts_on": "2026-01-01", "ends_on": "2026-06-30", "exact": "least"}
    assert (await submit(admin, address, dated)).status_code == 303
    (after,) = (await reading.targets([made.id]))[made.id]
    assert (after.exact, after.days.whole) == (False, False)
    assert 'value="2026-06-30"' in (await admin.get(address)).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": ""}, "Falta este dato."),
        ({"value": "muchos"}, "Debe ser un número entero"),
        ({"starts_on": "2026-01-01"}, "Falta la fecha."),
        ({"municipality": "0108"}, "Ya hay una meta para ese lugar y esas fechas."),
    ],
)
async def test_a_wrong_target_is_refused(
    admin: httpx.AsyncClient, changes: dict[str, str], said: str
) -> None:
    made = await promised()
    await target(made, 1, municipality="0108")
    other = await target(made, 1, municipality="0110")
    for address in (f"{HERE}/{made.id}/nueva", f"{HERE}/{made.id}/metas/{other}"):
        answer = await submit(admin, address, {**TARGET, **changes})
        assert (answer.status_code, said in answer.text) == (422, True)


async def test_every_mistake_of_a_target_is_said_at_once(admin: httpx.AsyncClient) -> None:
    made = await promised()
    wrong = {**TARGET, "value": "-3", "starts_on": "2026-06-30", "ends_on": "2026-01-01"}
    page = (await submit(admin, f"{HERE}/{made.id}/nueva", wrong)).text
    said = (
        "Debe ser un número entero de 0 a 10,000,000.",
        "El último día no puede ser anterior al primero.",
    )
    assert [sentence in page for sentence in said] == [True, True]


async def test_a_coordinator_says_that_a_milestone_was_reached(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    made = await promised(measure="milestone")
    await sign_in_as(visitor, cast.pinula)
    address = f"{HERE}/{made.id}/hitos/nuevo"
    form = (await visitor.get(address)).text
    assert ('value="0103" selected' in form, "Mixco" in form) == (True, False)
    done: dict[str, str | list[str]] = {
        "municipality": "0103",
        "reached_on": "2026-03-03",
        "evidence": "Acta",
    }
    assert (await submit(visitor, address, {**done, "evidence": ""})).status_code == 422
    assert (await submit(visitor, address, {**done, "municipality": "todo"})).status_code == 422
    assert (await submit(visitor, address, done)).status_code == 303
    page = (await visitor.get(f"{HERE}/{made.id}")).text
    back = page.split(f"{HERE}/{made.id}/hitos/")[1].split('"')[0]
    assert (await visitor.get(f"{HERE}/{made.id}/hitos/{back}")).status_code == 200
    assert (await submit(visitor, f"{HERE}/{made.id}/hitos/{back}", {})).status_code == 422
    gone = await submit(visitor, f"{HERE}/{made.id}/hitos/{back}", {"reason": "Era otra"})
    assert gone.status_code == 303
    assert (await visitor.get(f"{HERE}/{made.id}/hitos/{back}")).status_code == 404


async def test_what_is_no_milestone_is_not_reached(admin: httpx.AsyncClient) -> None:
    made, other = await promised(), await promised(code="I-2")
    one = await target(other, 3)
    addresses = (
        f"{HERE}/{made.id}/hitos/nuevo", f"{HERE}/{uuid4()}", f"{HERE}/{made.id}/metas/{one}",
        f"{HERE}/nuevo?proyecto=nadie", f"{HERE}/reglas/nadie",
    )  # fmt: skip
    assert [(await admin.get(address)).status_code for address in addresses] == [404] * 5


async def test_an_administrator_says_how_a_project_is_reported(admin: httpx.AsyncClient) -> None:
    project = (await promised()).project
    address = f"{HERE}/reglas/general"
    assert 'value="10"' in (await admin.get(address)).text
    rule: dict[str, str | list[str]] = {
        "small": "6",
        "small_sensitive": "12",
        "dhis2_dataset": "DS1",
        "iati_reporter": "GT-1",
    }
    assert (await submit(admin, address, rule)).status_code == 303
    expected = Rule(small=6, small_sensitive=12, dhis2_dataset="DS1", iati_reporter="GT-1")
    assert await reporting.rule(project) == expected
    wrong = [{"small": "2"}, {"small": ""}, {"small_sensitive": "5"}, {"iati_activity": "x" * 101}]
    answers = [await submit(admin, address, {**rule, **changes}) for changes in wrong]
    assert [answer.status_code for answer in answers] == [422] * 4


async def test_what_cannot_be_an_identifier_of_iati_is_refused_with_an_example(
    admin: httpx.AsyncClient,
) -> None:
    rule: dict[str, str | list[str]] = {"small": "5", "small_sensitive": "10"}
    for name in ("iati_reporter", "iati_activity"):
        for text in ("con espacios &", "GT/NIT-1", "GT-NIT 1", "1234567", "-1", "GT-"):
            refused = await submit(admin, f"{HERE}/reglas/general", rule | {name: text})
            assert (refused.status_code, "así: GT-NIT-1234567" in refused.text) == (422, True)


async def test_evaluators_and_coordinators_promise_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    made = await promised(measure="milestone")
    addresses = (f"{HERE}/nuevo", f"{HERE}/{made.id}/editar", f"{HERE}/{made.id}/nueva",
                 f"{HERE}/reglas/general")  # fmt: skip
    for who in (cast.pinula, cast.evaluator):
        await sign_in_as(visitor, who)
        assert [(await visitor.get(address)).status_code for address in addresses] == [403] * 4
    assert (await visitor.get(f"{HERE}/{made.id}/hitos/nuevo")).status_code == 403
