"""How often one network may ask for what is public and costs something to make.

Each process counts for itself: with several, a network gets as many times as much. What must not be
guessed, from sign-in to the codes on posters, is counted in the database instead.
"""

from collections import OrderedDict
from ipaddress import ip_address
from time import monotonic
from typing import Final

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Middleware, Receive, Scope, Send

from server.foundation.errors import TooMany
from server.foundation.translation import gettext as _
from server.web.requests import Visit, origin_of

# A school of a thousand opens the agenda within minutes from one address; a program that copies
# everything once a minute stays far below.
AT_ONCE: Final = 600.0
A_SECOND: Final = 10.0
REMEMBERED: Final = 10_000
COSTLY: Final = (
    "/agenda", "/municipios/", "/proyectos/", "/feed/", "/cifras", "/diploma/", "/recibo/"
)  # fmt: skip


class Rations:
    """What is left for each network: so much at once, and so much more every second."""

    def __init__(self, *, at_once: float = AT_ONCE, a_second: float = A_SECOND) -> None:
        self._at_once, self._a_second = at_once, a_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, network: str, *, at: float) -> bool:
        """Whether there was one left at this moment (seconds that only grow)."""
        left, then = self._left.pop(network, (self._at_once, at))
        left = min(self._at_once, left + (at - then) * self._a_second)
        self._left[network] = (max(left - 1, 0.0), at)
        if len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return left >= 1


def rationed(rations: Rations) -> Middleware:
    """Refuse who asks for costly things far more often than people and calendars do."""

    def around(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == ScopeType.HTTP and _is_costly(scope["path"]):
                _spend(rations, origin_of(Visit(scope)))
            await app(scope, receive, send)

        return answer

    return around


def _spend(rations: Rations, network: str) -> None:
    if not is_this_machine(network) and not rations.spend(network, at=monotonic()):
        raise TooMany(_("Demasiadas consultas seguidas. Probar de nuevo en un minuto."))


def is_this_machine(network: str) -> bool:
    """Whether it is asked from here: where a proxy does not say for whom, that is everybody."""
    try:
        return ip_address(network).is_loopback
    except ValueError:
        return False


def _is_costly(path: str) -> bool:
    return path == "/" or path.startswith(COSTLY)
