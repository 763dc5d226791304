"""The question that an indicator asks of the registers."""

from msgspec.structs import replace

from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.questions import Question


def days_of(indicator: Indicator, days: Days) -> Days:
    """The days that are counted: from the project's beginning on where the indicator accumulates.

    A project begins with its first event, whatever days it was written down with.
    """
    return replace(days, first=None) if indicator.accumulates else days


def question_of(indicator: Indicator, project_slug: str, days: Days, zone: str) -> Question:
    """What the indicator asks about its project in these days."""
    counted, filters = days_of(indicator, days), indicator.filters
    return Question(
        zone=zone,
        project=project_slug,
        first=counted.first,
        last=counted.last,
        places=filters.municipalities,
        kinds=filters.kinds,
        topics=filters.topics,
        modalities=filters.modalities,
        programmes=filters.programmes,
        sexes=filters.sexes,
        age_bands=filters.age_bands,
        audiences=filters.audiences,
    )
