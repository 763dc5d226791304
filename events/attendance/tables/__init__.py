"""The tables of attendance."""

from events.attendance.tables.doors import Door, DoorPhone
from events.attendance.tables.keys import PeriodKey
from events.attendance.tables.learning import (
    Assessment,
    Feedback,
    KnowledgeAnswer,
    KnowledgeQuestion,
)
from events.attendance.tables.passes import Pass, PassHeir, PassSheet
from events.attendance.tables.registers import (
    CheckIn,
    Headcount,
    RoomCount,
    Ruling,
    SetAside,
    Withdrawal,
)
from events.attendance.tables.seats import Registration, Seating
from events.attendance.tables.support import SupportService

__all__ = [
    "Assessment",
    "CheckIn",
    "Door",
    "DoorPhone",
    "Feedback",
    "Headcount",
    "KnowledgeAnswer",
    "KnowledgeQuestion",
    "Pass",
    "PassHeir",
    "PassSheet",
    "PeriodKey",
    "Registration",
    "RoomCount",
    "Ruling",
    "Seating",
    "SetAside",
    "SupportService",
    "Withdrawal",
]
