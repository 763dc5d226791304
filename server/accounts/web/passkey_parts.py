"""What pages with passkeys share: who we are to them, and how a challenge is handed out."""

from litestar.enums import MediaType
from litestar.response import Response

from server.accounts.domain import passkeys_asking
from server.accounts.domain.passkeys_asking import Party
from server.web.requests import Visit, settings_of


def party_of(request: Visit) -> Party:
    """Who we are to a passkey: the host under which people reach us."""
    return passkeys_asking.party(settings_of(request).base_url)


def asked(options: str) -> Response[str]:
    """A challenge as the page's script reads it; for this moment and this browser alone."""
    headers = {"Cache-Control": "no-store"}
    return Response(options, media_type=MediaType.JSON, status_code=200, headers=headers)
