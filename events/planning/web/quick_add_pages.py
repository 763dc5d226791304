"""Planning an event by one line of Spanish, which is shown as understood before it is kept."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from litestar import Controller, get, post
from litestar.datastructures import MultiDict
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect, Template
from msgspec import Struct

from events.planning.domain import casework, conflicts, planning, quick_add_known
from events.planning.domain.days_off import holiday
from events.planning.domain.draft import EventDraft
from events.planning.domain.quick_add import Understood, understand
from events.planning.domain.upstairs import Upstairs
from events.planning.web import event_form_page, event_options, event_prefill, quick_add_words
from events.planning.web.quick_add_words import Row
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, see
from server.web.requests import Visit, settings_of, signed_in

A_WHILE: Final = timedelta(days=1)


class Reading(Struct, frozen=True, kw_only=True):
    """What the page shows of a line; `series` is the address to plan one."""

    rows: list[Row] = []
    warnings: list[str] = []
    against: list[conflicts.Conflict] = []
    series: str = ""
    savable: bool = False


class QuickAddPages(Controller):
    """A line, what was understood of it, and the draft that it becomes."""

    path = "/calendario/rapido"
    include_in_schema = False
    guards = (may("plan"),)

    @get()
    async def blank(self, request: Visit, linea: FromQuery[str] = "") -> Template:
        """The line, empty or as the address has it, with examples."""
        return _page(request, Form({"linea": [linea]}))

    @post()
    async def read(
        self, request: Visit, form: NamedDependency[Form], above: NamedDependency[Upstairs]
    ) -> Template | Redirect:
        """Show what was understood of the line, keep it as a draft, or open the whole form."""
        form.text("linea", most=300)
        if form.errors:
            return _page(request, form)
        told = await _understood(request, form)
        if form.value("formulario"):
            return await _whole_form(request, told)
        draft = quick_add_known.drafted(told, zone=settings_of(request).timezone)
        if form.value("guardar") and draft:
            try:
                event = await planning.plan(draft, by=signed_in(request), at=now())
            except (Invalid, Conflict) as refusal:
                form.wrong("linea", refusal.sentence)
            else:
                return see(request, f"/eventos/{event}", _("Guardada como borrador."))
        return _page(request, form, await _reading(request, form, told, draft, above))


async def _understood(request: Visit, form: Form) -> Understood:
    """The line as it was said: «mañana» stays the same day after midnight."""
    at = now().astimezone(ZoneInfo(settings_of(request).timezone))
    try:
        said = datetime.fromisoformat(form.value("dicha"))
        # Nobody can have said it otherwise than a little while ago.
        at = said.astimezone(at.tzinfo) if timedelta() <= at - said <= A_WHILE else at
    except (ValueError, TypeError, OverflowError):
        pass
    form.put("dicha", at.isoformat())
    return understand(
        form.value("linea"), now=at, known=await quick_add_known.known_to(signed_in(request))
    )


async def _whole_form(request: Visit, told: Understood) -> Template:
    """The form, filled in. What it is about stands in no address: phones are shared."""
    actor, zone = signed_in(request), settings_of(request).timezone
    asked = MultiDict(quick_add_words.form_fields(told))
    offered = await event_options.options(actor)
    form = await event_prefill.prefilled(asked, offered, actor, zone=zone)
    return await event_form_page.show(request, form)


async def _reading(
    request: Visit, form: Form, told: Understood, draft: EventDraft | None, above: Upstairs
) -> Reading:
    words = casework.wrongly_a_case(told.line)
    if words:
        form.wrong("linea", casework.refusal(words))
        return Reading()
    zone, by_name = settings_of(request).timezone, await quick_add_words.names(signed_in(request))
    day = told.starts_at.date() if told.starts_at else None
    return Reading(
        rows=quick_add_words.rows(told, by_name, zone),
        warnings=[*quick_add_words.warnings(told, zone), *_day_off(day)],
        against=await conflicts.found(conflicts.slot_of(draft), above) if draft else [],
        series=f"/series/nueva?dia={day}" if told.repeats else "",
        savable=draft is not None,
    )


def _day_off(day: date | None) -> list[str]:
    feast = holiday(day) if day else None
    return [_("Ese día es feriado: %(holiday)s.", holiday=feast)] if feast else []


def _page(request: Visit, form: Form, reading: Reading | None = None) -> Template:
    return page(
        request,
        "planning/quick_add.html",
        form=form,
        examples=quick_add_words.EXAMPLES,
        reading=reading or Reading(),
    )
