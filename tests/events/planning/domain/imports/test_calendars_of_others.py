"""Bringing in calendars that other programs wrote."""

from datetime import timedelta

import pytest

from events.planning.domain.exports.calendar_file import calendar_file
from events.planning.domain.ical import CalendarFace
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.imported import brought_in, counts, everything

pytestmark = pytest.mark.usefixtures("db")


def calendar(*lines: str, uid: str = "x@elsewhere") -> str:
    """A calendar with one event of two hours on 5 December."""
    told = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"UID:{uid}", *lines]
    return "\r\n".join([*told, "END:VEVENT", "END:VCALENDAR", ""])


TIMES = ("DTSTART;TZID=America/Guatemala:20261205T090000", "DURATION:PT2H")


async def test_an_event_keeps_its_identity_and_finds_its_words() -> None:
    content = calendar(
        *TIMES, "SUMMARY:Tarde de juegos", "CATEGORIES:Cineforo", "LOCATION:Parque, Mixco"
    )
    assert counts(await brought_in(content, municipality="")) == {"new": 1}
    (event,) = await everything()
    assert (event.uid, event.kind, event.municipality, event.status) == (
        "x@elsewhere", "film-forum", "0108", "draft",
    )  # fmt: skip
    assert counts(await brought_in(content, municipality="")) == {"unchanged": 1}


async def test_a_meeting_address_in_place_of_a_place_is_a_meeting() -> None:
    await brought_in(calendar(*TIMES, "SUMMARY:En línea", "LOCATION:https://meet.test/1"))
    (event,) = await everything()
    assert (event.modality, event.meeting_url, event.venue) == (
        "virtual",
        "https://meet.test/1",
        None,
    )


async def test_an_endless_identity_is_shortened_always_alike() -> None:
    content = calendar(*TIMES, "SUMMARY:Largo", uid="x" * 400)
    assert counts(await brought_in(content)) == {"new": 1}
    assert counts(await brought_in(content)) == {"unchanged": 1}


async def test_what_was_called_off_elsewhere_is_called_off_here() -> None:
    gone = calendar(*TIMES, "SUMMARY:Taller", "STATUS:CANCELLED")
    (outcome,) = await brought_in(gone)
    assert (outcome.outcome, await everything()) == ("left", [])
    await brought_in(calendar(*TIMES, "SUMMARY:Taller"))
    (outcome,) = await brought_in(gone, at=TODAY + timedelta(days=1))
    (event,) = await everything()
    assert (outcome.outcome, event.status, event.cancellation_reason) == (
        "changed", "cancelled", "other",
    )  # fmt: skip
    assert counts(await brought_in(gone)) == {"unchanged": 1}


async def test_an_event_of_another_municipality_stays_as_it_is(cast: Cast) -> None:
    await planned(municipality="0108", title="De Mixco")
    before = await everything()
    content = calendar_file(before, CalendarFace(name="Agenda"), {})
    stolen = content.replace(b"MUNICIPALITY:0108", b"MUNICIPALITY:0103")
    for each in (content, stolen):
        (outcome,) = await brought_in(each, by=cast.pinula)
        assert (outcome.outcome, list(outcome.wrong)) == ("refused", ["uid"])
    assert await everything() == before
