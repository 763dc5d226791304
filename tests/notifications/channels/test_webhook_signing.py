"""Who gets a message can tell that it is ours, whole, and young."""

from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.webhook_signing import headers, secret
from tests.support.webhook_house import is_genuine

T = TypeVar("T")
NOW: Final = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)
KEYS = st.binary(min_size=32, max_size=32)
IDENTITIES = st.uuids().map(str)
BODIES = st.binary(max_size=200)


@given(key=KEYS, identity=IDENTITIES, body=BODIES)
def test_what_was_signed_is_genuine(key: bytes, identity: str, body: bytes) -> None:
    signed = headers(identity, body, key=secret(key), at=NOW)
    assert is_genuine(signed, body, secret(key), at=NOW.timestamp())


def two(different: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(different, min_size=2, max_size=2, unique=True)


@given(
    keys=two(KEYS), identities=two(IDENTITIES), bodies=two(BODIES),
    seconds=st.integers(-200, 200).filter(bool),
)  # fmt: skip
def test_whatever_is_changed_afterwards_is_not_genuine(
    keys: list[bytes], identities: list[str], bodies: list[bytes], seconds: int
) -> None:
    identity, other = identities
    signed = headers(identity, bodies[0], key=secret(keys[0]), at=NOW)
    moved = str(int(signed["webhook-timestamp"]) + seconds)
    for changed, body, key in (
        ({"webhook-id": other}, bodies[0], keys[0]),
        ({"webhook-timestamp": moved}, bodies[0], keys[0]),
        ({}, bodies[1], keys[0]),
        ({}, bodies[0], keys[1]),
    ):
        assert not is_genuine(signed | changed, body, secret(key), at=NOW.timestamp())


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_message_cannot_be_repeated(minutes: int) -> None:
    signed = headers("m1", b"{}", key=secret(bytes(32)), at=NOW)
    moment = NOW + timedelta(minutes=minutes)
    assert not is_genuine(signed, b"{}", secret(bytes(32)), at=moment.timestamp())


def test_the_example_of_the_standard_comes_out_the_same() -> None:
    signed = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}',
        key="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", at=datetime.fromtimestamp(1614265330, UTC),
    )  # fmt: skip
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
