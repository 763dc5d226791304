"""Registers that are doubtful, for tests: lines as doubts look at them, and how they are drawn."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import strategies as st

from events.attendance.domain.review.doubts_lines import Counted, Room, Seen
from tests.support.events import SATURDAY

EVENT = UUID(int=1)
PHONES = [None, UUID(int=7), UUID(int=8)]
HANDS = [None, UUID(int=21), UUID(int=22)]


def seen(**changes: Any) -> Seen:
    """A girl without a pass, recorded on a phone that was passed on to her."""
    usual: dict[str, Any] = {
        "id": uuid4(), "event": EVENT, "source": "self", "at": SATURDAY, "card": False,
        "sex": "female", "age_band": "13-14", "audience": None, "phone": None, "clock_skew": 0,
    }  # fmt: skip
    return Seen(**{**usual, **changes})


def counted(**changes: Any) -> Counted:
    """Twelve boys, counted on a screen."""
    usual: dict[str, Any] = {
        "id": uuid4(), "event": EVENT, "way": "screen", "at": SATURDAY, "received_at": SATURDAY,
        "people": 12, "sex": "male", "age_band": "13-14", "audience": None, "phone": None,
        "entered_by": HANDS[1], "clock_skew": 0,
    }  # fmt: skip
    return Counted(**{**usual, **changes})


def room(**changes: Any) -> Room:
    """A room with no limit that nobody counted."""
    usual: dict[str, Any] = {
        "event": EVENT, "starts_at": SATURDAY, "capacity": None, "scanned": 0,
    }  # fmt: skip
    return Room(**{**usual, **changes})


def after(seconds: float) -> datetime:
    """So many seconds after the event began."""
    return SATURDAY + timedelta(seconds=seconds)


moments = st.integers(-20_000, 9_000).map(after)
skews = st.sampled_from([0, 0, -3_600_000, 400_000])
anyone = st.builds(
    seen,
    id=st.uuids(), source=st.sampled_from(["self", "door"]), at=moments, card=st.booleans(),
    sex=st.sampled_from(["female", "male"]), phone=st.sampled_from(PHONES), clock_skew=skews,
)  # fmt: skip
any_count = st.builds(
    counted,
    id=st.uuids(), way=st.sampled_from(["screen", "paper", "door"]), at=moments,
    received_at=st.sampled_from([after(0), after(60)]), people=st.integers(1, 40),
    sex=st.sampled_from(["female", "male"]), phone=st.sampled_from(PHONES),
    entered_by=st.sampled_from(HANDS), clock_skew=skews,
)  # fmt: skip
any_room = st.builds(
    room,
    capacity=st.none() | st.integers(1, 60), scanned=st.integers(0, 40),
    count=st.just(UUID(int=3)), people=st.none() | st.integers(0, 60),
)  # fmt: skip
