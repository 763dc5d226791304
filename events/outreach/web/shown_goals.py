"""Indicators and their targets by project, as the dashboard shows them."""

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.progress import Progress
from events.outreach.web import goal_sheet
from events.outreach.web.goal_sheet import GoalSheet


class GoalGroup(Struct, frozen=True, kw_only=True):
    """A project and its indicators, in their order; one that is `over` stands among the last."""

    project: str
    over: bool
    goals: list[GoalSheet]


def groups(found: Iterable[Progress], days: Days, *, municipality: str | None) -> list[GoalGroup]:
    """Where a place is asked about, only its targets and those of everywhere."""
    by_project = groupby(found, key=_project)
    return [
        GoalGroup(
            project=name,
            over=over,
            goals=[goal_sheet.sheet(_in_place(it, municipality), days) for it in those],
        )
        for (name, over), those in by_project
    ]


def _project(found: Progress) -> tuple[str, bool]:
    return found.indicator.project_name, found.indicator.project_retired


def _in_place(found: Progress, municipality: str | None) -> Progress:
    if municipality is None:
        return found
    asked = (None, municipality)
    own = tuple(held for held in found.targets if held.target.municipality in asked)
    return replace(found, targets=own)
