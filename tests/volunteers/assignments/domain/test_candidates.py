"""Looking for people for an event."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain import agenda
from server.foundation.database import execute
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, needs
from volunteers.assignments.domain.candidates import Candidate, candidates, helpers
from volunteers.assignments.domain.needs import Needed
from volunteers.people.domain import absences, availability, helping_limits, novices, pairings
from volunteers.people.domain.absences import NewAbsence
from volunteers.people.domain.helping_limits import Limits
from volunteers.people.domain.week import Window

MINORS: dict[str, Any] = {"audiences": ("adolescents",), "published": False}
DAY = timedelta(days=1)


def told(found: list[Candidate]) -> list[tuple[str, list[str]]]:
    return [(one.name, [reason.rule for reason in one.reasons]) for one in found]


async def asked(event: UUID, who: UUID, role: str = "lead", status: str = "invited") -> None:
    assignment = await invitations.invite(event, who, role, by=SYSTEM, at=TODAY)
    await execute("UPDATE assignment SET status = $2 WHERE id = $1", assignment, status)


async def test_a_coordinator_sees_everyone_with_every_reason(cast: Cast) -> None:
    event = await planned(**MINORS)
    await helper("Ana Apta")
    await helper("Beto Lejos", home="0108")
    await helper("Caro Sin", topics=(), cleared_until=None)
    await helper("Dani Vencida", cleared_until=date(2026, 12, 4))
    assert told(await candidates(event, "lead", by=cast.pinula)) == [
        ("Ana Apta", []),
        ("Beto Lejos", []),
        ("Dani Vencida", ["not_cleared"]),
        ("Caro Sin", ["not_cleared", "not_qualified"]),
    ]


async def test_papers_of_those_whom_others_look_after_are_not_dated(cast: Cast) -> None:
    event = await planned(**MINORS)
    for name, home in (("Ana", "0103"), ("Beto", "0108")):
        await helper(name, home=home, cleared_until=date(2026, 12, 4))
    found = await candidates(event, "lead", by=cast.pinula)
    mine, theirs = [reason.sentence for one in found for reason in one.reasons]
    assert "vale hasta el 4 de diciembre de 2026" in mine
    assert theirs == "La constancia para trabajar con menores no cubre la fecha."


async def test_what_people_said_of_their_time_is_held_to(cast: Cast) -> None:
    event = await planned()
    ana, beto, caro, dani = [
        await helper(name, home="0108") for name in ("Ana", "Beto", "Caro", "Dani")
    ]
    by, at = cast.mixco, TODAY
    that_day = SATURDAY.date()
    gone = NewAbsence(first_day=that_day, last_day=that_day)
    await absences.tell(ana, gone, by=by, at=at, today=at.date(), through=that_day)
    await availability.say(beto, [Window(5, time(13), time(0))], by=by, at=at)
    limits = Limits(most_a_week=1, most_a_month=1, travel_minutes=5)
    await helping_limits.limit(caro, limits, by=by, at=at)
    await asked(await planned(starts_at=SATURDAY - DAY, ends_at=SATURDAY - 0.9 * DAY), caro)
    found = await candidates(event, "lead", by=cast.pinula)
    assert told(found) == [
        ("Dani", []),
        ("Beto", ["unavailable"]),
        ("Caro", ["week_full", "month_full", "too_far"]),
        ("Ana", ["away"]),
    ]
    # Whoever told of an absence told through its day; the others never said a word.
    assert [[note.about for note in one.notes] for one in found] == [["untold"]] * 3 + [[]]
    assert (found[0].volunteer, found[0].possible, found[-1].possible) == (dani, True, False)


async def test_a_team_speaks_against_novices_and_for_pairs(cast: Cast) -> None:
    event = await planned()
    await needs.state(event, Needed(assistant=3), by=cast.pinula, at=TODAY)
    ana, beto, caro, eli = [await helper(name) for name in ("Ana", "Beto", "Caro", "Eli")]
    for novice in (beto, caro):
        await novices.count_as(novice, novice=True, by=cast.pinula, at=TODAY)
    await pairings.pair(ana, beto, together=True, by=cast.pinula, at=TODAY)
    await pairings.pair(eli, ana, together=False, by=cast.pinula, at=TODAY)
    alone = {"Ana": [], "Beto": ["novice"], "Caro": ["novice"], "Eli": []}
    assert dict(told(await candidates(event, "assistant", by=cast.pinula))) == alone
    await asked(event, ana, "lead", "proposed")
    found = await candidates(event, "assistant", by=cast.pinula)
    assert dict(told(found)) == {"Ana": [], "Beto": [], "Caro": [], "Eli": ["apart"]}
    (together,) = [one for one in found if one.name == "Beto"]
    assert [note.about for note in together.notes] == ["together", "untold"]
    await asked(event, beto, "assistant", "accepted")
    assert dict(told(await candidates(event, "assistant", by=cast.pinula))) == {
        "Ana": [], "Beto": ["already"], "Caro": ["novice"], "Eli": ["apart"],
    }  # fmt: skip


async def test_a_language_that_the_team_lacks_goes_before(cast: Cast) -> None:
    event = await planned()
    await needs.state(event, Needed(languages=("mam", "quc")), by=cast.pinula, at=TODAY)
    _ana, beto, caro = [await helper(name) for name in ("Ana", "Beto", "Caro")]
    await execute("UPDATE volunteer SET languages = '{es,mam}' WHERE id = ANY($1)", [beto, caro])
    found = await candidates(event, "lead", by=cast.pinula)
    assert [(one.name, one.speaks) for one in found] == [
        ("Beto", ("mam",)), ("Caro", ("mam",)), ("Ana", ()),
    ]  # fmt: skip
    await asked(event, beto, "lead")
    found = await candidates(event, "assistant", by=cast.pinula)
    assert [(one.name, one.speaks) for one in found[:2]] == [("Ana", ()), ("Caro", ())]


async def test_who_was_asked_lately_or_has_much_to_do_comes_later(cast: Cast) -> None:
    event, ana = await planned(), await helper("Ana")
    await helper("Beto")
    for days, status in (
        (90, "accepted"), (20, "invited"), (10, "declined"), (-80, "attended"), (-90, "attended"),
    ):  # fmt: skip
        starts = SATURDAY + days * DAY
        before = TODAY - 100 * DAY
        other = await planned(at=before, starts_at=starts, ends_at=starts + DAY / 24)
        assignment = await invitations.invite(other, ana, "lead", by=SYSTEM, at=before)
        await execute("UPDATE assignment SET status = $2 WHERE id = $1", assignment, status)
    found = await candidates(event, "lead", by=cast.pinula)
    assert [(one.name, one.load) for one in found] == [("Beto", 0), ("Ana", 3)]
    (known,) = await helpers(await agenda.event(event), [ana])
    assert (len(known.engagements), known.asked_at) == (0, TODAY - 100 * DAY)


async def test_a_week_begins_on_monday_and_a_month_on_its_first_day(cast: Cast) -> None:
    ana, event = await helper("Ana"), await agenda.event(await planned())
    # Begun on Sunday evening and lasting into Monday, it is of the week before.
    for days in (-6 + 0.5, -5, 1, 2, 26, 27):
        starts = SATURDAY + days * DAY
        await asked(await planned(starts_at=starts, ends_at=starts + DAY / 2), ana)
    (known,) = await helpers(event, [ana])
    assert (known.this_week, known.this_month, known.load) == (2, 3, 6)


async def test_a_qualification_for_a_topic_covers_its_sub_topics(cast: Cast) -> None:
    event = await planned(topics=("forced-domestic-labour",))
    await helper("Ana General", topics=("trafficking",))
    await helper("Beto Hermano", topics=("sexual-exploitation",))
    found = await candidates(event, "lead", by=cast.pinula)
    assert told(found) == [("Ana General", []), ("Beto Hermano", ["not_qualified"])]


async def test_a_disabled_account_is_no_candidate(cast: Cast) -> None:
    event = await planned()
    await helper("Ana")
    assert len(await candidates(event, "lead", by=cast.pinula)) == 1
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'ana@convoca.test'")
    assert await candidates(event, "lead", by=cast.pinula) == []


async def test_candidates_are_for_those_who_staff_there(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(NotAllowed):
        await candidates(event, "lead", by=cast.mixco)
