"""Making the evaluator's package of a release."""

import asyncio

from msgspec.structs import replace

from events.outreach.domain.exports.files import only_released
from events.outreach.domain.exports.gathering_outcomes import outcomes
from events.outreach.domain.exports.package import Package, package_of
from events.outreach.domain.exports.report import Report
from events.outreach.domain.exports.works import work_of
from events.outreach.domain.indicators import reading, reporting
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.questions import Question
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM, Actor
from server.foundation.translation import gettext as _

ROLES = frozenset({"administrator", "evaluator"})


def may_take(actor: Actor) -> bool:
    """It is for whoever evaluates, and for administrators to hand over."""
    return actor.role in ROLES


async def package(report: Report, asking: Asking) -> bytes:
    """The ZIP of a released report; raises NotAllowed for who has no business with it.

    Raises Conflict for an internal one.
    """
    if report.internal:
        raise only_released()
    if not may_take(asking.by):
        raise NotAllowed(_("El paquete de evaluación es para administración y evaluación."))
    everybody = replace(asking, by=SYSTEM)
    project, _work = await work_of(report.work.slug or None)
    rule = await reporting.rule(project) if project else reporting.Rule()
    question = Question(
        zone=report.days.zone,
        project=report.work.slug or None,
        first=report.days.first,
        last=report.days.last,
    )
    whole = Package(
        report=report,
        indicators=tuple(await reading.indicators(project)) if project else (),
        outcomes=await outcomes(question, everybody, small=rule.small_sensitive),
    )
    return await asyncio.to_thread(package_of, whole)
