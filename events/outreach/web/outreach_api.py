"""Figures for programs: `/api/v1/outreach`."""

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import Meta, Struct, field

from events.outreach.domain import ledgers
from events.outreach.domain.ledgers import DIMENSIONS, Dimension, Figures
from events.outreach.domain.totals import Cell
from events.outreach.web import asked
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in

Count = Annotated[int, Meta(ge=0)]


class UniquePeople(Struct, frozen=True, kw_only=True):
    """Between how few and how many different people; one number where both ends meet."""

    least: Count = field(name="from")
    most: Count = field(name="to")


class OutreachCell(Struct, frozen=True, kw_only=True):
    """The ledgers side by side: they are never added together.

    `contacts` (a person at an event) = `check_ins` (recorded one by one) + `headcount` (only
    counted). `indirect` is null until replicas are recorded: not known, which is not zero.
    """

    contacts: Count
    unique: UniquePeople
    headcount: Count
    check_ins: Count
    indirect: Count | None


class EventsCounted(Struct, frozen=True, kw_only=True):
    """How many events the figures come from, and for how many of them more may still come."""

    counted: Count
    open: Annotated[Count, Meta(description="over, and their register not closed yet")]


class Outreach(Struct, frozen=True, kw_only=True):
    """Figures as a whole and part by part, under the codes of the codelists or `unknown`.

    Contacts of the parts add up to the total, but by `topic`: an event with several topics stands
    in each. Unique people never need add up.
    """

    total: OutreachCell
    by: dict[Dimension, dict[str, OutreachCell]]
    events: EventsCounted


def asked_by_a_program(
    project: Annotated[str, QueryParameter(description="short name; all if left out")] = "",
    municipality: Annotated[str, QueryParameter(description="INE code; all if left out")] = "",
    first: Annotated[
        str, QueryParameter(name="from", description="first day, such as 2026-01-01; included")
    ] = "",
    last: Annotated[
        str, QueryParameter(name="to", description="last day, such as 2026-12-31; included")
    ] = "",
    by: Annotated[
        str, QueryParameter(description=f"breakdowns, separated by commas: {', '.join(DIMENSIONS)}")
    ] = "",
    release: Annotated[
        str, QueryParameter(description="figures for the public; refused until they are suppressed")
    ] = "",
) -> Form:
    """The question as it was sent, mistakes and all."""
    return Form(
        {
            "project": [project],
            "municipality": [municipality],
            "from": [first],
            "to": [last],
            "by": [by],
            "release": [release],
        }
    )


class OutreachApi(Controller):
    """What came of the events."""

    path = "/api/v1/outreach"
    guards = (may("report"),)
    tags = ("outreach",)

    @get(dependencies={"sent": Provide(asked_by_a_program, sync_to_thread=False)})
    async def outreach(self, request: Visit, sent: NamedDependency[Form]) -> Outreach:
        """Figures of the events that began on these days, on the clocks of the installation.

        Drafts and cancelled events are left out; so is what was voided.
        """
        actor = signed_in(request)
        dimensions = _breakdowns(sent)
        question = asked.question(
            sent,
            await asked.offered_to(actor),
            asked.OF_PROGRAMS,
            zone=settings_of(request).timezone,
        )
        figures = await ledgers.figures(question, dimensions=dimensions, by=actor, at=now())
        return _read(figures)


def _breakdowns(sent: Form) -> list[Dimension]:
    """What to break the figures down by; what cannot be done is noted in the form."""
    if sent.value("release"):
        sentence = _("Las cifras para el público todavía no se pueden dar: falta suprimir celdas.")
        sent.wrong("release", sentence)
    named = [name.strip() for name in sent.value("by").split(",") if name.strip()]
    known = ", ".join(DIMENSIONS)
    for name in named:
        if name not in DIMENSIONS:
            sent.wrong(
                "by",
                _(
                    "No se puede desglosar por «%(name)s»; sí por %(known)s.",
                    name=name[:40],
                    known=known,
                ),
            )
    return [name for name in DIMENSIONS if name in named]


def _read(figures: Figures) -> Outreach:
    return Outreach(
        total=_cell(figures.total),
        by={
            name: {code: _cell(cell) for code, cell in part.cells.items()}
            for name, part in figures.by.items()
        },
        events=EventsCounted(counted=figures.events, open=len(figures.still_open)),
    )


def _cell(cell: Cell) -> OutreachCell:
    return OutreachCell(
        contacts=cell.contacts,
        unique=UniquePeople(least=cell.unique_from, most=cell.unique_to),
        headcount=cell.headcount,
        check_ins=cell.check_ins,
        indirect=None,
    )
