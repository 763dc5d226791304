"""Where administrators let people in and out."""

import re
from uuid import UUID

import httpx
import pytest

from server.accounts.domain import managing, sign_in
from server.accounts.tables import Passkey
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import new_id
from server.foundation.signing import Signer
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.second_steps import account_id, with_app

HERE = "/ajustes/cuentas"
NEW: dict[str, str | list[str]] = {
    "name": "Zoe Nueva", "email": "zoe@convoca.test", "role": "coordinator",
    "municipalities": ["0103", "0108"], "language": "es",
}  # fmt: skip


@pytest.fixture
async def alba(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the administrator."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def account(email: str) -> UUID:
    rows = await fetch("SELECT id FROM account WHERE email = $1", email)
    number: UUID = rows[0]["id"]
    return number


def listed(page: str) -> list[str]:
    """The names in the list."""
    return re.findall(rf'href="{HERE}/[0-9a-f-]{{36}}">([^<]+)<', page)


async def test_a_coordinator_does_not_reach_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    pages = (HERE, f"{HERE}/nueva", f"{HERE}/{cast.admin.account}", "/ajustes/llaves")
    assert [(await visitor.get(page)).status_code for page in pages] == [403] * 4
    assert "/ajustes/" not in (await visitor.get("/calendario")).text


async def test_accounts_are_listed_and_narrowed(alba: httpx.AsyncClient, cast: Cast) -> None:
    await person("ana@convoca.test", "Ana Ayuda", "facilitator")
    everybody = (await alba.get(HERE)).text
    assert listed(everybody) == [
        "Alba Admin", "Ana Ayuda", "Eva Evalúa", "Mario Mixco", "Paula Pinula",
    ]  # fmt: skip
    assert "San José Pinula" in everybody
    asked = [
        {"q": "mix"}, {"papel": "evaluator"}, {"municipio": "0103"}, {"estado": "disabled"},
        {"papel": "x", "municipio": "x", "estado": "x", "pagina": "x", "q": "paula"},
    ]  # fmt: skip
    assert [listed((await alba.get(HERE, params=each)).text) for each in asked] == [
        ["Mario Mixco"], ["Eva Evalúa"], ["Paula Pinula"], [], ["Paula Pinula"],
    ]  # fmt: skip


async def test_what_is_asked_goes_along_to_the_next_page(
    alba: httpx.AsyncClient, cast: Cast
) -> None:
    for n in range(50):
        await person(f"n{n}@convoca.test", f"Nora {n}", "evaluator")
    first = (await alba.get(HERE, params={"q": "Nora", "papel": "evaluator"})).text
    assert (len(listed(first)), "pagina=2" in first) == (50, False)
    first = (await alba.get(HERE, params={"papel": "evaluator"})).text
    assert f"{HERE}?papel=evaluator&amp;pagina=2" in first
    second = (await alba.get(f"{HERE}?papel=evaluator&pagina=2")).text
    assert (len(listed(second)), f"{HERE}?papel=evaluator&amp;pagina=1" in second) == (1, True)


async def test_somebody_is_let_in_with_a_link_by_mail(alba: httpx.AsyncClient) -> None:
    answer = await submit(alba, f"{HERE}/nueva", {**NEW, "way": "mail"})
    made = await account("zoe@convoca.test")
    assert answer.headers["location"] == f"{HERE}/{made}"
    rows = await fetch("SELECT account, by_mail FROM sign_in_link")
    assert [tuple(row) for row in rows] == [(made, True)]
    shown = (await alba.get(f"{HERE}/{made}")).text
    assert ("Mixco, San José Pinula" in shown, "Falta: se le pide al entrar" in shown) == (
        True,
        True,
    )


async def test_somebody_is_let_in_with_a_link_that_is_handed_over(
    alba: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    form = {**NEW, "role": "evaluator", "way": "hand"}
    page = (await submit(alba, f"{HERE}/nueva", form)).text
    link = page.partition("<code>http://convoca.test")[2].partition("</code>")[0]
    visitor.cookies.clear()
    answer = await submit(visitor, link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/alcance")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "no"}, "Falta una dirección de correo válida"),
        ({"email": "eva@convoca.test"}, "Ya hay una cuenta con esa dirección"),
        ({"municipalities": []}, "Elegir al menos una"),
        ({"role": "facilitator"}, "Elegir una de las opciones"),
        ({"name": ""}, "Falta este dato"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    alba: httpx.AsyncClient, wrong: dict[str, str | list[str]], said: str
) -> None:
    answer = await submit(alba, f"{HERE}/nueva", {**NEW, **wrong})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert ("Zoe Nueva" in answer.text) is ("name" not in wrong)


async def test_another_role_is_given(alba: httpx.AsyncClient, cast: Cast) -> None:
    one = f"{HERE}/{cast.pinula.account}"
    answer = await submit(alba, one, {"role": "coordinator", "municipalities": ["0108"]})
    assert answer.headers["location"] == one
    assert "Mixco" in (await alba.get(one)).text
    assert (await submit(alba, one, {"role": "coordinator"})).status_code == 422


async def test_the_last_administrator_stays(alba: httpx.AsyncClient, cast: Cast) -> None:
    one = f"{HERE}/{cast.admin.account}"
    answer = await submit(alba, one, {"role": "evaluator"})
    assert (answer.status_code, "única cuenta que administra" in answer.text) == (422, True)
    assert f"{one}/baja" not in answer.text
    for act in ("baja", "pasos"):
        await submit(alba, f"{one}/{act}")
        assert "flash-error" in (await alba.get(one)).text


async def test_an_account_is_disabled_and_let_in_again(alba: httpx.AsyncClient, cast: Cast) -> None:
    one = f"{HERE}/{cast.mixco.account}"
    await submit(alba, f"{one}/baja")
    shown = (await alba.get(one)).text
    assert ("Alba Admin deshabilitó esta cuenta" in shown, f"{one}/correo" in shown) == (
        True,
        False,
    )
    assert (await submit(alba, f"{one}/correo")).status_code == 409
    await submit(alba, f"{one}/regreso")
    assert "deshabilitó" not in (await alba.get(one)).text


async def test_ways_in_are_given_and_taken(alba: httpx.AsyncClient, cast: Cast) -> None:
    assert cast.mixco.account is not None
    one = f"{HERE}/{cast.mixco.account}"
    assert (await submit(alba, f"{one}/correo")).headers["location"] == one
    assert "/entrar/" in (await submit(alba, f"{one}/enlace")).text
    await sign_in.open_session(cast.mixco.account, at=now(), second=True)
    assert (await submit(alba, f"{one}/pasos")).headers["location"] == one
    assert await fetch("SELECT FROM session WHERE account = $1", cast.mixco.account) == []


async def test_who_facilitates_is_shown_but_not_changed_here(
    alba: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await person("ana@convoca.test", "Ana Ayuda", "facilitator")
    one = f"{HERE}/{ana.account}"
    shown = (await alba.get(one)).text
    assert ('name="role"' in shown, "/personas?q=Ana" in shown) == (False, True)
    assert (await submit(alba, one, {"role": "evaluator"})).status_code == 422
    assert ana.account is not None
    await managing.disable(ana.account, by=cast.admin, at=now())
    assert "Deshabilitada" in (await alba.get(HERE)).text


async def test_the_page_of_an_account_says_what_its_second_step_is(
    alba: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    for _key in range(2):
        await Passkey(
            id=new_id(), account=account_id(cast.pinula), credential=new_id().bytes,
            public_key=b"x", created_at=now(),
        ).save()  # fmt: skip
    page = (await alba.get(f"{HERE}/{cast.pinula.account}")).text
    assert "<dt>Segundo paso</dt><dd>aplicación, 2 llaves de acceso</dd>" in page
