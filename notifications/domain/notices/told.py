"""What somebody was last told about an event, to compare with how it stands."""

from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

# The facts of event `e` that matter to who goes there: those that raise its SEQUENCE.
FACTS: Final = """
    jsonb_build_object('starts_at', e.starts_at, 'ends_at', e.ends_at, 'zone', e.zone,
        'municipality', e.municipality, 'venue', e.venue, 'modality', e.modality,
        'meeting_url', e.meeting_url)
"""

# The letters to helpers that say not to come (any more): `off` below.
CALLED_OFF: Final = "('cancellation', 'released', 'place_taken', 'substitute_found', 'expired')"

# By another notice than `c` itself, which may be on its second attempt. What may have been told
# counts as told: better to call off too much than too little.
LAST_TOLD: Final = f"""
    SELECT n.kind, n.kind IN {CALLED_OFF} AS off, d.told AS facts, d.outcome, d.began_at
    FROM notice n JOIN delivery d ON d.notice = n.id
    WHERE n.subject = c.subject AND n.key <> c.key
        AND (n.kind IN {CALLED_OFF} OR n.kind IN ('invitation', 'confirmation', 'change',
            'seat_registered', 'seat_offered', 'seat_change', 'seat_cancellation'))
        AND d.outcome IN ('sent', 'unknown')
    ORDER BY d.began_at DESC, d.id DESC LIMIT 1
"""


class Times(Struct, frozen=True):
    """When an event was, as far as somebody knew."""

    starts_at: datetime
    ends_at: datetime
    zone: str


def times(told: str) -> Times:
    """The times among facts that were told."""
    return msgspec.json.decode(told, type=Times)
