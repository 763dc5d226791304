"""The address under which a donor, and nobody else, reads a release."""

from typing import Final
from uuid import UUID

from events.outreach.domain.releases import reading
from events.outreach.domain.releases.released import Released
from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "release"


def path(release: Released, signer: Signer) -> str:
    """Where its readers find it in this house."""
    if release.readers == "public":
        return f"/cifras/{release.id}"
    return f"/cifras/d/{signer.sign(PURPOSE, release.id.bytes)}"


async def for_everybody(name: str) -> Released:
    """A public release by what its address ends with; raises NotFound."""
    try:
        found = await reading.release(UUID(name))
    except ValueError:
        raise NotFound(_("Esta publicación no existe.")) from None
    if found.readers != "public":
        raise NotFound(_("Esta publicación no existe."))
    return found


async def for_a_donor(token: str, signer: Signer) -> Released:
    """The release that a link leads to; raises NotFound."""
    return await reading.release(UUID(bytes=signer.unsign(PURPOSE, token)))
