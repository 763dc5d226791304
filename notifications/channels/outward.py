"""Which network addresses lie out in the world, and which within a house."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

# Nothing else of the new kind is given out; what stands for an address of the old kind lies beyond.
WORLD: Final = ip_network("2000::/3")
# Relays from the old kind to the new one, which nobody runs any more.
RELAYS: Final = ip_network("192.88.99.0/24")


def is_outward(address: str) -> bool:
    """Whether a numeric address belongs to the public Internet; an IPv6 one may name its link."""
    return _outward(ip_address(address.partition("%")[0]))


def is_loopback(host: str) -> bool:
    """Whether a name or numeric address means this very machine."""
    number = numeric(host)
    return host.lower() == "localhost" if number is None else number.is_loopback


def numeric(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is written as; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _outward(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return _outward(inner)
        if address not in WORLD:
            return False
    return address.is_global and not address.is_multicast and address not in RELAYS
