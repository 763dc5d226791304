"""The page about how each channel is doing, and letting a stopped one go on."""

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from notifications.domain.outbox import channel_health, pace
from notifications.web.shown_channels import shown_channel, waiting_line
from server.foundation.clock import now
from server.foundation.errors import NotFound
from server.foundation.identity import EVERYWHERE
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in


class ChannelPages(Controller):
    """Every channel, and going on with one that stopped."""

    include_in_schema = False

    @get("/avisos/canales", guards=[may("notices")])
    async def channels(self, request: Visit) -> Template:
        """What is configured, what leaves, what waits and why."""
        settings, at = settings_of(request), now()
        found = await channel_health.channels(signed_in(request), at=at)
        *known, _unassigned = found
        return page(
            request, "notifications/channels.html", tabs=section_tabs(request, "notices"),
            channels=[shown_channel(each, settings, at) for each in known],
            waiting=waiting_line(found, at),
            resumes=signed_in(request).may("administer"),
            everywhere=signed_in(request).role in EVERYWHERE,
        )  # fmt: skip

    @post("/avisos/canales/{channel:str}/reanudar", guards=[may("administer")])
    async def resume(self, request: Visit, channel: FromPath[str]) -> Redirect:
        """Let a channel go on, because somebody put right what stopped it."""
        if channel not in channel_health.CHANNELS:
            raise NotFound(_("Este medio no existe."))
        await pace.resume(channel, by=signed_in(request), at=now())
        return see(request, "/avisos/canales", _("El medio sigue: lo que esperaba ya sale."))
