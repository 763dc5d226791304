"""Passwords that are soon guessed are refused, with the reason."""

import asyncio

import pytest

from server.accounts.domain import password_strength
from server.foundation.errors import Invalid

ABOUT = ("Paula Pinula", "paula.pinula@rac-mixco.gt")


@pytest.mark.parametrize(
    "password",
    [
        "mango río ventana",
        "una clave muy larga",
        "x7#Kq!v2Lm0p",
        "perro gato rio",
        "z" + "ñandú " * 40,
    ],
)
async def test_a_password_that_is_hard_to_guess_is_taken(password: str) -> None:
    await password_strength.check(password, about=ABOUT)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Paula Pinula 1", "contiene el nombre"),
        ("paulapinula", "contiene el nombre"),
        ("mixco 2026", "contiene el nombre"),
        ("convoca2026", "contiene el nombre"),
        ("contraseña1", "contiene el nombre"),
        ("aaaaaaaaaaaaa", "repite lo mismo"),
        ("abcdefghij", "seguidas"),
        ("zxcvbgfdsa", "seguidas"),
        ("mariposa1985", "se parece a las contraseñas más usadas"),
        ("12-03-1985", "una fecha o un año"),
        ("", "Se adivina pronto."),
    ],
)
async def test_a_password_that_is_soon_guessed_is_refused_with_the_reason(
    password: str, why: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await password_strength.check(password, about=ABOUT)
    assert why in refusal.value.fields["password"]


@pytest.mark.parametrize(
    ("password", "name", "email"),
    [
        ("pablo.j@convoca", "Pablo J.", "pablo.j@convoca.example"),
        ("sofia2026sofia", "Sofía Tzul", "s.tzul@convoca.example"),
        ("Sofía+Tzul+1998!", "Sofia Tzul", ""),
        ("tzul.Convoca.x7#K", "Sofía Tzul", ""),
    ],
)
async def test_a_password_made_of_the_own_name_or_address_is_refused(
    password: str, name: str, email: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await password_strength.check(password, about=(name, email))
    assert "el nombre, el correo" in refusal.value.fields["password"]


async def test_the_own_name_beside_enough_of_other_things_is_taken() -> None:
    await password_strength.check("sofía mango ventana", about=("Sofía Tzul", ""))


async def test_what_one_person_is_called_harms_nobody_else() -> None:
    hers, his = ("Quetzalina Xoyón", ""), ("Mario", "")

    async def score(about: tuple[str, str]) -> bool:
        try:
            await password_strength.check("quetzalina xoyón", about=about)
        except Invalid:
            return False
        return True

    told = await asyncio.gather(*(score(each) for each in (hers, his) * 4))
    assert told == [False, True] * 4
