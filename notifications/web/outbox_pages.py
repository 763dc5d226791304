"""The pages about what people were told."""

from math import ceil
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.planning.domain import codelists
from notifications.domain.office import Office
from notifications.domain.outbox import attempts, causes, overview, sending_again
from notifications.domain.outbox.kept_mail import kept_mail
from notifications.domain.outbox.kept_words import kept_words
from notifications.web import outbox_search
from notifications.web.outbox_chips import chips
from notifications.web.shown import shown_line
from notifications.web.shown_attempts import shown_attempt
from notifications.web.shown_causes import shown_causes
from notifications.web.shown_states import filters, said_again
from server.accounts.domain import audit
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of


class OutboxPages(Controller):
    """The outbox, one notice, and sending it again."""

    include_in_schema = False
    guards = [may("notices")]  # noqa: RUF012 (Litestar's signature)

    @get("/avisos")
    async def outbox(self, request: Visit) -> Template:
        """What is owed, what was sent, and what went wrong."""
        who, zone = signed_in(request), settings_of(request).timezone
        form = outbox_search.asked(request)
        wish = outbox_search.sought(form, zone)
        counts = await overview.counts(who, wish)
        last = max(1, ceil(counts[wish.standing] / overview.PAGE))
        number = min(outbox_search.page_number(request), last)
        found = await overview.lines(who, wish, page=number)
        failed = await causes.causes(who, wish) if wish.standing == "failed" else []
        return page(
            request, "notifications/outbox.html", form=form,
            tabs=section_tabs(request, "notices"), filters=filters(counts, wish.standing, form),
            lines=[shown_line(line, zone, who) for line in found], causes=shown_causes(failed),
            narrowed=outbox_search.is_narrowed(form), sifted=outbox_search.is_sifted(form),
            chips=await chips(form, wish, who), all_ticked="marcar" in request.query_params,
            again=outbox_search.addressed(form, "/avisos/reenvio"),
            **await _offered(request), **_pages(form, number, last),
        )  # fmt: skip

    @post("/avisos/reenvio")
    async def send_several_again(self, request: Visit, form: NamedDependency[Form]) -> Redirect:
        """Try once more those that are ticked, or all that failed for one reason."""
        who, asked = signed_in(request), outbox_search.asked(request)
        if form.values("cause"):
            wish = outbox_search.sought(asked, settings_of(request).timezone)
            said = [cause.replace("\0", "") for cause in form.values("cause")]
            sent = await sending_again.send_all_again(wish, said, by=who, at=now())
        else:
            picked = outbox_search.picked(form)
            if not picked:
                said_so = _("Marcar al menos uno.")
                return see(request, outbox_search.addressed(asked), said_so, kind="error")
            sent = await sending_again.send_these_again(picked, by=who, at=now())
        return see(request, outbox_search.addressed(asked), said_again(sent))

    @get("/avisos/{notice:uuid}")
    async def notice(self, request: Visit, notice: FromPath[UUID]) -> Template:
        """One notice, every attempt, and the letter where it was kept."""
        who, zone = signed_in(request), settings_of(request).timezone
        line = await overview.line(notice, who)
        await audit.read(who, "notice.read", f"notice:{notice}", at=now())
        tried = await attempts.attempts(notice)
        return page(
            request, "notifications/notice.html",
            line=shown_line(line, zone, who), words=await kept_words(notice),
            attempts=[shown_attempt(attempt, zone) for attempt in tried],
            letter=await kept_mail(notice, Office(settings_of(request), signer_of(request))),
        )  # fmt: skip

    @post("/avisos/{notice:uuid}/reenvio")
    async def send_again(self, request: Visit, notice: FromPath[UUID]) -> Redirect:
        """Try a notice once more."""
        await sending_again.send_again(notice, by=signed_in(request), at=now())
        return see(request, f"/avisos/{notice}", _("El aviso está en cola y sale en un momento."))


async def _offered(request: Visit) -> dict[str, Any]:
    """What one may choose from; only who looks after the installation is told of its mail."""
    who = signed_in(request)
    places = await codelists.coordinated_by(who)
    return {
        "options": outbox_search.options(await overview.kinds(who)),
        "places": [(each.ine, each.name) for each in places],
        "lacks_server": who.may("administer") and settings_of(request).mail_server is None,
    }


def _pages(form: Form, number: int, last: int) -> dict[str, Any]:
    before = outbox_search.addressed(form, pagina=str(number - 1))
    after = outbox_search.addressed(form, pagina=str(number + 1))
    return {
        "number": number,
        "before": before if number > 1 else None,
        "after": after if number < last else None,
        "tick_all": outbox_search.addressed(form, pagina=str(number), marcar="todos"),
    }
