"""The internal report: every figure of a project as it is now, for those who look after them.

What leaves the house, decided once: whoever may read figures takes away, for work inside, all the
figures of the municipalities they look after, as CSV, XLSX or PDF, and every sheet, page and file
name says that they are not to be published. Whatever is handed to a donor, the public, another
system or an evaluator is made from a release (`released_report`), whose small groups are protected;
there is no way to hand over anything else.
"""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.bands import Bands
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.code_names import code_names
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.aims import aims
from events.outreach.domain.exports.figure_lines import tables_of
from events.outreach.domain.exports.report import Found, Report
from events.outreach.domain.exports.settled import settled
from events.outreach.domain.exports.works import residents, work_of
from events.outreach.domain.indicators import reading
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import issuing, rules
from events.outreach.domain.receipts.sight import everywhere
from events.outreach.domain.upstairs import KnowsHelp
from events.planning.domain import codelists
from server.foundation.identity import Actor


async def report(
    project: str | None, days: Days, *, by: Actor, at: datetime, help_given: KnowsHelp
) -> Report:
    """All figures of a project, or of all, in these days, as far as `by` looks after them.

    Raises NotAllowed for who may not see figures, NotFound for a project that there is not.
    """
    by.need("report")
    project_id, work = await work_of(project)
    question = Question(zone=days.zone, project=project, first=days.first, last=days.last)
    bands = await _bands(project_id)
    figures = await ledgers.figures(question, bands=bands, by=by, at=at)
    reached = await indirect(question, by=by, at=at)
    asking = Asking(by=by, at=at, help_given=help_given)
    coordinated = await codelists.coordinated_by(by)
    names = await code_names(coordinated)
    made = Report(
        work=work,
        days=days,
        readers="internal",
        title=work.name,
        made_at=at,
        rule=issuing.rule(),
        small=None,
        release=None,
        events=figures.events,
        still_open=len(figures.still_open),
        tables=tables_of(figures, names),
        aims=await aims(project_id, days, asking) if project_id else (),
        indirect=Found(reached.total, reached.total),
        only=() if everywhere(by) else tuple(place.name for place in coordinated),
        residents=await residents(),
        settled=await settled(project_id, days, by=by, at=at),
        method=method(issuing.rule()),
    )
    return replace(made, caveats=tuple(wording.caveats(made)))


def method(version: str) -> tuple[str, ...]:
    """What a version of the rules says, paragraph by paragraph."""
    rule = rules.rule_of(version)
    return tuple(rule.said) if rule else ()


async def _bands(project: UUID | None) -> Bands | None:
    """The donor's ages, where the indicators of the project agree on them."""
    if project is None:
        return None
    found = [it.compiled for it in await reading.indicators(project) if it.compiled]
    return found[0] if found and all(bands == found[0] for bands in found) else None
