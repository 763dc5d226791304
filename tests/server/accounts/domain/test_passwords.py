"""Passwords, kept so that nobody can read them."""

import pytest
from argon2 import extract_parameters

from server.accounts.domain import passwords
from server.foundation.errors import Invalid


async def test_a_password_matches_itself_and_nothing_else() -> None:
    kept = await passwords.hashed("una clave larga")
    assert kept.startswith("$argon2id$")
    assert await passwords.matches(kept, "una clave larga")
    assert not await passwords.matches(kept, "una clave larga ")


async def test_the_same_password_is_kept_differently_each_time() -> None:
    assert await passwords.hashed("una clave larga") != await passwords.hashed("una clave larga")


async def test_a_short_password_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        await passwords.hashed("corta")
    assert refusal.value.fields == {"password": "La contraseña necesita al menos 10 caracteres."}


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
async def test_nothing_matches_an_account_without_a_password(stored: str | None) -> None:
    assert not await passwords.matches(stored, "nobody's password")


async def test_nobodys_password_takes_as_long_as_a_new_one() -> None:
    cost = extract_parameters(await passwords.hashed("una clave larga"))
    assert extract_parameters(passwords._nobody) == cost
    assert not passwords.aged(passwords._nobody)
