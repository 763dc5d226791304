"""How many completed the programmes that a question is about.

A programme counts in the days in which its last event lies, once that is over. Who completes two of
them completed twice; in each it is as many as passes can tell, from the least to the most.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from events.attendance.domain.learning import completion
from events.attendance.domain.learning.completion import Completed, Rule, Score, Seen
from events.outreach.domain.amounts import Amount
from events.outreach.domain.asked_events import chosen
from events.outreach.domain.questions import Question
from server.foundation.database import fetch
from server.foundation.identity import Actor

FINISHED: Final = """
    SELECT g.id, g.needed, g.pass_mark
    FROM programme g JOIN project p ON p.id = g.project
        CROSS JOIN LATERAL (
            SELECT max(starts_at) AS last, max(ends_at) AS over FROM event e
            WHERE e.programme = g.id AND e.status <> 'cancelled') s
    WHERE g.municipality = ANY($2) AND ($6::text[] = '{}' OR g.municipality = ANY($6))
        AND ($3::text IS NULL OR p.slug = $3) AND ($9::uuid[] = '{}' OR g.id = ANY($9))
        AND s.over <= $1 AND ($4::timestamptz IS NULL OR s.last >= $4)
        AND ($5::timestamptz IS NULL OR s.last < $5)
        AND EXISTS (SELECT FROM event e WHERE e.programme = g.id
            AND e.status IN ('published', 'closed')
            AND ($7::text[] = '{}' OR e.kind = ANY($7))
            AND ($8::text[] = '{}' OR e.modality = ANY($8))
            AND ($10::text[] = '{}' OR EXISTS (
                SELECT FROM event_topic t WHERE t.event = e.id AND t.topic = ANY($10))))
    ORDER BY g.id
"""
SEEN: Final = """
    SELECT e.programme, e.id AS session, e.period, c.pseudonym
    FROM event e JOIN check_in c ON c.event = e.id
    WHERE e.programme = ANY($1) AND e.status IN ('published', 'closed') AND e.starts_at <= $2
        AND c.standing AND c.pseudonym IS NOT NULL
"""
SCORES: Final = (
    "SELECT programme, period, pseudonym, score FROM assessment WHERE programme = ANY($1)"
)


async def completions(question: Question, *, by: Actor, at: datetime) -> Amount | None:
    """Completions, summed over the programmes that were finished; None while none was.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    each = await by_programme(question, by=by, at=at)
    if not each:
        return None
    return Amount(sum(it.least for it in each.values()), sum(it.most for it in each.values()))


async def by_programme(question: Question, *, by: Actor, at: datetime) -> Mapping[UUID, Completed]:
    """How many completed each programme that was finished in the days asked about."""
    finished = await fetch(FINISHED, at, *await chosen(question, by=by))
    ids = [row["id"] for row in finished]
    seen = _each(await fetch(SEEN, ids, at), lambda row: Seen(row[1], row[2], row[3]))
    scores = _each(await fetch(SCORES, ids), lambda row: Score(row[1], row[2], row[3]))
    return {
        row["id"]: completion.completed(
            completion.trails(seen[row["id"]], scores[row["id"]]),
            Rule(row["needed"], row["pass_mark"]),
        )
        for row in finished
    }


def _each(rows: list[Any], read: Any) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row["programme"]].append(read(row))
    return found
