"""What became of every event: held and counted, called off, still open or still a draft."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from events.planning.domain.planning import CANCELLATION_REASONS
from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_plan import Planned

CANCELLED: Final = 6
LEFT_OPEN: Final = 4
DRAFTS: Final = 5
RECENT: Final = timedelta(weeks=3)
# What is held this often can be called off once and still have happened.
OFTEN: Final = 5


def settled(chance: Chance, half: HalfYear, planned: Sequence[Planned]) -> list[Planned]:
    """The agenda as it stands at the beginning of the present week."""
    past = [event for event in planned if event.day < half.monday]
    older = [event for event in past if event.day < half.monday - RECENT]
    far = [event for event in planned if event.day >= half.monday + RECENT]
    often = [event for event in older if event.turn.format.times >= OFTEN]
    off = [event.id for event in chance.sample(often, CANCELLED)]
    open_still = [event.id for event in chance.sample(past[len(older) :], LEFT_OPEN)]
    drafts = [event.id for event in chance.sample(far, DRAFTS)]
    became = {
        **{event.id: "closed" for event in past},
        **dict.fromkeys(open_still, "published"),
        **dict.fromkeys(drafts, "draft"),
    }
    reasons: dict[UUID, str] = dict(zip(off, CANCELLATION_REASONS, strict=True))
    return [_became(event, became.get(event.id, "published"), reasons) for event in planned]


def _became(event: Planned, status: str, reasons: dict[UUID, str]) -> Planned:
    reason = reasons.get(event.id)
    return replace(event, status="cancelled" if reason else status, reason=reason)
