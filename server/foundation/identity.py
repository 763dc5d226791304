"""Who acts, and what each role may do: denied unless written here."""

from typing import Final
from uuid import UUID

from msgspec import Struct
from uuid_utils.compat import uuid7

from server.foundation.errors import NotAllowed
from server.foundation.translation import gettext as _

PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    "administrator": frozenset(
        {"plan", "staff", "register", "tally", "report", "notices", "administer", "be_told"}
    ),
    "coordinator": frozenset(
        {"plan", "staff", "register", "tally", "report", "notices", "be_told"}
    ),
    "facilitator": frozenset({"serve", "be_told"}),
    "evaluator": frozenset({"report", "be_told"}),
    # A phone at the door of one event: it has no account, and reaches that municipality alone.
    "door": frozenset({"tally"}),
    "token:read": frozenset({"read"}),
    "token:plan": frozenset({"read", "plan", "staff", "register"}),
    "token:attend": frozenset({"read", "tally"}),
    "token:report": frozenset({"read", "report"}),
    # Closes periods and releases figures: for a program that an administrator answers for.
    "token:administer": frozenset({"read", "report", "administer"}),
}
EVERYWHERE: Final = frozenset({"administrator", "evaluator"})


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who signed in, or a script with a token.

    `municipalities` are the INE codes that a coordinator is responsible for.
    """

    account: UUID | None
    name: str
    role: str
    email: str = ""
    municipalities: frozenset[str] = frozenset()

    def may(self, action: str, municipality: str | None = None) -> bool:
        """Whether the role allows `action`, in `municipality` when one is named."""
        if action not in PERMISSIONS.get(self.role, frozenset()):
            return False
        return municipality is None or self.reaches(municipality)

    def reaches(self, municipality: str) -> bool:
        """Whether the municipality lies within what this actor looks after."""
        everywhere = self.role in EVERYWHERE or self.role.startswith("token:")
        return everywhere or municipality in self.municipalities

    def need(self, action: str, municipality: str | None = None) -> None:
        """Raise NotAllowed unless the actor may do this."""
        if not self.may(action):
            raise NotAllowed(_("Esta cuenta no puede hacer eso."))
        if not self.may(action, municipality):
            raise NotAllowed(_("Esta cuenta no coordina ese municipio."))


SYSTEM: Final = Actor(account=None, name="Convoca", role="administrator")


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): sortable by when it was made."""
    return uuid7()
