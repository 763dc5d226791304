"""A request as our routes see it: who asks, and what the installation is."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final, TypeAlias

from litestar import Request
from litestar.datastructures import State

from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

FORWARDED: Final = "x-forwarded-for"
HOUSEHOLD: Final = 64
"""How much of an IPv6 address names a network: whoever has one has 2⁶⁴ addresses in it."""
Visit: TypeAlias = Request[Actor | None, Any, State]


def settings_of(request: Visit) -> Settings:
    """The settings this process was started with."""
    settings: Settings = request.app.state.settings
    return settings


def signer_of(request: Visit) -> Signer:
    """What signs and checks tokens in this process."""
    signer: Signer = request.app.state.signer
    return signer


def signed_in(request: Visit) -> Actor:
    """Who is signed in; raises NotAllowed when nobody is."""
    if request.user is None:
        raise NotAllowed(_("Hay que entrar primero."))
    return request.user


def origin_of(request: Visit) -> str:
    """The network address asked from, for counting tries; of IPv6 the network that it is in.

    Behind proxies it is what the outermost of them saw. What stands before that, anybody can write.
    """
    peer = request.client.host if request.client else "unknown"
    proxies = settings_of(request).trusted_proxies
    passed = ",".join(request.headers.getall(FORWARDED, [])).split(",") if proxies else []
    told = passed[-proxies].strip() if 0 < proxies <= len(passed) else ""
    return _network(_without_port(told)) or _network(peer) or peer


def _without_port(told: str) -> str:
    """The address of `192.0.2.1:80` and `[2001:db8::1]:80`, as some proxies say it."""
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told


def _network(host: str) -> str:
    """The network of an address; empty for what is none."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, HOUSEHOLD), strict=False))
