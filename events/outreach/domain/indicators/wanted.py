"""What is to be measured, and for whom."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.questions import question_of
from events.outreach.domain.questions import Question
from events.outreach.domain.upstairs import KnowsHelp
from server.foundation.identity import Actor


class Wanted(Struct, frozen=True):
    """An indicator to be measured in some days, in a place or everywhere."""

    indicator: Indicator
    days: Days
    municipality: str | None = None

    @property
    def question(self) -> Question:
        """What it asks of the registers."""
        asked = question_of(self.indicator, self.indicator.project_slug, self.days, self.days.zone)
        return replace(asked, municipality=self.municipality)


class Asking(Struct, frozen=True, kw_only=True):
    """Who asks and when, and the rooms above."""

    by: Actor
    at: datetime
    help_given: KnowsHelp
