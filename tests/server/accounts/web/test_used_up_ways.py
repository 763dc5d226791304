"""Where one way in is used up for a while, the form stays and the other ways are named."""

import httpx
import pytest

from server.accounts.domain import recovery_codes as codes
from server.foundation.clock import now
from server.foundation.errors import TooMany
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import account_id, half_way, with_app, with_password

WHO: dict[str, str | list[str]] = {"email": "nadie@convoca.test", "next": "/lugares"}
KEPT = ('value="nadie@convoca.test"', 'name="next" value="/lugares"')


@pytest.fixture
def used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be tried any more."""

    async def refuse(*_args: object, **_named: object) -> None:
        raise TooMany("Demasiados intentos por ahora.")

    monkeypatch.setattr("server.accounts.domain.limits.at_most", refuse)


@pytest.mark.usefixtures("used_up")
@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/entrar", "Mientras tanto se puede entrar con un enlace por correo."),
        ("/entrar/enlace", "Con contraseña se puede entrar ahora mismo."),
    ],
)
async def test_the_way_in_that_is_used_up_names_the_other(
    visitor: httpx.AsyncClient, db: None, address: str, other: str
) -> None:
    answer = await submit(visitor, address, {**WHO, "password": "secret"})
    said = ("Demasiados intentos por ahora.", other, *KEPT)
    assert (answer.status_code, [part in answer.text for part in said]) == (429, [True] * 4)
    assert "secret" not in answer.text


@pytest.mark.usefixtures("used_up")
async def test_the_second_step_keeps_what_was_typed_and_names_another_way(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    answer = await submit(visitor, "/entrar/segundo", {"digits": "123 456"})
    way = "quien administra Convoca puede dar una entrada nueva"
    said = ("Demasiados intentos por ahora.", 'value="123 456"', way)
    assert (answer.status_code, [part in answer.text for part in said]) == (429, [True] * 3)
    await codes.renew(account_id(cast.pinula), signer=signer, at=now())
    answer = await submit(visitor, "/entrar/segundo", {"digits": "123 456"})
    assert "Pasada la espera sirve también un código de recuperación." in answer.text
    assert await codes.left(account_id(cast.pinula)) == 10


@pytest.mark.usefixtures("used_up")
async def test_confirming_stays_on_its_page_with_the_other_way_open(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_password(cast.evaluator)
    await sign_in_as(visitor, cast.evaluator)
    for address, field in (("/confirmar", "password"), ("/confirmar/digitos", "digits")):
        answer = await submit(visitor, address, {field: "123456"})
        said = ("Demasiados intentos por ahora.", '<details class="more" open>')
        assert answer.status_code == 429
        assert said[1] in answer.text
        await with_app(cast.evaluator, signer)
    assert said[0] in answer.text


@pytest.mark.parametrize("password", ["", "una clave que no es"])
async def test_enter_asks_for_a_link_unless_a_password_was_typed(
    visitor: httpx.AsyncClient, db: None, password: str
) -> None:
    answer = await submit(visitor, "/entrar", {**WHO, "or_link": "1", "password": password})
    told = "Revisar el correo" in answer.text
    assert (answer.status_code, told) == ((422, False) if password else (200, True))


async def test_the_address_is_typed_once(visitor: httpx.AsyncClient, db: None) -> None:
    shown = (await visitor.get("/entrar?next=/lugares")).text
    assert [shown.count(part) for part in ('name="email"', 'name="password"')] == [1, 1]
    assert [shown.count(f'autocomplete="{word}"') for word in ("username", "current-password")] == [
        1,
        1,
    ]
