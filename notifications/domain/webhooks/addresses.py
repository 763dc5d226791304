"""Which addresses a program may be told things at."""

import re
from typing import Final

import httpx

from notifications.channels import outward
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

LONGEST: Final = 500
NAME: Final = re.compile(rb"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


def checked(address: str, *, at_home: bool) -> str:
    """The address as it is kept; raises Invalid.

    Only an installation that is `at_home`, on the machine of who tries it out, talks to that
    machine, or in the clear.
    """
    try:
        url = httpx.URL(address.strip())
        host = url.host
    except (httpx.InvalidURL, ValueError):
        raise _refusal() from None
    written = str(url)
    if not _is_plain(url) or not _is_secure(url, at_home=at_home) or len(written) > LONGEST:
        raise _refusal()
    if not at_home and _is_private(host):
        raise Invalid({"address": _("Esa dirección es de una red interna: no se puede usar.")})
    return written


def _is_plain(url: httpx.URL) -> bool:
    hosted = NAME.fullmatch(url.raw_host) or outward.numeric(url.host)
    return bool(hosted) and not url.userinfo and not url.fragment and (url.port or 1) < 1 << 16


def _is_secure(url: httpx.URL, *, at_home: bool) -> bool:
    own = at_home and url.scheme == "http" and outward.is_loopback(url.host)
    return own or url.scheme == "https"


def _is_private(host: str) -> bool:
    number = outward.numeric(host)
    return outward.is_loopback(host) if number is None else not outward.is_outward(str(number))


def _refusal() -> Invalid:
    return Invalid(
        {"address": _("Falta una dirección completa, por ejemplo https://ejemplo.org/avisos.")}
    )
