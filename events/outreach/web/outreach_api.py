"""Figures for programs: `/api/v1/outreach`."""

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from events.outreach.domain import ledgers
from events.outreach.domain.answered import DIMENSIONS, Dimension
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.releases import matching
from events.outreach.web import asked
from events.outreach.web.outreach_read import Outreach, read, read_released
from server.foundation.clock import now
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in


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
        str,
        QueryParameter(
            description="`public`: from the latest public release of that very question"
        ),
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

        Drafts and cancelled events are left out; so is what was voided. For the public they are
        those of a release, which hides small groups.
        """
        actor = signed_in(request)
        dimensions = _breakdowns(sent)
        question = asked.question(
            sent,
            await asked.offered_to(actor),
            asked.OF_PROGRAMS,
            zone=settings_of(request).timezone,
        )
        if sent.value("release"):
            return read_released(await matching.public(question), dimensions)
        figures = await ledgers.figures(question, dimensions=dimensions, by=actor, at=now())
        return read(figures, await indirect(question, by=actor, at=now()))


def _breakdowns(sent: Form) -> list[Dimension]:
    """What to break the figures down by; what cannot be done is noted in the form."""
    sent.choice("release", ("public",), required=False)
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
