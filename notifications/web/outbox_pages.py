"""The pages about what people were told."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from notifications.domain import overview, reminder_rules, sending_again
from notifications.domain.kept_mail import kept_mail
from notifications.domain.office import Office
from notifications.web.shown import filters, shown_attempt, shown_line, shown_rule
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in, signer_of

LAST_PAGE: Final = 10_000


class OutboxPages(Controller):
    """The outbox, one notice, and sending it again."""

    include_in_schema = False
    guards = [may("notices")]  # noqa: RUF012 (Litestar's signature)

    @get("/avisos")
    async def outbox(
        self, request: Visit, estado: FromQuery[str] = "", pagina: FromQuery[int] = 1
    ) -> Template:
        """What is owed, what was sent, and what went wrong."""
        who, settings = signed_in(request), settings_of(request)
        only = estado if estado in overview.FILTERS else ""
        number = min(max(pagina, 1), LAST_PAGE)
        found = await overview.lines(who, only=only, page=number)
        counts = await overview.counts(who)
        return page(
            request, "notifications/outbox.html",
            lines=[shown_line(line, settings.timezone) for line in found],
            filters=filters(counts, only), only=only, number=number,
            more=number * overview.PAGE < counts[only],
            rules=[shown_rule(rule) for rule in await reminder_rules.rules()],
            server=settings.mail_server.host if settings.mail_server else None,
        )  # fmt: skip

    @get("/avisos/{notice:uuid}")
    async def notice(self, request: Visit, notice: FromPath[UUID]) -> Template:
        """One notice, every attempt, and the letter where it was kept."""
        zone = settings_of(request).timezone
        line = await overview.line(notice, signed_in(request))
        attempts = await overview.attempts(notice)
        return page(
            request, "notifications/notice.html",
            line=shown_line(line, zone),
            attempts=[shown_attempt(attempt, zone) for attempt in attempts],
            letter=await kept_mail(notice, Office(settings_of(request), signer_of(request))),
        )  # fmt: skip

    @post("/avisos/{notice:uuid}/reenvio")
    async def send_again(self, request: Visit, notice: FromPath[UUID]) -> Redirect:
        """Try a failed notice once more."""
        await sending_again.send_again(notice, by=signed_in(request), at=now())
        return see(request, f"/avisos/{notice}", _("El aviso está en cola y sale en un momento."))
