"""Whatever is tried, in whatever order: a session acts only after a second step that was right."""

from collections.abc import Awaitable, Callable
from typing import Final

import httpx
import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from server.accounts.domain import passwords
from server.accounts.domain import recovery_codes as codes
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import (
    PASSWORD,
    account_id,
    add_passkey,
    digits,
    use_passkey,
    with_app,
    with_password,
)
from tests.support.soft_authenticator import SoftAuthenticator

SECOND: Final = "/entrar/segundo"
MINE: Final = "/mi-cuenta/seguridad/llaves"
FORGETS: Final = "DELETE FROM bucket"


class Attempt:
    """One browser, and what whoever sits there has and tries; `whole` is what we expect."""

    def __init__(self, visitor: httpx.AsyncClient, cast: Cast, signer: Signer) -> None:
        self.visitor, self.who, self.signer = visitor, cast.pinula, signer
        self.first = self.whole = False
        self.used: set[str] = set()
        self.spent = "000000"

    async def prepare(self) -> None:
        """An account with an app, a passkey and codes on paper."""
        await execute("DELETE FROM session")
        for table in ("authenticator", "passkey", "recovery_code"):
            await execute(f"DELETE FROM {table}")
        self.key = await with_app(self.who, self.signer)
        made = await codes.renew(account_id(self.who), signer=self.signer, at=now())
        self.codes = made[:2]
        self.phone, self.stranger = SoftAuthenticator(), SoftAuthenticator()
        await sign_in_as(self.visitor, self.who)
        await add_passkey(self.visitor, MINE, self.phone)
        self.visitor.cookies.clear()

    async def password(self) -> None:
        """The first step."""
        form = {"email": self.who.email, "password": PASSWORD}
        await submit(self.visitor, "/entrar", {**form})
        self.first, self.whole = True, False

    async def wrong_password(self) -> None:
        """A first step that fails leaves things as they are."""
        await submit(self.visitor, "/entrar", {"email": self.who.email, "password": "no"})

    async def right_digits(self) -> None:
        """Those of now; they are good once in all."""
        shown = digits(self.key)
        await self._second("digits", shown, good=shown not in self.used)

    async def old_digits(self) -> None:
        """Those that were typed before."""
        await self._second("digits", self.spent, good=False)

    async def code(self) -> None:
        """A code on paper, good once."""
        await self._second("code", self.codes[0], good=self.codes[0] not in self.used)

    async def made_up_code(self) -> None:
        """Nobody printed this one."""
        await self._second("code", "2345-6789-ABCD", good=False)

    async def passkey(self) -> None:
        """The passkey as second step."""
        if self.first:
            await use_passkey(self.visitor, f"{SECOND}/llave", self.phone)
            self.whole = True

    async def strange_passkey(self) -> None:
        """Somebody else's."""
        if self.first:
            await use_passkey(self.visitor, f"{SECOND}/llave", self.stranger)

    async def passkey_alone(self) -> None:
        """Both steps at once."""
        await use_passkey(self.visitor, "/entrar/llave", self.phone)
        self.first = self.whole = True

    async def own_app(self) -> None:
        """Trying to set up a second step of one's own."""
        if self.whole:
            return
        theirs = (await self.visitor.get("/entrar/proteger")).text
        assert "protect-key" not in theirs
        await submit(self.visitor, "/entrar/proteger", {"digits": "000000", "draft": "x"})

    async def leave(self) -> None:
        """Sign out."""
        await submit(self.visitor, "/salir")
        self.first = self.whole = False

    async def _second(self, field: str, typed: str, *, good: bool) -> None:
        await submit(self.visitor, SECOND, {field: typed})
        if self.first and good:
            self.used |= {typed}
            self.whole = True
            self.spent = typed if field == "digits" else self.spent


ACTS: Final[tuple[Callable[[Attempt], Awaitable[None]], ...]] = (
    Attempt.password, Attempt.wrong_password, Attempt.right_digits, Attempt.old_digits,
    Attempt.code, Attempt.made_up_code, Attempt.passkey, Attempt.strange_passkey,
    Attempt.passkey_alone, Attempt.own_app, Attempt.leave,
)  # fmt: skip
"""What somebody may try, one act a step."""
STORIES: Final = st.lists(st.sampled_from(ACTS), min_size=2, max_size=6)
lawful = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])


@lawful
@given(STORIES)
@example(
    [
        Attempt.password,
        Attempt.right_digits,
        Attempt.leave,
        Attempt.password,
        Attempt.old_digits,
        Attempt.code,
        Attempt.leave,
        Attempt.password,
        Attempt.code,
    ]
)
@example(
    [
        Attempt.right_digits,
        Attempt.code,
        Attempt.passkey,
        Attempt.password,
        Attempt.own_app,
        Attempt.strange_passkey,
        Attempt.made_up_code,
    ]
)
async def test_no_half_way_session_acts(
    visitor: httpx.AsyncClient,
    cast: Cast,
    signer: Signer,
    monkeypatch: pytest.MonkeyPatch,
    story: list[Callable[[Attempt], Awaitable[None]]],
) -> None:
    # As slow as a password ought to be, this would take a minute.
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    await with_password(cast.pinula)
    attempt = Attempt(visitor, cast, signer)
    await attempt.prepare()
    for act in story:
        await act(attempt)
        await execute(FORGETS)
        opened = (await visitor.get("/calendario")).status_code == 200
        assert opened == attempt.whole, act.__name__
