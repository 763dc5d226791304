"""Where administrators look into the audit: who did what, and who looked at whom."""

import csv
import io
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from litestar import Controller, get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Stream, Template
from msgspec import Struct

from server.accounts.domain import audit
from server.accounts.domain.audit import anchoring, searching
from server.accounts.domain.audit.act_words import words
from server.accounts.domain.audit.detail_words import told as told_in_words
from server.accounts.domain.audit.people_named import Helpers, names_of
from server.accounts.domain.audit.searching import Entry
from server.accounts.domain.audit.subjects import Subject, subject
from server.accounts.web import audit_form
from server.accounts.web.places import places
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.guards import may
from server.web.pages import page, section_tabs, see
from server.web.requests import Visit, settings_of, signed_in

HERE: Final = "/ajustes/auditoria"
FILE: Final = {"Content-Disposition": 'attachment; filename="auditoria.csv"'}
HEADINGS: Final = ("numero", "momento", "quien", "acto", "sobre", "detalle", "referencia")
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


class Shown(Struct, frozen=True, kw_only=True):
    """An entry as the page shows it."""

    number: int
    moment: str
    who: str
    account: str
    words: str
    about: Subject
    details: list[tuple[str, str]]
    reference: str


class Known(Struct, frozen=True):
    """What entries are shown with: the clocks, who is which account, and names of places."""

    zone: str
    helpers: Helpers
    places: Mapping[str, str]


class AuditPages(Controller):
    """The audit, as a file too, and whether it is whole."""

    path = HERE
    include_in_schema = False
    guards = (may("administer"),)

    @get()
    async def entries(self, request: Visit, antes: FromQuery[int | None] = None) -> Template:
        """A page of what was found."""
        zone = settings_of(request).timezone
        form = audit_form.asked(request)
        wish = audit_form.sought(form, zone)
        known = await known_to(request)
        by = signed_in(request)
        found = await searching.search(wish, known.helpers, by=by, at=now(), before=antes)
        further = audit_form.addressed(form, HERE, antes=str(found.next)) if found.next else None
        return page(
            request, "accounts/audit.html", form=form, narrowed=audit_form.is_narrowed(form),
            sifted=audit_form.is_sifted(form),
            entries=await shown(found.entries, known), further=further,
            newest=audit_form.addressed(form, HERE) if antes else None,
            file=audit_form.addressed(form, f"{HERE}/archivo"), head=await audit.head(),
            unguarded=await audit.unguarded(), tabs=section_tabs(request, "settings"),
        )  # fmt: skip

    @get("/archivo")
    async def file(self, request: Visit) -> Stream:
        """What was found as a CSV file."""
        zone = settings_of(request).timezone
        form = audit_form.asked(request)
        wish = audit_form.sought(form, zone)
        form.check()
        known = await known_to(request)
        pieces = searching.everything(wish, known.helpers, by=signed_in(request), at=now())
        return Stream(_lines(pieces, known), media_type="text/csv; charset=utf-8", headers=FILE)

    @post("/verificacion")
    async def verify(self, request: Visit) -> Redirect:
        """Follow the chain to its end, and see that it still reaches the anchor."""
        told = await anchoring.whole(settings_of(request).data_dir)
        by = signed_in(request)
        await audit.record(by, "audit.verified", "audit", at=now(), broken=told.broken)
        if told.broken is not None:
            broken = _("La cadena está rota en el n.º %(n)s.", n=f"{told.broken:,}")
            return see(request, HERE, broken, kind="error")
        whole = _("La cadena está íntegra hasta el n.º %(n)s.", n=f"{told.until.number:,}")
        return see(request, HERE, whole)


async def known_to(request: Visit) -> Known:
    """What higher rooms know about people and places."""
    helpers: Helpers = request.app.state.helpers
    return Known(settings_of(request).timezone, helpers, dict(await places(request)))


async def shown(entries: Sequence[Entry], known: Known) -> list[Shown]:
    """Entries in words, with the names of those whom they are about."""
    names = await names_of({entry.subject for entry in entries}, known.helpers)
    return [_shown(entry, known, names.get(entry.subject, "")) for entry in entries]


def _shown(entry: Entry, known: Known, called: str) -> Shown:
    return Shown(
        number=entry.id,
        moment=entry.at.astimezone(ZoneInfo(known.zone)).strftime("%d/%m/%Y %H:%M"),
        who=entry.actor or _("Persona borrada"),
        account=str(entry.account or ""),
        words=words(entry.act),
        about=subject(entry.subject, called),
        details=told_in_words(entry.detail, known.places),
        reference=entry.subject,
    )


async def _lines(pieces: AsyncIterator[list[Entry]], known: Known) -> AsyncIterator[str]:
    yield "\ufeff" + _line(HEADINGS)
    async for piece in pieces:
        for one in await shown(piece, known):
            told = "; ".join(f"{name}: {value}" for name, value in one.details)
            about = one.about.words
            yield _line(
                (str(one.number), one.moment, one.who, one.words, about, told, one.reference)
            )


def _line(cells: tuple[str, ...]) -> str:
    """A line of CSV (RFC 4180) in which no spreadsheet sees a formula."""
    written = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in cells]
    csv.writer(written).writerow(safe)
    return written.getvalue()
