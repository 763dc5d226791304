"""What a search offers: more people are asked than are needed, and the first to say yes has it."""

from typing import Final

# Of an assignment `a`: it waits for an answer to what a search that goes on offered. Who was asked
# anew since, by a coordinator or a rota, has an invitation of their own.
OPEN: Final = """(
    a.status = 'invited' AND EXISTS (
        SELECT FROM offer o JOIN cover_search s ON s.id = o.search
        WHERE o.assignment = a.id AND s.ended_at IS NULL AND o.offered_at >= a.changed_at)
)"""
