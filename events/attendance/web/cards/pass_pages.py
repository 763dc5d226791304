"""Where coordinators print passes, and where passes end."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain.cards import pass_printing, pass_revocation, pass_sheets
from events.attendance.domain.cards.pass_serials import serial
from events.attendance.domain.cards.pass_sheets import MadeBefore, NewSheet, Sheet
from events.attendance.web.cards import pass_form
from events.planning.domain import codelists, when
from events.planning.domain.codelists import Place
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.flash import Flash, carried
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in, signer_of

HERE = "/tarjetas"


class PassPages(Controller):
    """Sheets of passes: listing, printing, revoking."""

    path = HERE
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def all(self, request: Visit) -> Template:
        """The sheets of one's municipalities."""
        places = {place.ine for place in await _places(request)}
        return page(
            request,
            "attendance/passes.html",
            tabs=section_tabs(request, "attendance"),
            sheets=[_shown(request, it) for it in await pass_sheets.sheets(municipalities=places)],
        )

    @get("/nueva")
    async def blank(self, request: Visit) -> Template:
        """What to print."""
        places = await _places(request)
        return _new_page(request, pass_form.blank_sheet(places), places)

    @post("/nueva", status_code=200)
    async def make(
        self, request: Visit, form: NamedDependency[Form]
    ) -> Template | Redirect | Response[bytes]:
        """The printed sheet itself: nothing of it stays here."""
        places = await _places(request)
        try:
            new = pass_form.new_sheet(form, await pass_sheets.free_letters(), places)
            made = await pass_printing.print_sheet(
                new, pass_form.LANGUAGES[form.value("languages")], settings_of(request).base_url,
                by=signed_in(request), at=now(), signer=signer_of(request),
            )  # fmt: skip
        except Invalid as refusal:
            return _new_page(request, form.refused(refusal), places)
        except MadeBefore as before:
            said = _("%(sentence)s Si el archivo no llegó, anular la hoja y hacer otra.",
                sentence=before.sentence)  # fmt: skip
            return see(request, f"{HERE}/{before.letters}", said, kind="error")
        return _file(request, new, made)

    @get("/{letters:str}")
    async def show(self, request: Visit, letters: FromPath[str]) -> Template:
        """One sheet, and which of its cards are revoked."""
        return await _sheet_page(request, letters, Form())

    @post("/{letters:str}/anulacion")
    async def revoke(
        self, request: Visit, letters: FromPath[str], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Revoke some cards of the sheet, or all of them."""
        by = signed_in(request)
        sheet = await pass_sheets.sheet(letters, by=by)
        try:
            run = pass_form.run(form, sheet.cards)
            revoked = await pass_revocation.revoke_cards(
                letters, run.first, run.last, run.reason, by=by, at=now()
            )
        except Invalid as refusal:
            return await _sheet_page(request, letters, form.refused(refusal))
        said = ngettext("Se anuló %(n)s tarjeta.", "Se anularon %(n)s tarjetas.", revoked)
        return see(request, f"{HERE}/{letters}", said)


async def _places(request: Visit) -> list[Place]:
    return await codelists.coordinated_by(signed_in(request))


def _shown(request: Visit, sheet: Sheet) -> dict[str, object]:
    zone = settings_of(request).timezone
    return {"sheet": sheet, "made": when.short_day(sheet.made_at, zone)}


def _new_page(request: Visit, form: Form, places: list[Place]) -> Template:
    return page(
        request,
        "attendance/pass_new.html",
        form=form,
        municipalities=[(place.ine, place.name) for place in places],
        languages=pass_form.languages(),
        most=pass_sheets.MOST,
    )


def _file(request: Visit, new: NewSheet, made: bytes) -> Response[bytes]:
    said = ngettext(
        "Hoja %(letters)s: %(n)s tarjeta.", "Hoja %(letters)s: %(n)s tarjetas.", new.cards,
        letters=new.letters,
    )  # fmt: skip
    cookie = carried(
        Flash("success", said), signer_of(request), secure=settings_of(request).secure
    )  # fmt: skip
    headers = {
        "Content-Disposition": f'attachment; filename="tarjetas-{new.letters}.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(made, media_type="application/pdf", headers=headers, cookies=[cookie])


async def _sheet_page(request: Visit, letters: str, form: Form) -> Template:
    sheet = await pass_sheets.sheet(letters, by=signed_in(request))
    zone = settings_of(request).timezone
    cards = [
        (serial(letters, card.number), when.short_day(card.revoked_at, zone), card)
        for card in await pass_sheets.revoked_cards(sheet.id)
    ]
    return page(
        request,
        "attendance/pass_sheet.html",
        sheet=sheet,
        made=when.day(sheet.made_at, zone),
        cards_revoked=cards,
        form=form,
    )
