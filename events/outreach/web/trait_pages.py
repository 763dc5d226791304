"""What the crowd of one event was like, in anonymous numbers."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template

from events.attendance.domain import summary
from events.outreach.domain.beyond import trait_codes, traits
from events.outreach.domain.beyond.trait_codes import MOST, TRAITS
from events.outreach.domain.beyond.traits import Answer
from events.outreach.web.trait_doubts import doubts
from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.pages import event_tabs, page, see
from server.web.requests import Visit, signed_in


class TraitPages(Controller):
    """The sheet of one event, for those who keep its register."""

    path = "/eventos/{event_id:uuid}/rasgos"
    include_in_schema = False
    guards = (may("register"),)

    @get()
    async def sheet(self, request: Visit, event_id: FromPath[UUID]) -> Template:
        """The sheet as it stands."""
        event = await agenda.event(event_id)
        kept = await traits.of_event(event_id, by=signed_in(request))
        form = Form({_name(answer): [str(people)] for answer, people in kept.items() if people})
        return _page(request, event, form, doubts(kept, await _came(event_id)))

    @post()
    async def save(
        self, request: Visit, event_id: FromPath[UUID], form: NamedDependency[Form]
    ) -> Template | Redirect:
        """Keep the numbers of the sheet."""
        by, event = signed_in(request), await agenda.event(event_id)
        by.need("register", event.municipality)
        try:
            numbers = _numbers(form)
            await traits.write(event_id, numbers, by=by, at=now())
        except Invalid as refusal:
            return _page(request, event, form.refused(refusal))
        except Conflict as refusal:
            form.wrong("form", refusal.sentence)
            return _page(request, event, form)
        doubted = doubts(numbers, await _came(event_id))
        said = " ".join([_("Conteos guardados."), *doubted])
        kind = "info" if doubted else "success"
        return see(request, f"/eventos/{event_id}/registro", said, kind=kind)


async def _came(event_id: UUID) -> int:
    return (await summary.totals_of(event_id)).people


def _name(answer: Answer) -> str:
    return "_".join(answer)


def _numbers(form: Form) -> dict[Answer, int]:
    answers = [(trait, code) for trait in TRAITS for code in trait_codes.codes(trait)]
    numbers = {answer: form.whole(_name(answer), most=MOST) or 0 for answer in answers}
    form.check()
    return numbers


def _page(request: Visit, event: Event, form: Form, doubted: Sequence[str] = ()) -> Template:
    labels = trait_codes.traits()
    sheet = [
        (labels[t], [(_name((t, code)), name) for code, name in trait_codes.codes(t).items()])
        for t in TRAITS
    ]
    return page(
        request,
        "outreach/traits.html",
        event=event,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        tabs=event_tabs(request, event.id),
        begun=traits.begun(event, now()),
        sheet=sheet,
        form=form,
        doubts=doubted,
    )
