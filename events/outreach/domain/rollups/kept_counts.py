"""What was counted for good: in periods that were closed since.

Nothing but retention changes their registers, and what it removes was there all the same.
"""

from typing import Final

FOR_GOOD: Final = """
    SELECT kept.event FROM counted_event kept
        JOIN event counting ON counting.id = kept.event AND counting.period = kept.period
        JOIN uniqueness_period past ON past.id = kept.period
    WHERE past.closed_at IS NOT NULL
"""
"""The events of which it is."""
