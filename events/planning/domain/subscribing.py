"""The ways in which a phone or a computer subscribes to a calendar's address."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from msgspec import Struct

# Not documented by either; known from their own buttons.
GOOGLE: Final = "https://calendar.google.com/calendar/r"
OUTLOOK: Final = "https://outlook.live.com/calendar/0/addfromweb"
AT_HOME: Final = (".localhost", ".local", ".lan", ".home.arpa", ".internal", ".test")


class Ways(Struct, frozen=True, kw_only=True):
    """One calendar's address, and what to click to subscribe to it where."""

    name: str
    address: str
    webcal: str
    google: str
    outlook: str


def ways(address: str, name: str) -> Ways:
    """Every way to subscribe to the calendar at `address`; `name` is what Outlook calls it."""
    webcal = f"webcal://{address.partition('://')[2]}"
    return Ways(
        name=name,
        address=address,
        webcal=webcal,
        google=f"{GOOGLE}?{urlencode({'cid': webcal}, quote_via=quote)}",
        outlook=f"{OUTLOOK}?{urlencode({'url': address, 'name': name}, quote_via=quote)}",
    )


def reachable(base_url: str) -> bool:
    """Whether calendar programs anywhere can read from this house: only over a public https."""
    parts = urlsplit(base_url)
    return parts.scheme == "https" and _public(parts.hostname or "")


def _public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(AT_HOME)
