"""Since when and until when an indicator was counted, and why something of it is not shown."""

from datetime import date

from events.outreach.domain.exports import wording
from events.outreach.domain.exports.report import Aim, Goal, Report
from events.outreach.domain.indicators.days import Days
from server.foundation.translation import gettext as _


def own_days(aim: Aim, report: Report) -> str:
    """The days of the indicator itself, such as «desde el inicio hasta el 31 de marzo de 2026»."""
    return _days(aim, report.days)


def goal_days(aim: Aim, goal: Goal) -> str:
    """The days of a target, and until when it was counted where that is not its last day."""
    return ", ".join([_days(aim, goal.days), *counted(goal.until)])


def own_notes(aim: Aim) -> list[str]:
    """What has to be known of the figure beside it."""
    unknown = [] if aim.found.known else [aim.found.text]
    return [*unknown, *([_sentence(_("desde el inicio"))] if aim.accumulates else [])]


def goal_notes(aim: Aim, goal: Goal) -> list[str]:
    """The same of a target, and why it has no share."""
    since = aim.accumulates and goal.days.first is not None
    return [
        *([] if goal.found.known else [goal.found.text]),
        *([_sentence(_("desde el inicio"))] if since else []),
        *map(_sentence, counted(goal.until)),
        *([partly()] if goal.partial else []),
    ]


def partly() -> str:
    """Why there is no share of what lies in more places than the reader looks after."""
    return _("Solo se ve una parte")


def counted(until: date | None) -> list[str]:
    """How far it was counted, where that is not to its last day."""
    return [_("contado hasta el %(day)s", day=wording.long_day(until))] if until else []


def _days(aim: Aim, days: Days) -> str:
    if aim.accumulates and days.first and days.last:
        return _("desde el inicio hasta el %(day)s", day=wording.long_day(days.last))
    return wording.stretch(days)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
