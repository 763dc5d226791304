"""A passkey alone lets somebody in, since it verified who holds it."""

import json
from datetime import timedelta

import httpx
import pytest

from server.accounts.domain import passkeys_asking
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import add_passkey, half_way, use_passkey
from tests.support.soft_authenticator import SoftAuthenticator, written

HERE = "/entrar/llave"
MINE = "/mi-cuenta/seguridad/llaves"


@pytest.fixture
async def phone(visitor: httpx.AsyncClient, cast: Cast) -> SoftAuthenticator:
    """A telephone with a passkey of the coordinator's, who is signed in nowhere."""
    made = SoftAuthenticator()
    await sign_in_as(visitor, cast.pinula)
    assert (await add_passkey(visitor, MINE, made)).status_code == 200
    visitor.cookies.clear()
    return made


async def acts(visitor: httpx.AsyncClient) -> bool:
    return (await visitor.get("/calendario")).status_code == 200


async def test_one_tap_is_both_steps(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile Safari/537.36"}
    visitor.headers.update(agent)
    answer = await use_passkey(visitor, HERE, phone, next="/lugares")
    assert (answer.status_code, answer.headers["location"]) == (303, "/lugares")
    assert await acts(visitor)
    rows = await fetch("SELECT browser FROM session WHERE browser LIKE '% en %'")
    assert [row["browser"] for row in rows] == ["Chrome en Android"]
    (kept,) = await fetch("SELECT used_times, used_at IS NOT NULL AS used FROM passkey")
    assert tuple(kept) == (1, True)


async def test_a_passkey_that_did_not_verify_its_holder_is_no_two_steps(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    phone.verifies = False
    assert (await use_passkey(visitor, HERE, phone)).status_code == 422
    assert not await acts(visitor)
    phone.verifies = True
    assert (await use_passkey(visitor, HERE, phone)).status_code == 303


async def test_an_answer_opens_once(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    answer = phone.signed((await submit(visitor, f"{HERE}/reto")).json())
    assert (await submit(visitor, HERE, {"passkey": answer})).status_code == 303
    visitor.cookies.clear()
    assert (await submit(visitor, HERE, {"passkey": answer})).status_code == 422
    assert (await fetch("SELECT FROM challenge"), await acts(visitor)) == ([], False)


async def test_a_challenge_is_answered_within_five_minutes(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    answer = phone.signed((await submit(visitor, f"{HERE}/reto")).json())
    await execute("UPDATE challenge SET expires_at = $1", now() - timedelta(seconds=1))
    assert (await submit(visitor, HERE, {"passkey": answer})).status_code == 422


async def test_a_copy_of_a_passkey_is_refused_and_on_record(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    await use_passkey(visitor, HERE, phone)
    visitor.cookies.clear()
    phone.count = 0
    answer = await use_passkey(visitor, HERE, phone)
    assert (answer.status_code, "parece copiada" in answer.text) == (422, True)
    assert not await acts(visitor)
    rows = await fetch("SELECT actor FROM audit_entry WHERE act = 'passkey.cloned'")
    assert [row["actor"] for row in rows] == ["Paula Pinula"]


async def test_a_passkey_that_does_not_count_is_no_copy(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    phone.counts = False
    statuses = [(await use_passkey(visitor, HERE, phone)).status_code for _ in range(2)]
    assert statuses == [303, 303]


async def test_what_was_signed_for_another_page_or_by_another_key_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    stranger = SoftAuthenticator()
    stranger.credential, stranger.owner = phone.credential, phone.owner
    unknown = SoftAuthenticator()
    for one in (stranger, unknown):
        assert (await use_passkey(visitor, HERE, one)).status_code == 422
    phone.origin = "https://convoca.evil.test"
    assert (await use_passkey(visitor, HERE, phone)).status_code == 422
    phone.origin = "http://convoca.test"
    owner, phone.owner = phone.owner, cast.admin.account.bytes if cast.admin.account else b""
    assert (await use_passkey(visitor, HERE, phone)).status_code == 422
    phone.owner = owner
    assert (await use_passkey(visitor, HERE, phone)).status_code == 303


async def test_a_challenge_of_the_second_step_does_not_let_anybody_in_alone(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    await half_way(visitor, cast.pinula)
    second = phone.signed((await submit(visitor, "/entrar/segundo/llave/reto")).json())
    alone = phone.signed((await submit(visitor, f"{HERE}/reto")).json())
    for address, answer in ((HERE, second), ("/entrar/segundo/llave", alone)):
        assert (await submit(visitor, address, {"passkey": answer})).status_code == 422
    assert not await acts(visitor)


async def test_a_disabled_account_comes_in_by_no_passkey(
    visitor: httpx.AsyncClient, cast: Cast, phone: SoftAuthenticator
) -> None:
    await execute("UPDATE account SET disabled_at = now() WHERE id = $1", cast.pinula.account)
    answer = await use_passkey(visitor, HERE, phone)
    assert (answer.status_code, await acts(visitor)) == (303, False)
    assert answer.headers["location"].startswith("/entrar?")


@pytest.mark.parametrize(
    "answer",
    [
        "", "{", "[]", "null", "1", '"x"', "{}", '{"id": 1}', "[" * 20_000, "\0", "ñ",
        json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": "e30", "authenticatorData": "", "signature": "", "userHandle": 3}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": written(b'{"type":"webauthn.get","challenge":"AA","origin":"x"}'),
            "authenticatorData": "", "signature": ""}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": written(b'[]'), "authenticatorData": "", "signature": ""}}),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": written(b"\xff"), "authenticatorData": "", "signature": ""}}),
    ],
)  # fmt: skip
async def test_whatever_is_sent_is_refused_with_a_sentence(
    visitor: httpx.AsyncClient, db: None, answer: str
) -> None:
    for address in (HERE, "/entrar/llave"):
        refused = await submit(visitor, address, {"passkey": answer})
        assert (refused.status_code, "no se pudo comprobar" in refused.text) == (422, True)


async def test_who_we_are_to_a_passkey_follows_from_our_address() -> None:
    parties = [
        passkeys_asking.party(address)
        for address in ("https://Convoca.example.org/en/", "http://localhost:8000")
    ]
    assert [(it.host, it.origin) for it in parties] == [
        ("convoca.example.org", "https://convoca.example.org"),
        ("localhost", "http://localhost:8000"),
    ]


async def test_challenges_are_no_way_to_fill_the_database(
    visitor: httpx.AsyncClient, db: None
) -> None:
    statuses = [(await submit(visitor, f"{HERE}/reto")).status_code for _ in range(61)]
    assert (statuses[:60], statuses[60]) == ([200] * 60, 429)
