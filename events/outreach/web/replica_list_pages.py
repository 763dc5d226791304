"""The indirect ledger on a page: what was passed on, by how well it is known."""

from typing import Any
from uuid import UUID

from litestar import Controller, get
from litestar.response import Template
from msgspec.structs import replace

from events.outreach.domain.beyond import replica_list
from events.outreach.domain.beyond.choosing import Narrowed
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.beyond.replica import grades, ways
from events.outreach.domain.questions import Question
from events.outreach.web import asked, shown_questions, shown_replicas
from events.outreach.web.offered import Offered, offered_to
from events.planning.domain import when
from server.foundation.clock import now
from server.foundation.errors import Invalid
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import page, section_tabs
from server.web.requests import Visit, settings_of, signed_in

OWN_FILTERS = ("forma", "grado", "evento")


class ReplicaListPages(Controller):
    """Replicas, as far as one looks after their municipalities."""

    include_in_schema = False
    guards = (may("report"),)

    @get("/alcance/replicas")
    async def listed(self, request: Visit) -> Template:
        """Those of this year, or of what the filters say."""
        by, at, zone = signed_in(request), now(), settings_of(request).timezone
        offered = await offered_to(by)
        form = _filters(request, asked.filled(request, today=when.local_day(at, zone)))
        frame = _frame(request, form, offered)
        try:
            narrowed = _narrowed(form)
            question = _offered_here(asked.question(form, offered, asked.OF_PAGES, zone=zone))
        except Invalid:
            return page(request, "outreach/replicas.html", shown=False, **frame)
        found = await replica_list.replicas(question, narrowed, by=by)
        return page(
            request,
            "outreach/replicas.html",
            shown=True,
            said=shown_questions.said(question, offered),
            tiles=shown_replicas.tiles(await indirect(question, narrowed, by=by, at=at)),
            lines=shown_replicas.lines(found, by=by),
            cut=len(found) == replica_list.MOST,
            **frame,
        )


def _frame(request: Visit, form: Form, offered: Offered) -> dict[str, Any]:
    return {
        "form": form,
        "places": [(place.ine, place.name) for place in offered.places],
        "projects": [(funded.slug, funded.name) for funded in offered.projects],
        "ways": list(ways().items()),
        "grades": list(grades().items()),
        "tabs": section_tabs(request, "outreach"),
        "may_write": signed_in(request).may("register"),
    }


def _filters(request: Visit, form: Form) -> Form:
    for name in OWN_FILTERS:
        form.put(name, request.query_params.get(name, ""))
    return form


def _offered_here(question: Question) -> Question:
    """What the page does not offer to ask, it does not ask either."""
    return replace(question, kinds=(), topics=(), modalities=(), audiences=())


def _narrowed(form: Form) -> Narrowed:
    event: UUID | None = form.reference("evento", required=False)
    return Narrowed(
        event=event,
        way=form.choice("forma", ways(), required=False),
        grade=form.choice("grado", grades(), required=False),
    )
