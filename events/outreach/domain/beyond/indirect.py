"""The indirect ledger: whom others told of what they learnt, or whom a medium reached."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from events.outreach.domain.beyond.choosing import ASKED, Narrowed, about_known_people, asked
from events.outreach.domain.beyond.replica import GRADES
from events.outreach.domain.questions import Question
from server.foundation.database import fetch
from server.foundation.identity import Actor

REACHED: Final = f"""
    SELECT coalesce(r.municipality, 'unknown') AS municipality, r.grade, sum(r.reach)::int AS reach
    FROM replica r JOIN project p ON p.id = r.project LEFT JOIN event e ON e.id = r.event
    WHERE {ASKED} AND r.entered_at <= $14 AND (r.voided_at IS NULL OR r.voided_at > $14)
    GROUP BY 1, 2
"""
ALL: Final = Narrowed()


class Indirect(Struct, frozen=True, kw_only=True):
    """People reached through others, as declared, never multiplied and never added to contacts.

    `total` is None where nobody recorded anything: not known, which is not zero. Both breakdowns
    add up to it; what was in no single municipality is `unknown` there.
    """

    total: int | None
    by_grade: dict[str, int]
    by_municipality: dict[str, int]


async def indirect(
    question: Question, narrowed: Narrowed = ALL, *, by: Actor, at: datetime
) -> Indirect:
    """What stood of the ledger then, as far as `by` looks after it, by the day of each replica.

    Raises NotAllowed for who may not see figures, or not those of the municipality asked about.
    """
    arguments = await asked(question, narrowed, by=by)
    if about_known_people(question):
        return _summed([])
    return _summed(await fetch(REACHED, *arguments, at))


def _summed(rows: Sequence[Mapping[str, Any]]) -> Indirect:
    by_grade: Counter[str] = Counter()
    by_municipality: Counter[str] = Counter()
    for row in rows:
        by_grade[row["grade"]] += row["reach"]
        by_municipality[row["municipality"]] += row["reach"]
    return Indirect(
        total=by_grade.total() if rows else None,
        by_grade={grade: by_grade[grade] for grade in GRADES if grade in by_grade},
        by_municipality=dict(sorted(by_municipality.items())),
    )
