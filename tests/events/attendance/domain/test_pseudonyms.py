"""A pass is recognised within its period, and never known."""

import asyncio
import hashlib
import hmac

import pytest

from events.attendance.domain.pseudonyms import destroy, pseudonym, salt_of
from events.planning.domain import agenda
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.events.attendance.arriving import PASS, SIGNER
from tests.support.events import TODAY, planned

SALT = b"s" * 32


def test_the_same_pass_in_the_same_period_is_the_same_person() -> None:
    first = pseudonym(PASS, salt=SALT, signer=SIGNER)
    assert first == pseudonym(PASS, salt=SALT, signer=SIGNER)
    assert len(first) == 32


def test_another_pass_period_or_installation_is_somebody_else() -> None:
    other = Signer(b"another secret of another installation")
    four = {
        pseudonym(PASS, salt=SALT, signer=SIGNER),
        pseudonym("WXYZ6789ABCD", salt=SALT, signer=SIGNER),
        pseudonym(PASS, salt=b"t" * 32, signer=SIGNER),
        pseudonym(PASS, salt=SALT, signer=other),
    }
    assert len(four) == 4


def test_it_is_an_hmac_under_a_key_that_takes_the_server_s_secret() -> None:
    key = SIGNER.derive("uniqueness period", SALT)
    made = hmac.new(key, PASS.encode(), hashlib.sha256).digest()
    assert pseudonym(PASS, salt=SALT, signer=SIGNER) == made


@pytest.mark.usefixtures("db")
async def test_a_period_draws_its_salt_once_however_many_ask() -> None:
    period = (await agenda.event(await planned())).period
    drawn = await asyncio.gather(*(salt_of(period) for _number in range(8)))
    assert len(set(drawn)) == 1
    assert await salt_of(period) == drawn[0]
    assert len(drawn[0] or b"") == 32


@pytest.mark.usefixtures("db")
async def test_a_destroyed_key_never_comes_back() -> None:
    period = (await agenda.event(await planned())).period
    assert await salt_of(period) is not None
    await destroy(period, by=SYSTEM, at=TODAY)
    await destroy(period, by=SYSTEM, at=TODAY)
    assert await salt_of(period) is None
    told = await fetch("SELECT act FROM audit_entry WHERE subject = $1", f"period:{period}")
    assert [row["act"] for row in told] == ["trail.destroyed"]


@pytest.mark.usefixtures("db")
async def test_a_period_without_a_key_can_be_closed_too() -> None:
    period = (await agenda.event(await planned())).period
    await destroy(period, by=SYSTEM, at=TODAY)
    assert await salt_of(period) is None
