"""Where administrators say which programs hear what happens."""

from typing import Final
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from notifications.channels import pool
from notifications.channels.failures import Undelivered
from notifications.domain.office import Office
from notifications.domain.outbox.failure_words import in_words
from notifications.domain.webhooks import history, packing, webhooks
from notifications.domain.webhooks.webhooks import Hearer, Wish
from notifications.web.webhook_shown import options, shown_hearer, shown_past, trial_words
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import lately, may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of

HERE: Final = "/avisos/programas"
REVEAL: Final = "secreto"


class WebhookPages(Controller):
    """The programs, and each of them."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """Every program."""
        return await _list(request, Form())

    @post(guards=[lately])
    async def make(self, request: Visit, form: NamedDependency[Form]) -> Template | Redirect:
        """Tell another program what happens; its secret is the first thing one sees."""
        try:
            hearer = await webhooks.make(_wish(request, form), by=signed_in(request), at=now())
        except Invalid as refusal:
            return await _list(request, form.refused(refusal))
        said = _("Programa agregado. Falta copiarle el secreto.")
        return see(request, f"{HERE}/{hearer.id}?ver={REVEAL}", said)

    @get("/{webhook:uuid}", guards=[lately])
    async def one(
        self, request: Visit, webhook: FromPath[UUID], ver: FromQuery[str] = ""
    ) -> Template:
        """What it hears, and how that went; its secret only when asked for."""
        hearer = await webhooks.one(webhook, by=signed_in(request))
        form = Form({"address": [hearer.address], "facts": hearer.facts})
        return await _page(request, hearer, form, reveal=ver == REVEAL)

    @post("/{webhook:uuid}", guards=[lately])
    async def change(
        self, request: Visit, webhook: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Tell it somewhere else, or other facts."""
        by = signed_in(request)
        hearer = await webhooks.one(webhook, by=by)
        try:
            await webhooks.change(webhook, _wish(request, form), by=by, at=now())
        except Invalid as refusal:
            return await _page(request, hearer, form.refused(refusal))
        return see(request, f"{HERE}/{webhook}", _("Guardado."))

    @post("/{webhook:uuid}/pausa", guards=[lately])
    async def pause(self, request: Visit, webhook: FromPath[UUID]) -> Redirect:
        """Tell it nothing for now."""
        await webhooks.pause(webhook, by=signed_in(request), at=now())
        return see(request, f"{HERE}/{webhook}", _("En pausa: no se le dice nada."), kind="info")

    @post("/{webhook:uuid}/reanudacion", guards=[lately])
    async def resume(self, request: Visit, webhook: FromPath[UUID]) -> Redirect:
        """Go on."""
        await webhooks.resume(webhook, by=signed_in(request), at=now())
        said = _("Vuelve a oír lo que pasa, también lo de la última semana.")
        return see(request, f"{HERE}/{webhook}", said)

    @post("/{webhook:uuid}/secreto", guards=[lately])
    async def renew(self, request: Visit, webhook: FromPath[UUID]) -> Redirect:
        """Sign with a new secret."""
        await webhooks.renew(webhook, by=signed_in(request), at=now())
        said = _("Hay un secreto nuevo. El anterior ya no vale.")
        return see(request, f"{HERE}/{webhook}?ver={REVEAL}", said)

    @post("/{webhook:uuid}/prueba", guards=[lately])
    async def try_out(self, request: Visit, webhook: FromPath[UUID]) -> Redirect:
        """Say something that means nothing, and tell how it went."""
        by = signed_in(request)
        hearer = await webhooks.one(webhook, by=by)
        failure = await _tried(request, hearer)
        await history.note_trial(webhook, by=by, at=now(), failure=failure)
        if failure:
            said = _("La prueba no llegó: %(why)s", why=in_words("webhook", failure))
            return see(request, f"{HERE}/{webhook}", said, kind="error")
        return see(request, f"{HERE}/{webhook}", _("La prueba llegó."))

    @post("/{webhook:uuid}/retiro", guards=[lately])
    async def delete(self, request: Visit, webhook: FromPath[UUID]) -> Redirect:
        """Forget it."""
        await webhooks.delete(webhook, by=signed_in(request), at=now())
        return see(request, HERE, _("El programa ya no oye nada."), kind="info")


async def _tried(request: Visit, hearer: Hearer) -> str:
    """What kept a test from arriving; nothing where it did arrive."""
    async with pool.opened() as http:
        office = Office(settings_of(request), signer_of(request), http)
        try:
            await packing.try_out(hearer, office, at=now())
        except Undelivered as failure:
            return failure.detail
    return ""


def _wish(request: Visit, form: Form) -> Wish:
    office = Office(settings_of(request), signer_of(request))
    return Wish(
        address=form.value("address"), facts=form.values("facts"), at_home=packing.at_home(office)
    )


async def _list(request: Visit, form: Form) -> Template:
    zone = settings_of(request).timezone
    found = await webhooks.all_of_them(by=signed_in(request))
    return page(
        request, "notifications/webhooks.html", form=form, options=options(),
        hearers=[shown_hearer(hearer, zone) for hearer in found],
        tabs=section_tabs(request, "notices"),
    )  # fmt: skip


async def _page(request: Visit, hearer: Hearer, form: Form, *, reveal: bool = False) -> Template:
    zone = settings_of(request).timezone
    return page(
        request, "notifications/webhook.html", form=form, options=options(),
        hearer=shown_hearer(hearer, zone),
        secret=webhooks.secret(hearer, signer_of(request)) if reveal else "",
        trial=trial_words(await history.last_trial(hearer.id), zone),
        past=[shown_past(past, zone) for past in await history.latest(hearer.id)],
    )  # fmt: skip
