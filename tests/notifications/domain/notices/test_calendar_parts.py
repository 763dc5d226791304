"""Whatever a letter puts into a calendar or takes out of it is lawful (RFC 5545, 5546, 6047)."""

from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from typing import Final, TypeAlias
from uuid import UUID

import pytest

from events.planning.domain import agenda, planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.itip import reply
from tests.support.mailbox import CalendarRead, calendar_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, moved, reinstated, told
from tests.support.turns import crowd, place_of, says, takes_over
from volunteers.assignments.domain import expiry, releases, substitutes

Happening: TypeAlias = Callable[[UUID, Office], Awaitable[None]]

ANA: Final = "ana@convoca.test"
LATER: Final = TODAY + HOUR
EXPIRED: Final = TODAY + 6 * DAY + HOUR


async def _invited(_event: UUID, _office: Office) -> None:
    """Nothing more."""


async def _moved(event: UUID, _office: Office) -> None:
    await says("Ana", "accepted", at=TODAY)
    await moved(event, by=2 * HOUR, at=LATER)


async def _cancelled(event: UUID, _office: Office) -> None:
    await planning.cancel(event, "rain", by=SYSTEM, at=LATER)


async def _on_again(event: UUID, office: Office) -> None:
    await _cancelled(event, office)
    await told(office, LATER)
    await reinstated(event, at=LATER)


async def _released(_event: UUID, _office: Office) -> None:
    await says("Ana", "accepted", at=TODAY)
    await releases.release(await place_of("Ana"), "rule", at=LATER)


async def _taken(event: UUID, _office: Office) -> None:
    await accepted("Beto Ayuda", event=event)
    await says("Ana", "accepted", at=LATER)


async def _substituted(_event: UUID, office: Office) -> None:
    await says("Ana", "accepted", at=TODAY)
    await crowd("Beto")
    search = await substitutes.ask(await place_of("Ana"), at=TODAY)
    await takes_over("Beto", search, at=LATER)


async def _expired(_event: UUID, office: Office) -> None:
    await expiry.expire(at=EXPIRED)
    await told(office, EXPIRED)


HISTORIES: Final[dict[str, tuple[Happening, list[str]]]] = {
    "invitation": (_invited, ["REQUEST"]),
    "change": (_moved, ["REQUEST", "REQUEST"]),
    "cancellation": (_cancelled, ["REQUEST", "CANCEL"]),
    "on again": (_on_again, ["REQUEST", "CANCEL", "REQUEST"]),
    "released": (_released, ["REQUEST", "CANCEL"]),
    "place_taken": (_taken, ["REQUEST", "CANCEL"]),
    "substitute_found": (_substituted, ["REQUEST", "CANCEL"]),
    "expired": (_expired, ["REQUEST", "CANCEL"]),
}


@pytest.mark.parametrize("history", HISTORIES)
async def test_every_calendar_part_is_lawful_and_about_the_same(
    cast: Cast, office: Office, post: PostOffice, history: str
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await told(office, TODAY)
    happen, methods = HISTORIES[history]
    await happen(event, office)
    await told(office, max(LATER, EXPIRED) if history == "expired" else LATER)
    letters = [letter for letter in post.to(ANA) if len(list(letter.iter_parts())) == 3]
    read = [calendar_of(letter) for letter in letters]
    assert [one["METHOD"] for one in read] == methods
    for letter, one in zip(letters, read, strict=True):
        assert _faults(letter, one) == []
        assert one["UID"] == (await agenda.event(event)).uid


async def test_who_said_yes_is_not_asked_again_by_their_calendar(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await accepted("Beto Ayuda", event=event)
    await told(office, TODAY)
    ana, beto = (calendar_of(post.to(address)[0]).raw for address in (ANA, "beto@convoca.test"))
    assert libical.complaints(beto) == libical.complaints(reply(beto, "DECLINED", at=LATER)) == []
    assert (b"PARTSTAT=NEEDS-ACTION;" in ana, b"RSVP=TRUE" in ana) == (True, True)
    assert (b"PARTSTAT=ACCEPTED" in beto, b"RSVP" in beto) == (True, False)


async def test_an_unlawful_reply_would_be_noticed(office: Office, post: PostOffice) -> None:
    await invited()
    await told(office, TODAY)
    answer = reply(calendar_of(post.letters[0]).raw, "ACCEPTED", at=TODAY)
    assert libical.complaints(answer.replace(b"DTSTAMP", b"X-STAMP")) != []


def _faults(letter: EmailMessage, one: CalendarRead) -> list[str]:
    part = list(letter.iter_parts())[2]
    parameters = {"method": one["METHOD"], "charset": "UTF-8", "component": "vevent"}
    faults = libical.complaints(one.raw)
    if dict(part["Content-Type"].params) != parameters or part.get_filename() is not None:
        faults.append(str(part["Content-Type"]))
    if one.raw.count(b"\nATTENDEE") != 1 or one["ATTENDEE"] != f"mailto:{ANA}":
        faults.append("more than one is named, or another")
    answers = ("ACCEPTED", "DECLINED", "TENTATIVE") if one["METHOD"] == "REQUEST" else ()
    return faults + [
        fault for said in answers for fault in libical.complaints(reply(one.raw, said, at=LATER))
    ]
