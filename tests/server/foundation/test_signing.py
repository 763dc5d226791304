"""Tokens that only this installation can make."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.foundation.errors import NotFound
from server.foundation.signing import Signer, fingerprint

SIGNER = Signer(b"a secret of thirty-two characters")
PAYLOADS = st.binary(max_size=64)
PURPOSES = st.sampled_from(["sign-in", "answer", "feed", "flash"])


@given(PURPOSES, PAYLOADS)
def test_what_was_signed_is_read_again(purpose: str, payload: bytes) -> None:
    assert SIGNER.unsign(purpose, SIGNER.sign(purpose, payload)) == payload


@given(PAYLOADS)
def test_a_token_stands_in_an_address_as_it_is(payload: bytes) -> None:
    alphabet = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert set(SIGNER.sign("feed", payload)) <= alphabet


@given(PAYLOADS, st.data())
def test_a_token_with_any_character_changed_is_refused(payload: bytes, data: st.DataObject) -> None:
    token = SIGNER.sign("feed", payload)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda letter: letter != token[at]))
    refuse("feed", token[:at] + other + token[at + 1 :])


@given(PAYLOADS, st.data(), st.text(min_size=1, max_size=3))
def test_a_token_with_something_added_or_missing_is_refused(
    payload: bytes, data: st.DataObject, more: str
) -> None:
    token = SIGNER.sign("feed", payload)
    at = data.draw(st.integers(0, len(token) - 1))
    refuse("feed", token[:at] + more + token[at:])
    refuse("feed", token + more)
    refuse("feed", token[:at])


@given(PAYLOADS, PURPOSES, PURPOSES)
def test_a_token_for_one_purpose_is_no_good_for_another(
    payload: bytes, purpose: str, other: str
) -> None:
    token = SIGNER.sign(purpose, payload)
    if purpose != other:
        refuse(other, token)


@given(PAYLOADS)
def test_a_token_of_another_installation_is_refused(payload: bytes) -> None:
    refuse("feed", Signer(b"another secret").sign("feed", payload))


@given(st.text())
def test_made_up_text_is_refused(text: str) -> None:
    refuse("feed", text)


def refuse(purpose: str, token: str) -> None:
    with pytest.raises(NotFound, match="Este enlace no es válido"):
        SIGNER.unsign(purpose, token)


def test_a_key_takes_secret_purpose_and_salt() -> None:
    keys = {
        SIGNER.derive("pass"), SIGNER.derive("pass", b"1"), SIGNER.derive("pass", b"2"),
        SIGNER.derive("code", b"1"), Signer(b"another secret").derive("pass", b"1"),
    }  # fmt: skip
    assert (len(keys), {len(key) for key in keys}) == (5, {32})
    assert SIGNER.derive("pass", b"1") == SIGNER.derive("pass", b"1")


def test_a_purpose_cannot_borrow_letters_from_the_salt() -> None:
    assert SIGNER.derive("ab", b"c") != SIGNER.derive("a", b"bc")


def test_a_fingerprint_is_the_sha_256_of_the_token() -> None:
    assert fingerprint("token") == hashlib.sha256(b"token").digest()
