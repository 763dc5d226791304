"""Where the providers of channels tell us how messages fare and what people answer."""

from typing import Annotated, Final

import structlog
from litestar import Controller, Response, get, post
from litestar.params import FromQuery, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_403_FORBIDDEN
from msgspec import DecodeError

from notifications.channels import signatures, sms_reports, whatsapp_reports
from notifications.channels.heard import Heard
from notifications.domain.outbox import hearing
from notifications.web.hook_forms import signed_fields
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.senders import Sms, WhatsApp
from server.foundation.translation import gettext as _
from server.web.guards import PROVIDER
from server.web.requests import Visit, settings_of

# Meta tells of up to a thousand messages at once.
MOST_AT_ONCE: Final = 3 * 1024 * 1024
MOST_OF_ONE: Final = 64 * 1024
NOTHING_TO_SAY: Final = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
log: Final = structlog.get_logger()


class Hooks(Controller):
    """What is not signed by the provider is not even read."""

    path = "/hooks"
    include_in_schema = False
    guards = (PROVIDER,)
    opt = {"exclude_from_csrf": True}  # noqa: RUF012 (Litestar's way to say it)

    @get("/whatsapp")
    async def prove(
        self,
        request: Visit,
        mode: Annotated[str, QueryParameter(name="hub.mode")] = "",
        challenge: Annotated[str, QueryParameter(name="hub.challenge")] = "",
        verify_token: Annotated[str, QueryParameter(name="hub.verify_token")] = "",
    ) -> Response[str]:
        """Repeat what Meta asks, so that it knows the address to be ours."""
        known = signatures.same(_whatsapp(request).verify_token, verify_token)
        if mode != "subscribe" or not known:
            return _forged("whatsapp")
        return Response(challenge, media_type="text/plain")

    @post("/whatsapp", status_code=HTTP_200_OK, request_max_body_size=MOST_AT_ONCE)
    async def whatsapp(self, request: Visit) -> Response[str]:
        """How messages fare, and what people answer."""
        provider, body = _whatsapp(request), await request.body()
        said = request.headers.get("X-Hub-Signature-256", "")
        if not signatures.by_meta(body, said, secret=provider.app_secret):
            return _forged("whatsapp")
        await hearing.hear("whatsapp", _read(body, provider), at=now())
        return Response("", media_type="text/plain")

    @post("/sms", status_code=HTTP_200_OK, request_max_body_size=MOST_OF_ONE)
    async def sms(self, request: Visit, n: FromQuery[str] = "") -> Response[str]:
        """How a message fares (`n` is its notice), or what somebody answers."""
        provider, body = _sms(request), await request.body()
        fields = signed_fields(request, body, token=provider.token)
        if fields is None:
            return _forged("sms")
        await hearing.hear("sms", sms_reports.read(fields, notice=n), at=now())
        return Response(NOTHING_TO_SAY, media_type="text/xml")


def _whatsapp(request: Visit) -> WhatsApp:
    provider = settings_of(request).whatsapp
    if provider is None:
        raise NotFound(_("Esta página no existe o ya no está."))
    return provider


def _sms(request: Visit) -> Sms:
    provider = settings_of(request).sms
    if provider is None:
        raise NotFound(_("Esta página no existe o ya no está."))
    return provider


def _forged(channel: str) -> Response[str]:
    log.warning("a report is not from its provider", channel=channel)
    return Response("", status_code=HTTP_403_FORBIDDEN, media_type="text/plain")


def _read(body: bytes, provider: WhatsApp) -> Heard:
    """What can be read; what cannot be is not said any better the next time."""
    try:
        return whatsapp_reports.read(body, phone=provider.phone)
    except DecodeError:
        log.warning("a report cannot be read", channel="whatsapp")
        return Heard()
