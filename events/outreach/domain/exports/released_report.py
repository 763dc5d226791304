"""The report of a release: what a donor, the public, another system or an evaluator is handed."""

from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.released_aims import Telling, told
from events.outreach.domain.exports.released_tables import tables_of
from events.outreach.domain.exports.released_until import progress_until
from events.outreach.domain.exports.report import Aim, Found, Report, Work
from events.outreach.domain.exports.reporting import method
from events.outreach.domain.exports.works import proofs_of, residents, work_of
from events.outreach.domain.indicators import reporting
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.questions import Question
from events.outreach.domain.releases import reading
from events.outreach.domain.releases.folding import folding
from events.outreach.domain.releases.released import Released
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from server.foundation.translation import gettext as _


async def released_report(release_id: UUID, asking: Asking, *, zone: str, base_url: str) -> Report:
    """What the release tells; the same for all who may read figures, whatever they look after.

    Raises NotAllowed, NotFound, and Conflict for a release that was withdrawn.
    """
    asking.by.need("report")
    release = await reading.release(release_id)
    if release.withdrawn_at:
        raise Conflict(_("Esta publicación se retiró: de ella ya no sale ningún archivo."))
    project, work = await work_of(release.project)
    everybody = replace(asking, by=SYSTEM)
    made = Report(
        work=work,
        days=Days(release.first, release.last, zone),
        readers="public" if release.readers == "public" else "donor",
        title=release.title,
        made_at=release.made_at,
        rule=release.rule,
        small=release.small,
        release=release.id,
        events=release.events,
        still_open=0,
        tables=await tables_of(release),
        aims=await _aims(project, release, work, everybody) if project else (),
        residents=await residents(),
        proofs=await proofs_of(release.id, base_url=base_url),
        method=method(release.rule),
    )
    return await _completed(made, everybody)


async def _completed(made: Report, asking: Asking) -> Report:
    """With what is not about people who were counted: as it is today."""
    question = Question(
        zone=made.days.zone,
        project=made.work.slug or None,
        first=made.days.first,
        last=made.days.last,
    )
    counted = await ledgers.counted(question, by=asking.by, at=asking.at)
    reached = await indirect(question, by=asking.by, at=asking.at)
    whole = replace(
        made,
        still_open=sum(event.still_open for event in counted),
        indirect=Found(reached.total, reached.total),
    )
    return replace(whole, caveats=tuple(wording.caveats(whole)))


async def _aims(project: UUID, release: Released, work: Work, asking: Asking) -> tuple[Aim, ...]:
    """Those of which these readers may know what they are about: a name would say it."""
    hidden = await folding(release.readers)
    known = [
        each
        for each in await progress_until(project, release.first, release.last, asking)
        if hidden.kinds.isdisjoint(each.indicator.filters.kinds)
        and hidden.topics.isdisjoint(each.indicator.filters.topics)
    ]
    others = await reading.released(readers=release.readers, project=release.project)
    rule = await reporting.rule(project)
    telling = Telling(release=release, others=tuple(others), work=work, small=rule.small_sensitive)
    return told(known, telling)
