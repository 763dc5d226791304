"""What a phone seals, only this installation opens, and only as what it was sealed for."""

from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.door import sealing
from server.foundation.errors import Invalid
from server.foundation.signing import Signer
from tests.support.door_phone import sealed, sealed_by_a_browser

SIGNER = Signer(b"only for tests, and nowhere else")
EVENT, OTHER = UUID(int=1), UUID(int=2)


def test_a_key_pair_is_derived_as_the_standard_does() -> None:
    # RFC 9180 appendix A.3.1: ikmR and pkRm.
    key = sealing.derived(
        bytes.fromhex("668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550")
    )
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert public.hex() == (
        "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
        "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0"
    )


def test_a_browser_seals_what_we_open() -> None:
    things = [(uuid4(), '{"kind":"scan","pass":"ABCD2345WXYZ"}'), (uuid4(), "ñandú"), (uuid4(), "")]
    sent = sealed_by_a_browser(sealing.public_key(EVENT, SIGNER), things)
    key = sealing.private_key(EVENT, SIGNER)
    opened = [
        sealing.opened(item, each, key).decode()
        for (item, _), each in zip(things, sent, strict=True)
    ]
    assert opened == [plain for _item, plain in things]


@given(st.binary(max_size=300), st.uuids())
def test_what_was_sealed_is_opened(plain: bytes, item: UUID) -> None:
    sent = sealed(sealing.public_key(EVENT, SIGNER), item, plain)
    assert sealing.opened(item, sent, sealing.private_key(EVENT, SIGNER)) == plain


def test_the_keys_of_two_events_and_of_two_servers_differ() -> None:
    keys = {
        sealing.public_key(event, signer)
        for event in (EVENT, OTHER)
        for signer in (SIGNER, Signer(b"another secret"))
    }
    assert (len(keys), sealing.public_key(EVENT, SIGNER) in keys) == (4, True)


ITEM = uuid4()
SENT = sealed(sealing.public_key(EVENT, SIGNER), ITEM, b"somebody")


@pytest.mark.parametrize(
    ("item", "sent", "event"),
    [
        (uuid4(), SENT, EVENT),  # passed off as something else
        (ITEM, SENT, OTHER),
        (ITEM, SENT[:-1] + ("A" if SENT[-1] != "A" else "Q"), EVENT),
        (ITEM, "C" + SENT[1:], EVENT),
        (ITEM, SENT[:60], EVENT),
        (ITEM, "", EVENT),
        (ITEM, "A", EVENT),
        (ITEM, "ñ", EVENT),
        (ITEM, "A" * 108, EVENT),  # a point that is on no curve
    ],
    ids=(
        "another-item",
        "another-event",
        "last-letter",
        "first-letter",
        "cut",
        "empty",
        "short",
        "no-letters",
        "no-point",
    ),
)
def test_nothing_else_is_opened(item: UUID, sent: str, event: UUID) -> None:
    with pytest.raises(Invalid, match="No se pudo abrir"):
        sealing.opened(item, sent, sealing.private_key(event, SIGNER))
