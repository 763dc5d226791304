"""Known signatures, as the providers publish them, and every way in which one may not be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels import signatures

# From Twilio's own documentation and the tests of its libraries.
ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = (
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
    ("Caller", "+14158675309"),
)
MARK = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
BODY = b'{"property": "value", "boolean": true}'
BODY_ADDRESS = (
    f"{ADDRESS}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
)
BODY_MARK = "a9nBmqA0ju/hNViExpshrM61xv4="
TOKEN = "12345"
# `printf '{"object":"whatsapp_business_account"}' | openssl dgst -sha256 -hmac secret`
META_BODY = b'{"object":"whatsapp_business_account"}'
META_MARK = "sha256=03f6dd944ecab4ddac0e3dbc3923b2da4e12b03df679ae23a52efd78ca6056e0"


def by_twilio(address: str = ADDRESS, mark: str = MARK, token: str = TOKEN) -> bool:
    return signatures.by_twilio(address, FIELDS, mark, token=token)


def test_twilios_own_example_is_from_twilio() -> None:
    assert by_twilio()


@pytest.mark.parametrize(
    "changed",
    [
        {"address": ADDRESS.replace("bar=2", "bar=3")},
        {"address": ADDRESS.replace("https", "http")},
        {"mark": MARK.lower()},
        {"mark": ""},
        {"mark": "ñ"},
        {"token": "12346"},
    ],
)
def test_whatever_is_changed_twilios_signature_holds_no_more(changed: dict[str, str]) -> None:
    assert not by_twilio(**changed)


def test_twilio_may_or_may_not_name_the_usual_port() -> None:
    assert by_twilio(ADDRESS.replace(".com", ".com:443"))
    assert not by_twilio(ADDRESS.replace(".com", ".com.gt"))


@given(st.permutations(FIELDS))
def test_twilios_fields_may_come_in_any_order(fields: list[tuple[str, str]]) -> None:
    assert signatures.by_twilio(ADDRESS, fields, MARK, token=TOKEN)


@given(st.sampled_from(range(len(FIELDS))), st.text())
def test_no_field_can_be_changed(place: int, value: str) -> None:
    fields = list(FIELDS)
    name, was = fields[place]
    fields[place] = (name, value)
    assert signatures.by_twilio(ADDRESS, fields, MARK, token=TOKEN) == (value == was)


def test_twilios_json_is_signed_by_its_hash_in_the_address() -> None:
    def signed(address: str, body: bytes, mark: str) -> bool:
        return signatures.by_twilio_as_json(address, body, mark, token=TOKEN)

    assert signed(BODY_ADDRESS, BODY, BODY_MARK)
    assert not signed(BODY_ADDRESS, BODY + b" ", BODY_MARK)
    assert not signed(BODY_ADDRESS, BODY, MARK)
    assert not signed(ADDRESS, BODY, BODY_MARK)


def test_meta_signs_the_very_bytes() -> None:
    assert signatures.by_meta(META_BODY, META_MARK, secret="secret")
    assert not signatures.by_meta(META_BODY + b"\n", META_MARK, secret="secret")
    assert not signatures.by_meta(META_BODY, META_MARK, secret="another")


@pytest.mark.parametrize("mark", ["", "sha256=", META_MARK.removeprefix("sha256="), "sha1=ñ"])
def test_half_a_signature_of_meta_is_none(mark: str) -> None:
    assert not signatures.by_meta(META_BODY, mark, secret="secret")
