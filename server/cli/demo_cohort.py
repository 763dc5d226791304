"""A cohort of the demonstration that has finished: three sessions, printed passes, and results."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from events.attendance.domain import codes, pseudonyms, register
from events.attendance.domain.cards import pass_sheets
from events.attendance.domain.cards.pass_sheets import NewSheet
from events.attendance.domain.register import Line
from events.attendance.tables import Assessment
from events.planning.domain import agenda, planning, programme_book
from events.planning.domain.draft import EventDraft
from events.planning.domain.programme_book import ProgrammeDraft
from notifications.domain import upstairs
from server.cli.demo_calendar import ZONE
from server.cli.demo_chance import Chance
from server.cli.demo_storage import store
from server.foundation.identity import Actor, new_id
from server.foundation.signing import Signer

SESSIONS: Final = ("Mirar el barrio", "Decidir en grupo", "Presentar la propuesta")
CARDS: Final = 24
COMES: Final = 0.85
SCORES: Final = {"85": 5, "70": 5, "60": 3, "45": 2}


async def finished(
    municipality: str, *, by: Actor, signer: Signer, seed: int, at: datetime
) -> None:
    """Three afternoons of the past month, and who came to which of them."""
    chance = Chance(seed)
    programme = await programme_book.add(
        ProgrammeDraft(
            name="Escuela de participación", cohort="Grupo de octubre", municipality=municipality,
            needed=2, assessment="Propuesta escrita", pass_mark=60,
        ),
        by=by, at=at - timedelta(days=60),
    )  # fmt: skip
    cards = await _printed(municipality, by=by, signer=signer, at=at - timedelta(days=40))
    for place, title in enumerate(SESSIONS, 1):
        starts = at.replace(minute=0, second=0, microsecond=0) - timedelta(days=36 - 7 * place)
        draft = _session(title, municipality, starts, programme=programme, place=place)
        event = await planning.plan(draft, by=by, at=starts - timedelta(days=9))
        await planning.publish(event, by=by, at=starts - timedelta(days=9), above=upstairs)
        period = (await agenda.event(event)).period
        trails = await _trails(cards, period, signer)
        came = [trail for trail in trails if chance.happens(COMES)]
        await register.write([_line(event, starts, trail, chance) for trail in came])
        await planning.close(event, by=by, at=starts + timedelta(hours=4))
    results = [_result(programme, period, trail, chance, at) for trail in trails[:-4]]
    await store(results)


async def _printed(municipality: str, *, by: Actor, signer: Signer, at: datetime) -> list[str]:
    """The codes of a sheet that was given out; they are kept nowhere."""
    drawn = [codes.new_pass_code() for _number in range(CARDS)]
    letters = await pass_sheets.free_letters()
    sheet = NewSheet(
        id=new_id(), letters=letters, municipality=municipality, cards=CARDS,
        note="Grupo de octubre",
    )  # fmt: skip
    await pass_sheets.keep(sheet, drawn, by=by, at=at, signer=signer)
    return drawn


async def _trails(cards: Sequence[str], period: UUID, signer: Signer) -> list[bytes]:
    salt = await pseudonyms.salt_of(period)
    assert salt is not None, "nothing was destroyed yet"
    return [pseudonyms.pseudonym(card, salt=salt, signer=signer) for card in cards]


def _session(
    title: str, municipality: str, starts: datetime, *, programme: UUID, place: int
) -> EventDraft:
    return EventDraft(
        title=title, kind="workshop", municipality=municipality, capacity=30,
        audiences=("youth-leaders",), topics=("support-networks",), programme=programme,
        programme_position=place, starts_at=starts, ends_at=starts + timedelta(hours=3), zone=ZONE,
    )  # fmt: skip


def _line(event: UUID, starts: datetime, trail: bytes, chance: Chance) -> Line:
    at = starts + chance.minutes(-10, 20)
    return Line(
        id=new_id(), event=event, source="door", at=at, received_at=at, pseudonym=trail,
        sex=chance.choice(("female", "male")), age_band=chance.choice(("18-19", "20-24")),
        audience="youth-leaders",
    )  # fmt: skip


def _result(
    programme: UUID, period: UUID, trail: bytes, chance: Chance, at: datetime
) -> Assessment:
    return Assessment(
        id=new_id(), programme=programme, period=period, pseudonym=trail,
        score=int(chance.drawn(SCORES)), recorded_at=at - timedelta(days=12),
    )  # fmt: skip
