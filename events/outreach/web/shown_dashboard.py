"""Everything that the dashboard shows, asked for and put into words."""

from datetime import datetime
from typing import Final
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain import gaps_read, ledgers, stretches
from events.outreach.domain.beyond.indirect import indirect
from events.outreach.domain.equity.equity import equity
from events.outreach.domain.equity.sentences import caveat
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.progress import progress
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.periods import adjustments
from events.outreach.domain.questions import Question
from events.outreach.domain.stretches import MONTH
from events.outreach.domain.trends import trend, within
from events.outreach.domain.upstairs import KnowsHelp
from events.outreach.web import (
    dashboard_asked,
    shown_days,
    shown_equity,
    shown_gaps,
    shown_goals,
    shown_questions,
    shown_registers,
    shown_state,
    shown_tiles,
    shown_trends,
)
from events.outreach.web.dashboard_asked import Asked
from events.outreach.web.offered import Offered
from events.outreach.web.shown_equity import EquityShown
from events.outreach.web.shown_gaps import Gaps
from events.outreach.web.shown_goals import GoalGroup
from events.outreach.web.shown_map import MapOf, PlaceLine, place_lines, place_map
from events.outreach.web.shown_registers import RegisterLine
from events.outreach.web.shown_state import Adjustments
from events.outreach.web.shown_tiles import Tile
from events.outreach.web.shown_trends import Trends
from events.planning.domain import agenda, codelists
from server.foundation.identity import Actor
from server.web.forms import Form

MONTHS: Final = 12  # that the table of topics looks back
OLDEST: Final = 3  # open registers that are named


class OpenRegisters(Struct, frozen=True, kw_only=True):
    """How many there are, and the oldest of them."""

    number: int
    oldest: list[RegisterLine]


class Board(Struct, frozen=True, kw_only=True):
    """The dashboard from top to foot.

    `nothing` where no event has ever begun, `nobody` where nobody stands in any register.
    """

    said: str
    compared: str
    events: int
    nobody: bool
    tiles: list[Tile]
    goals: list[GoalGroup]
    map: Markup
    map_title: str
    places: list[PlaceLine]
    trends: Trends
    gaps: Gaps
    open: OpenRegisters
    equity: EquityShown
    caveat: str
    fresh: str
    adjustments: Adjustments | None
    links: dict[str, str]

    @property
    def nothing(self) -> bool:
        return self.trends.nothing and not self.events and self.gaps.nothing


class _Reader(Struct, frozen=True):
    """Who asks, and when."""

    by: Actor
    at: datetime


async def board(
    asked: Asked,
    offered: Offered,
    form: Form,
    *,
    by: Actor,
    at: datetime,
    help_given: KnowsHelp,
) -> Board:
    """Ask for everything, as far as `by` looks after it."""
    question, reader = asked.question, _Reader(by, at)
    found = await trend(question, asked.before, asked.over_time, by=by, at=at)
    shown_map = MapOf(cells=found.now.by["municipality"].cells, by_residents=asked.by_residents)
    return Board(
        said=shown_questions.said(question, offered),
        compared=shown_days.days(asked.before),
        events=found.now.events,
        nobody=found.now.total.contacts == 0,
        tiles=await _tiles(asked, found.now, found.before, reader),
        goals=await _goals(asked, offered, reader, help_given),
        map=place_map(offered.within(question), shown_map, links=_places(asked, offered, form)),
        map_title=shown_map.title,
        places=place_lines(offered.within(question), shown_map.cells, question),
        trends=shown_trends.trends(
            question, asked.over_time, found.over_time, by_month=asked.by_month, today=asked.today
        ),
        gaps=await _gaps(asked, offered, reader),
        open=await _open(shown_state.still_open(found), by),
        equity=await _equity(question, reader),
        caveat=caveat(),
        fresh=shown_state.fresh(found.now.fresh, at=at, zone=question.zone),
        adjustments=await _adjustments(asked, reader),
        links=dashboard_asked.links(form, asked),
    )


async def _tiles(asked: Asked, now: Figures, before: Figures, reader: _Reader) -> list[Tile]:
    questions = asked.question, within(asked.question, asked.before)
    reached = [await indirect(it, by=reader.by, at=reader.at) for it in questions]
    return shown_tiles.tiles(asked.question, now, before, (reached[0].total, reached[1].total))


async def _goals(
    asked: Asked, offered: Offered, reader: _Reader, help_given: KnowsHelp
) -> list[GoalGroup]:
    question = asked.question
    ids = {funded.slug: funded.id for funded in offered.projects}
    project = None if question.project is None else ids[question.project]
    days = Days(question.first, question.last, question.zone)
    found = await progress(project, days, by=reader.by, at=reader.at, help_given=help_given)
    return shown_goals.groups(found, days, municipality=question.municipality)


def _places(asked: Asked, offered: Offered, form: Form) -> dict[str, str]:
    """Each municipality leads to its own dashboard; one that stands alone is there already."""
    if asked.question.municipality:
        return {}
    places = offered.within(asked.question)
    return {place.ine: dashboard_asked.address(form, municipio=place.ine) for place in places}


async def _gaps(asked: Asked, offered: Offered, reader: _Reader) -> Gaps:
    question = asked.question
    places = offered.within(question)
    until = min(question.last or asked.today, asked.today)
    return shown_gaps.shown(
        await gaps_read.treated(
            [place.ine for place in places],
            project=question.project, zone=question.zone, at=reader.at,
        ),
        places=places,
        topics=await codelists.topics(),
        months=stretches.latest(until, MONTHS, MONTH),
    )  # fmt: skip


async def _equity(question: Question, reader: _Reader) -> EquityShown:
    """Of every place, also where one is asked about: alone it falls behind nobody."""
    everywhere = replace(question, municipality=None)
    return shown_equity.shown(await equity(everywhere, by=reader.by, at=reader.at), everywhere)


async def _open(ids: list[UUID], by: Actor) -> OpenRegisters:
    events = sorted(await agenda.events(ids), key=lambda event: event.starts_at)
    lines = [shown_registers.line(event, by=by) for event in events[:OLDEST]]
    return OpenRegisters(number=len(ids), oldest=lines)


async def _adjustments(asked: Asked, reader: _Reader) -> Adjustments | None:
    counted = await ledgers.counted(asked.question, by=reader.by, at=reader.at)
    lines = await adjustments.lines([event.id for event in counted])
    return shown_state.adjustments(lines)
