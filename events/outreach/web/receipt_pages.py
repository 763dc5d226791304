"""The pages of receipts: the list of them, issuing one, and each to whoever has its address."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.outreach.domain import ledgers
from events.outreach.domain.receipts import checking, issuing, reading, rules, sight
from events.outreach.domain.receipts.about import FROM_REGISTERS, About
from events.outreach.domain.receipts.receipt import Receipt
from events.outreach.domain.releases import reading as releases
from events.outreach.web import (
    asked,
    event_lines,
    explained_name,
    figure_words,
    pointed,
    receipt_released,
    receipt_shown,
)
from events.outreach.web.pointed import Pointed
from events.outreach.web.receipt_released import ReleasedInside
from events.outreach.web.receipt_shown import ReceiptLine
from server.foundation.clock import now
from server.foundation.errors import Conflict
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import LINK_HOLDER, may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in


class ReceiptPages(Controller):
    """Proofs of figures: all of it to those whose business it is, to others what was released."""

    include_in_schema = False

    @get("/alcance/recibos", guards=[may("report")])
    async def receipts(self, request: Visit) -> Template:
        """The latest, or those whose id or seal begins as was asked."""
        sought = request.query_params.get("buscar", "").strip()
        found = await reading.receipts(signed_in(request), sought=sought)
        return page(
            request,
            "outreach/receipts.html",
            receipts=await _lines(found, zone=settings_of(request).timezone),
            filters=Form({"buscar": [sought]}),
            sought=sought,
        )

    @post("/alcance/recibos", guards=[may("report")])
    async def issue(self, request: Visit, form: NamedDependency[Form]) -> Redirect:
        """Issue a receipt of the figure that the form points at, or find the one that there is."""
        actor, zone = signed_in(request), settings_of(request).timezone
        offered = await asked.offered_to(actor)
        figure = pointed.pointed(form, offered, zone=zone)
        if figure.figure not in FROM_REGISTERS:
            raise Conflict(_("Esta cifra no sale de los registros: no tiene constancia."))
        bands = await explained_name.bands(figure)
        figures = await ledgers.figures(figure.question, bands=bands, by=actor, at=now())
        name = await explained_name.named(figure, offered)
        receipt = await issuing.issue(
            name,
            figure.question,
            figures,
            by=actor,
            at=now(),
            bands=bands,
            about=_about(figure),
        )
        return see(request, f"/recibo/{receipt.id}", _("Esta es la constancia."))

    @get("/recibo/{receipt_id:uuid}", guards=[LINK_HOLDER])
    async def receipt(self, request: Visit, receipt_id: FromPath[UUID]) -> Template:
        """Whether it still holds; with everything behind it for who looks after it."""
        receipt = await reading.receipt(receipt_id)
        if sight.may_see(receipt.question, request.user):
            return await _whole(request, receipt)
        if receipt.release is None:
            return page(request, "outreach/receipt_closed.html")
        return await _released(request, receipt)


async def _lines(found: Sequence[Receipt], *, zone: str) -> list[ReceiptLine]:
    of = {one.id: one for one in await releases.released(withdrawn=True)}
    return [
        receipt_shown.line(it, zone=zone, release=of.get(it.release) if it.release else None)
        for it in found
    ]


def _about(figure: Pointed) -> About:
    return About(figure=figure.figure, dimension=figure.dimension, code=figure.code)


async def _whole(request: Visit, receipt: Receipt) -> Template:
    actor, settings = signed_in(request), settings_of(request)
    verdict = await checking.checked(receipt, now())
    events = await event_lines.events_of(receipt_shown.listed(receipt, verdict))
    names, zone = await figure_words.names(), settings.timezone
    return page(
        request,
        "outreach/receipt.html",
        face=receipt_shown.face(receipt, zone=zone),
        verdict=verdict,
        rule=rules.rule_of(receipt.rule),
        amount=receipt_shown.amount(receipt),
        released=await _inside(receipt, zone),
        total=receipt_shown.total(receipt),
        parts=receipt_shown.parts(receipt, names),
        changes=receipt_shown.change_lines(verdict.changes, names),
        reported=receipt_shown.change_lines(verdict.reported or (), names),
        corrections=receipt_shown.corrections(verdict, events, zone=zone),
        closures=receipt_shown.closures(verdict, zone=zone),
        events=event_lines.lines(events, by=actor),
        unlisted=receipt_shown.unlisted(receipt, verdict),
        qr=receipt_shown.picture(receipt, base_url=settings.base_url),
    )


async def _inside(receipt: Receipt, zone: str) -> ReleasedInside | None:
    if receipt.release is None:
        return None
    return receipt_released.inside(await releases.release(receipt.release), receipt, zone=zone)


async def _released(request: Visit, receipt: Receipt) -> Template:
    assert receipt.release is not None
    verdict = await checking.checked(receipt, now())
    release = await releases.release(receipt.release)
    zone = settings_of(request).timezone
    return page(
        request,
        "outreach/receipt_released.html",
        face=receipt_shown.face(receipt, zone=zone),
        holds=verdict.holds,
        intact=verdict.intact,
        rule=rules.rule_of(receipt.rule),
        shown=receipt_released.shown(release, zone=zone),
    )
