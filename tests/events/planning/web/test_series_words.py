"""What a preview says of each date, and what a series says of its exceptions."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain.series import reading
from events.planning.domain.series.cutting import cut
from events.planning.domain.series.pattern import occurrences
from events.planning.domain.series.regeneration import Existing, Step
from events.planning.domain.series.wish import Preview, Wish
from events.planning.domain.upstairs import Clash, Hold
from events.planning.web import series_words
from tests.support.events import WORKSHOP
from tests.support.series import BEFORE, TUESDAYS, repeated

FIRST, SECOND = occurrences(TUESDAYS)[:2]
WAS = Existing(
    event=UUID(int=7),
    key="1.",
    starts_at=SECOND.starts_at - timedelta(hours=1),
    ends_at=SECOND.ends_at,
    status="published",
    hold=Hold(helpers=2),
)


def preview(*steps: Step) -> Preview:
    wish = Wish(pattern=TUESDAYS, draft=WORKSHOP)
    return Preview(wish=wish, steps=list(steps), fingerprint="")


def clash(what: str) -> Clash:
    at = datetime(2026, 12, 8, 16, 0, tzinfo=UTC)
    return Clash(
        slot=0, what=what, who="Salón", event=UUID(int=1), title="Asamblea",
        municipality_name="Mixco", starts_at=at, ends_at=at, zone="America/Guatemala",
    )  # fmt: skip


def test_dates_come_by_what_becomes_of_them() -> None:
    steps = [
        Step(what="kept", key="1.", was=WAS, wish=SECOND, why="by_hand"),
        Step(what="made", key="0.", wish=FIRST, clashes=(clash("venue"),)),
    ]
    made, kept = series_words.groups(preview(*steps))
    assert (made.name, kept.name) == ("made", "kept")
    assert (made.lines[0].day, made.lines[0].time, made.lines[0].omit) == (
        "martes 1 de diciembre de 2026", "09:00–11:00", "2026-12-01.",
    )  # fmt: skip
    assert made.lines[0].clashes == ["Salón: ocupado por «Asamblea», mar 8 dic, 10:00."]
    assert (kept.lines[0].why, kept.lines[0].time, kept.lines[0].href) == (
        "Se editó aparte.", "08:00–11:00", f"/eventos/{WAS.event}",
    )  # fmt: skip


def test_who_moves_along_is_named() -> None:
    step = Step(what="moved", key="1.", was=WAS, wish=SECOND, clashes=(clash("travel"),))
    line = series_words.groups(preview(step))[0].lines[0]
    assert (line.before, line.people) == ("mar 8 dic, 08:00", "2 personas asignadas")
    assert line.clashes == ["Salón no alcanza a llegar: antes o después está en «Asamblea»."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"detached_at": SECOND.starts_at}, ["Editada aparte"]),
        ({"occurrence": "~feed"}, ["Fuera de la regla"]),
        ({"occurrence": "9.a"}, ["Fuera de la regla"]),
        ({"occurrence": "+2026-12-03.a"}, ["Fuera de la regla"]),
        ({"starts_at": SECOND.starts_at}, ["A otra hora"]),
        ({"occurrence": "9.a", "status": "cancelled"}, []),
    ],
)
async def test_exceptions_are_named(db: None, changes: dict[str, Any], said: list[str]) -> None:
    series = await repeated()
    pattern = (await reading.series(series, at=BEFORE)).pattern
    event = msgspec.structs.replace((await reading.occurring_in(series))[0], **changes)
    assert list(series_words.exceptions([event], pattern).values()) == said


async def test_what_the_rule_no_longer_counts_is_no_exception(db: None) -> None:
    series = await repeated()
    events = await reading.occurring_in(series)
    pattern = (await reading.series(series, at=BEFORE)).pattern
    later = cut(pattern, 2).rest
    assert series_words.exceptions(events, later) == {}
