"""What the ledgers must say, from every row of the registers and the pure functions alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.clocks import corrected
from events.outreach.domain.answered import Dimension
from events.outreach.domain.counted_lines import Line, Mark, Tally, settled
from events.outreach.domain.groupings import Grouping, by_event, by_event_codes
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Breakdown, breakdowns
from server.foundation.database import fetch

ROWS: Final = """
    SELECT e.*, p.slug, array(SELECT topic FROM event_topic WHERE event = e.id ORDER BY topic)
        AS topics
    FROM event e JOIN project p ON p.id = e.project ORDER BY e.starts_at, e.id
"""


class Plain(Struct, frozen=True):
    """The events that a question is about, and the lines there, passes with settled answers."""

    events: Mapping[UUID, Mapping[str, Any]]
    marks: list[Mark]
    tallies: list[Tally]

    @property
    def lines(self) -> list[Line]:
        return [*self.marks, *self.tallies]

    def breakdowns(self) -> dict[Dimension, Breakdown]:
        by: dict[Dimension, Any] = {
            "municipality": self._by("municipality"),
            "kind": self._by("kind"),
            "topic": by_event_codes({event: row["topics"] for event, row in self.events.items()}),
            "sex": "sex",
            "age_band": "age_band",
            "audience": "audience",
        }
        return breakdowns(self.marks, self.tallies, by=by)

    def crowds(self) -> Counter[tuple[str, str, frozenset[str], frozenset[str], frozenset[str]]]:
        trails: defaultdict[tuple[UUID, bytes], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            if mark.pseudonym is not None:
                trails[mark.period, mark.pseudonym].append(mark)
        return Counter(
            (
                trail[0].sex,
                trail[0].age_band,
                frozenset(self.events[mark.event]["municipality"] for mark in trail),
                frozenset(self.events[mark.event]["kind"] for mark in trail),
                frozenset(topic for mark in trail for topic in self.events[mark.event]["topics"]),
            )
            for trail in trails.values()
        )

    def _by(self, name: str) -> Grouping:
        return by_event({id_: row[name] for id_, row in self.events.items()})


async def plain(question: Question, *, at: datetime) -> Plain:
    """Read everything, and choose by hand."""
    events = {row["id"]: dict(row) for row in await fetch(ROWS)}
    marks = [_mark(row, events) for row in await fetch("SELECT * FROM check_in") if row["standing"]]
    tallies = [
        _tally(row, events)
        for row in await fetch("SELECT * FROM headcount")
        if row["voided_at"] is None
    ]
    used = {mark.event for mark in marks} | {tally.event for tally in tallies}
    asked = {
        id_: row for id_, row in events.items()
        if _is_asked(row, question) and (row["starts_at"] <= at or id_ in used)
    }  # fmt: skip
    spoken = [mark for mark in marks if events[mark.event]["status"] in {"published", "closed"}]
    chosen = [mark for mark in settled(spoken) if mark.event in asked]
    return Plain(
        asked,
        [mark for mark in chosen if _is_of(mark, question)],
        [line for line in tallies if line.event in asked and _is_of(line, question)],
    )


def _mark(row: Mapping[str, Any], events: Mapping[UUID, Mapping[str, Any]]) -> Mark:
    return Mark(
        event=row["event"],
        period=events[row["event"]]["period"],
        pseudonym=row["pseudonym"],
        at=corrected(row["at"], row["clock_skew"]),
        sex=row["sex"],
        age_band=row["age_band"],
        audience=row["audience"] or "unknown",
    )


def _tally(row: Mapping[str, Any], events: Mapping[UUID, Mapping[str, Any]]) -> Tally:
    told = {**row, "audience": row["audience"] or "unknown"}
    return msgspec.convert({**told, "period": events[row["event"]]["period"]}, Tally)


def _is_asked(row: Mapping[str, Any], question: Question) -> bool:
    return (
        row["status"] in {"published", "closed"}
        and question.project in {None, row["slug"]}
        and question.municipality in {None, row["municipality"]}
        and (question.begins is None or question.begins <= row["starts_at"])
        and (question.ends is None or row["starts_at"] < question.ends)
        and row["municipality"] in (question.places or {row["municipality"]})
        and row["kind"] in (question.kinds or {row["kind"]})
        and row["modality"] in (question.modalities or {row["modality"]})
        and row["programme"] in (question.programmes or {row["programme"]})
        and (not question.topics or not set(question.topics).isdisjoint(row["topics"]))
    )


def _is_of(line: Line, question: Question) -> bool:
    return (
        line.sex in (question.sexes or {line.sex})
        and line.age_band in (question.age_bands or {line.age_band})
        and line.audience in (question.audiences or {line.audience})
    )
