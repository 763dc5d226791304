"""An account as the pages of administrators show it."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from server.accounts.domain.managing_list import Kept
from server.accounts.domain.sessions import MUST
from server.accounts.web.moments import moment
from server.accounts.web.role_words import called
from server.foundation.identity import EVERYWHERE
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class ShownAccount(Struct, frozen=True, kw_only=True):
    """What the list and the page of an account show."""

    id: UUID
    name: str
    email: str
    role: str
    role_name: str
    municipalities: str
    steps: str
    lacks_step: bool
    password: bool
    last_in: str
    created: str
    disabled: str
    disabled_by: str
    facilitates: bool


def shown(account: Kept, names: Mapping[str, str], zone: str) -> ShownAccount:
    """One account, on the clocks of `zone`; `names` are those of the municipalities."""
    places = sorted(names.get(code, code) for code in account.municipalities)
    everywhere = _("Todos") if account.role in EVERYWHERE else ""
    return ShownAccount(
        id=account.id,
        name=account.name,
        email=account.email,
        role=account.role,
        role_name=called(account.role),
        municipalities=", ".join(places) or everywhere,
        steps=_steps(account),
        lacks_step=account.steps == 0 and account.role in MUST,
        password=account.password,
        last_in=moment(account.last_in, zone),
        created=moment(account.created_at, zone),
        disabled=moment(account.disabled_at, zone),
        disabled_by=account.disabled_by or "",
        facilitates=account.role == "facilitator",
    )


def _steps(account: Kept) -> str:
    """What the second steps are, such as «aplicación, 2 llaves de acceso»; '' without any."""
    apps = ngettext("aplicación", "%(n)s aplicaciones", account.apps)
    passkeys = ngettext("llave de acceso", "%(n)s llaves de acceso", account.passkeys)
    kinds = [apps] * bool(account.apps) + [passkeys] * bool(account.passkeys)
    return ", ".join(kinds)


def states() -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    return [
        ("enabled", _("Activas")),
        ("disabled", _("Deshabilitadas")),
        ("unguarded", _("Sin segundo paso")),
    ]
