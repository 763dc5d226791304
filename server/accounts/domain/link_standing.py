"""Whether a sign-in link still opens, seen without using it up."""

from datetime import datetime
from uuid import UUID

from server.accounts.domain.sign_in import PURPOSE
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _


async def check(token: str, *, signer: Signer, at: datetime) -> None:
    """Raise NotFound for a link that is used, old or made up; a good one stays as it is."""
    link = UUID(bytes=signer.unsign(PURPOSE, token))
    good = await fetch(
        "SELECT FROM sign_in_link WHERE id = $1 AND used_at IS NULL AND expires_at > $2", link, at
    )
    if not good:
        raise NotFound(_("Este enlace ya se usó o venció. Se puede pedir otro."))
