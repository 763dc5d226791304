"""What lies within a house is told from what lies out in the world."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.outward import is_loopback, is_outward, numeric

WITHIN = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
    "ff02::1", "fec0::1", "5f00::1", "64:ff9b:1::1", "::ffff:0:7f00:1", "::127.0.0.1",
    "192.88.99.1", "2002:c058:6301::",
)  # fmt: skip


@pytest.mark.parametrize("address", WITHIN)
def test_an_address_of_the_house_is_not_outward(address: str) -> None:
    assert not is_outward(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.4.4", "2606:4700:4700::1111"])
def test_an_address_of_the_world_is_outward(address: str) -> None:
    assert is_outward(address)


@given(st.ip_addresses(v=4))
def test_an_address_of_the_old_kind_is_none_of_the_new_kind_in_disguise(old: IPv4Address) -> None:
    mapped = IPv6Address(b"\0" * 10 + b"\xff\xff" + old.packed)
    relayed = IPv6Address(b"\x20\x02" + old.packed + b"\0" * 10)
    translated = IPv6Address(IPv6Address("64:ff9b::").packed[:12] + old.packed)
    assert is_outward(str(mapped)) == is_outward(str(relayed)) == is_outward(str(old))
    assert not is_outward(str(translated))


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("LOCALHOST", True), ("127.0.0.1", True), ("[::1]", True),
     ("convoca.test", False), ("10.0.0.1", False), ("", False)],
)  # fmt: skip
def test_this_machine_is_known_by_name_and_number(host: str, *, here: bool) -> None:
    assert is_loopback(host) == here


def test_a_name_is_no_number() -> None:
    assert (numeric("convoca.test"), numeric("::1")) == (None, IPv6Address("::1"))
