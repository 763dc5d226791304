"""What was learnt, thought and done after the events of a release, as far as it may be seen.

Attendance shows of each event only groups of answers in which nobody stands alone; these groups are
added up here, and nothing smaller is ever looked at.
"""

from collections import Counter, defaultdict
from typing import Final
from uuid import UUID

from events.attendance.domain.learning.aggregates import Shown
from events.attendance.domain.learning.feedback_results import Results, results
from events.attendance.domain.learning.knowledge_asked import Asked
from events.outreach.domain import ledgers
from events.outreach.domain.beyond import action_log, action_months
from events.outreach.domain.exports.package_outcomes import Learnt, Outcomes
from events.outreach.domain.exports.report import Found
from events.outreach.domain.indicators.completions import completions
from events.outreach.domain.indicators.wanted import Asking
from events.outreach.domain.questions import Question
from events.planning.domain import agenda
from server.foundation.database import fetch
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

ANSWERED: Final = """
    SELECT event FROM feedback WHERE event = ANY($1)
    UNION SELECT event FROM knowledge_answer WHERE event = ANY($1)
"""


async def outcomes(question: Question, asking: Asking, *, small: int) -> Outcomes:
    """Completions are told rounded down, from `small` people on."""
    found = await _results(question, asking)
    return Outcomes(
        learnt=_learnt(found),
        opinions=_opinions(found),
        followed={
            _("Completaron un programa"): await _completed(question, asking, small),
            **await _actions(question, asking),
        },
    )


async def _results(question: Question, asking: Asking) -> list[Results]:
    counted = await ledgers.counted(question, by=asking.by, at=asking.at)
    rows = await fetch(ANSWERED, [event.id for event in counted])
    events = await agenda.events([row["event"] for row in rows])
    return [await results(event, at=asking.at) for event in events]


def _learnt(found: list[Results]) -> tuple[Learnt, ...]:
    asked: dict[UUID, Asked] = {}
    sums: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for result in found:
        for it in result.learnt:
            asked[it.asked.id] = it.asked
            sums[it.asked.id] += _answers("before", it.before, it.asked)
            sums[it.asked.id] += _answers("after", it.after, it.asked)
    return tuple(
        Learnt(
            question=one.question(current_language()),
            before=(sums[id_]["before"], sums[id_]["before right"]),
            after=(sums[id_]["after"], sums[id_]["after right"]),
        )
        for id_, one in sorted(asked.items())
    )


def _answers(moment: str, shown: Shown, asked: Asked) -> Counter[str]:
    right = shown.counts.get(asked.right, 0)
    return Counter({moment: shown.answers, f"{moment} right": right})


def _opinions(found: list[Results]) -> dict[str, dict[int, int]]:
    sums: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for result in found:
        for aspect, shown in result.aspects.items():
            sums[aspect].update(shown.counts)
    names = {
        "useful": _("Fue útil"),
        "welcome": _("Se sintió bien recibido"),
        "share": _("Lo compartirá"),
    }
    return {name: dict(sums[aspect]) for aspect, name in names.items()}


async def _completed(question: Question, asking: Asking, small: int) -> Found:
    amount = await completions(question, by=asking.by, at=asking.at)
    if amount is None:
        return Found()
    low = amount.low // small * small
    return Found(low, None) if low else Found(withheld=True)


async def _actions(question: Question, asking: Asking) -> dict[str, Found]:
    """The networks' casework as it is shown to those who do not keep it."""
    networks = await action_log.networks(asking.help_given, by=asking.by)
    first, last = question.first, question.last
    assert first is not None, "a release has both days"
    assert last is not None, "a release has both days"
    logged = [
        action
        for year in range(first.year, last.year + 1)
        for action in await action_log.actions(networks, year)
        if first.replace(day=1) <= action.month <= last
    ]
    sums = action_months.by_kind(logged, to_keepers=False)
    return {
        action_months.kinds()[kind]: Found(amount.low, amount.high) if amount else Found()
        for kind, amount in sums.items()
    }
