"""The tables of outreach."""

from events.outreach.tables.beyond import CrowdTrait, NetworkAction, Replica
from events.outreach.tables.cited import CitedFact
from events.outreach.tables.counting import (
    CountCheck,
    CountedAnswers,
    CountedAudience,
    CountedEvent,
    CountedPerson,
    RegisterTouch,
)
from events.outreach.tables.indicators import Indicator, Milestone, ReportingRule, Target
from events.outreach.tables.periods import (
    Adjustment,
    AdjustmentLine,
    Snapshot,
    SnapshotEvent,
    SnapshotFigure,
)
from events.outreach.tables.receipts import FigureReceipt
from events.outreach.tables.releases import Release, ReleasePlan, ReleaseReader

__all__ = [
    "Adjustment",
    "AdjustmentLine",
    "CitedFact",
    "CountCheck",
    "CountedAnswers",
    "CountedAudience",
    "CountedEvent",
    "CountedPerson",
    "CrowdTrait",
    "FigureReceipt",
    "Indicator",
    "Milestone",
    "NetworkAction",
    "RegisterTouch",
    "Release",
    "ReleasePlan",
    "ReleaseReader",
    "Replica",
    "ReportingRule",
    "Snapshot",
    "SnapshotEvent",
    "SnapshotFigure",
    "Target",
]
