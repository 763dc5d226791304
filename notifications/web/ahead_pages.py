"""The page about what will be told in the next two weeks."""

from collections.abc import Iterable
from typing import Final, TypeAlias

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from notifications.domain.reminders import coming
from notifications.domain.reminders.foretelling import Foretold
from notifications.web import ahead_shown
from notifications.web.shown import kind_name
from server.foundation.clock import now
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

Options: TypeAlias = list[tuple[str, str]]

MOST: Final = 1000


class AheadPages(Controller):
    """What is to come."""

    include_in_schema = False
    guards = (may("notices"),)

    @get("/avisos/proximos")
    async def ahead(
        self, request: Visit, tipo: FromQuery[str] = "", municipio: FromQuery[str] = ""
    ) -> Template:
        """By days: who will be told what, when and by which way."""
        settings, at = settings_of(request), now()
        told = await coming.coming(by=signed_in(request), at=at, settings=settings)
        shown = [one for one in told if _fits(one, tipo, municipio)]
        return page(
            request, "notifications/ahead.html",
            days=ahead_shown.days(shown[:MOST], settings.timezone, now=at),
            more=len(shown) - MOST, problems=ahead_shown.problems(shown),
            narrowed=bool(tipo or municipio),
            filters=Form({"tipo": [tipo], "municipio": [municipio]}),
            kinds=_kinds(told), municipalities=_municipalities(told),
            tabs=section_tabs(request, "notices"),
        )  # fmt: skip


def _fits(one: Foretold, kind: str, municipality: str) -> bool:
    return kind in {"", one.due.kind} and municipality in {"", one.due.municipality}


def _kinds(told: Iterable[Foretold]) -> Options:
    return _by_name({one.due.kind: kind_name(one.due.kind) for one in told})


def _municipalities(told: Iterable[Foretold]) -> Options:
    return _by_name(
        {one.due.municipality: one.due.municipality_name or "" for one in told
         if one.due.municipality}
    )  # fmt: skip


def _by_name(named: dict[str, str]) -> Options:
    return sorted(named.items(), key=lambda one: one[1])
