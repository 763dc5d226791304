"""A request as our routes see it: who asks, and what the installation is."""

from typing import Any, TypeAlias

from litestar import Request
from litestar.datastructures import State

from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

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
    """The network address asked from, for counting tries."""
    return request.client.host if request.client else "unknown"
