"""Where administrators say when people are reminded."""

from collections.abc import AsyncIterator

import httpx
import pytest

from notifications.domain.reminders import reminder_rules
from notifications.domain.reminders.rule_checking import Remind
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY
from tests.support.reminding import no_rules, rules_put_back
from tests.support.rounds import accepted

NEW = "/avisos/reglas/nueva"
WRITTEN: dict[str, str | list[str]] = {
    "number": "3", "unit": "hours", "role": "lead", "kind": "forum", "audience": "",
    "channel": "whatsapp",
}  # fmt: skip


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """Rules added here are gone afterwards."""
    async with rules_put_back():
        yield


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the administrator's."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_administrator_makes_a_rule(admin: httpx.AsyncClient) -> None:
    form = (await admin.get(NEW)).text
    assert ('name="number" type="number" value="2"' in form, form.count("(sin configurar)")) == (
        True, 2
    )  # fmt: skip
    saved = await submit(admin, NEW, WRITTEN)
    assert (saved.status_code, saved.headers["location"]) == (303, "/avisos/reglas")
    listed = (await admin.get("/avisos/reglas")).text
    assert [words in listed for words in ("3 horas antes", "Facilitación principal", "WhatsApp",
                                          "A nadie, por ahora")] == [True] * 4  # fmt: skip


async def test_an_administrator_sees_whom_it_would_reach_before_it_is_saved(
    admin: httpx.AsyncClient,
) -> None:
    looked = await submit(admin, NEW, {**WRITTEN, "look": "on"})
    assert (looked.status_code, "En los próximos 30 días:" in looked.text) == (200, True)
    assert 'value="3"' in looked.text
    assert len(await reminder_rules.rules()) == 2


async def test_a_rule_by_a_way_that_is_not_there_warns_wherever_it_stands(
    admin: httpx.AsyncClient,
) -> None:
    await accepted()
    texts = {**WRITTEN, "number": "24", "role": "", "kind": "", "channel": "sms"}
    looked = (await submit(admin, NEW, {**texts, "look": "on"})).text
    assert "Convoca todavía no envía por este medio" in looked
    assert "0 por mensaje de texto; 1 persona solo lo verá en Convoca" in looked
    await submit(admin, NEW, texts)
    listed = (await admin.get("/avisos/reglas")).text
    told = ("Regla guardada, pero Convoca todavía no envía por ese medio.", "Sin configurar",
            "0 por mensaje de texto; 1 persona solo lo verá en Convoca")  # fmt: skip
    assert [words in listed for words in told] == [True] * 3


async def test_taking_a_rule_away_is_asked_about_first(admin: httpx.AsyncClient) -> None:
    made = await reminder_rules.make(Remind(minutes_before=2880), by=SYSTEM, at=TODAY)
    listed = (await admin.get("/avisos/reglas")).text
    label = 'Quitar<span class="visually-hidden">: 2 días antes, Todas las personas del equipo'
    assert (f'href="/avisos/reglas/{made}/retiro"' in listed, label in listed) == (True, True)
    asked = (await admin.get(f"/avisos/reglas/{made}/retiro")).text
    assert f'<form class="action" method="post" action="/avisos/reglas/{made}/retiro">' in asked
    assert len(await reminder_rules.rules()) == 3


async def test_a_rule_is_changed_and_removed(admin: httpx.AsyncClient) -> None:
    made = await reminder_rules.make(Remind(minutes_before=2880), by=SYSTEM, at=TODAY)
    page = (await admin.get(f"/avisos/reglas/{made}")).text
    assert ('value="2"' in page, '<option value="days" selected' in page) == (True, True)
    looked = await submit(admin, f"/avisos/reglas/{made}", {**WRITTEN, "look": "on"})
    assert (looked.status_code, (await reminder_rules.rule(made)).minutes_before) == (200, 2880)
    await submit(admin, f"/avisos/reglas/{made}", WRITTEN)
    assert (await reminder_rules.rule(made)).minutes_before == 180
    await submit(admin, f"/avisos/reglas/{made}/retiro")
    assert len(await reminder_rules.rules()) == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"number": ""}, "Falta este dato."), ({"number": "tres"}, "Debe ser un número entero"),
     ({"number": "31", "unit": "days"}, "Debe ser de 5 minutos a 30 días."),
     ({"unit": "weeks"}, "Elegir una de las opciones."),
     ({"kind": "party"}, "Elegir una de las opciones."),
     ({"role": "registered"}, "solo deja un correo"),
     ({"number": "1", "unit": "days", "role": "", "kind": "", "channel": ""},
      "Ya hay una regla igual.")],
)  # fmt: skip
async def test_a_mistake_keeps_what_was_typed(
    admin: httpx.AsyncClient, wrong: dict[str, str], said: str
) -> None:
    refused = await submit(admin, NEW, {**WRITTEN, **wrong})
    assert (refused.status_code, said in refused.text) == (422, True)
    number = {**WRITTEN, **wrong}["number"]
    assert f'name="number" type="number" value="{number}"' in refused.text


async def test_a_change_into_what_another_rule_says_is_refused(admin: httpx.AsyncClient) -> None:
    made = await reminder_rules.make(Remind(minutes_before=2880), by=SYSTEM, at=TODAY)
    same = {"number": "24", "unit": "hours", "role": "", "kind": "", "audience": "", "channel": ""}
    refused = await submit(admin, f"/avisos/reglas/{made}", {**same})
    assert (refused.status_code, "Ya hay una regla igual." in refused.text) == (422, True)


async def test_who_coordinates_sees_the_rules_and_changes_none(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/reglas")).text
    assert ("1 día antes" in page, "Nueva regla" in page, "/retiro" in page) == (True, False, False)
    assert (await visitor.get(NEW)).status_code == 403
    assert (await submit(visitor, NEW, WRITTEN)).status_code == 403


async def test_without_rules_the_page_says_so(admin: httpx.AsyncClient) -> None:
    await no_rules()
    assert "Nadie recibe recordatorios." in (await admin.get("/avisos/reglas")).text
