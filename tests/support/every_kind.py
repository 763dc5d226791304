"""Events about what must not be named, and everything that people are told about them."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.planning.domain import planning
from notifications.domain.contacts import contacts
from notifications.domain.kind import Kind, Writer
from notifications.domain.letter import Letter
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import writing
from notifications.domain.texts import trials
from notifications.domain.texts.phrases import phrases
from server.accounts.domain import audit, sign_in
from server.foundation.identity import SYSTEM
from server.foundation.translation import LANGUAGES, speaking
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.everything_said import everything_said
from tests.support.figures_out import figures_out, reader
from tests.support.late_news import late_news
from tests.support.reached import MAIL, account_of, named
from tests.support.rounds import DAY, HOUR, accepted, invited, moved, told
from tests.support.seats import asked, given_back, taking
from tests.support.turns import searched, takes_over
from volunteers.assignments.domain import invitations, releases, searches, substitutes
from volunteers.people.domain import volunteers

TOPICS = ("gender-violence", "social-network-risks")
TITLE = "Denuncia y violencia de género"


def heard(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], list[str]]:
    """All that is said from now on, by kind of notice, in every language whoever reads it."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)

    def listening(kind: Kind) -> Writer:
        async def write(notice: Notice, office: Office, at: datetime) -> Letter:
            for language in LANGUAGES:
                with speaking(language):
                    letter = await kind.write(notice, office, at)
                    assert letter.when or not says_when(kind.name), "it is filled in with nothing"
                    said[kind.name, language] += everything_said(kind.name, letter, office)
            return await kind.write(notice, office, at)

        return write

    kinds = {name: replace(kind, write=listening(kind)) for name, kind in KINDS.items()}
    monkeypatch.setattr(writing, "KINDS", kinds)
    return said


def says_when(kind: str) -> bool:
    """Whether a telephone is told the moment of the event."""
    return any("{when}" in told[kind].text for told in phrases().values() if kind in told)


async def one_of_every_kind(office: Office, cast: Cast) -> None:
    """An event through its whole life, and what else there is to say."""
    event = await planned(title=TITLE, topics=TOPICS)
    people = [await invited(f"{name} Ayuda", event=event) for name in ("Ana", "Beto", "Cora")]
    await accepted("Dora Ayuda", event=event)
    seats = await people_who_registered(event)
    await sign_in.make_link(account_of(cast.pinula), at=TODAY, by_mail=True)
    await audit.record(cast.mixco, "passkey.added", f"account:{cast.mixco.account}", at=TODAY)
    await named(cast.evaluator, MAIL, at=TODAY)
    elsa = account_of(await volunteers.actor_of(await helper("Elsa Ayuda")))
    await contacts.say(elsa, [MAIL], by=cast.pinula, at=TODAY, agreed=True)
    await reader(at=TODAY)
    await figures_out(at=TODAY)
    await trials.send("digest", "mail", by=cast.mixco, settings=office.settings, at=TODAY)
    await told(office, TODAY)
    await invitations.answer(people[0], "declined", "Recibí amenazas", at=TODAY)
    await invitations.withdraw(people[1], by=SYSTEM, at=TODAY)
    await given_back(seats, at=TODAY)
    await told(office, TODAY)
    await told(office, SATURDAY - DAY)
    await moved(event, by=HOUR, title=TITLE, topics=TOPICS, at=SATURDAY - DAY)
    await told(office, SATURDAY - DAY)
    await planning.cancel(event, "security", by=SYSTEM, at=SATURDAY - HOUR)
    await told(office, SATURDAY - HOUR)
    await every_turn(office)


async def every_turn(office: Office) -> None:
    """Teams of such events: taken, handed over, released, in vain, too late and not at all."""
    first, second, third = [
        await planned(title=TITLE, topics=TOPICS, starts_at=start, ends_at=start + HOUR)
        for start in (SATURDAY + 2 * DAY, SATURDAY + 3 * DAY, SATURDAY + 4 * DAY)
    ]
    fina, gil = [await invited(f"{name} Ayuda", event=first) for name in ("Fina", "Gil")]
    irma = await accepted("Irma Ayuda", event=second)
    await invited("Juan Ayuda", event=third)
    await helper("Hugo Ayuda")
    await told(office, TODAY)
    for one in (fina, gil):
        await invitations.answer(one, "accepted", at=TODAY)
    hugo = await takes_over("Hugo", await substitutes.ask(fina, "Por la denuncia", at=TODAY))
    await searches.end(await substitutes.ask(irma, at=TODAY), "nobody", at=TODAY)
    await told(office, TODAY)
    await releases.release(hugo, "rule", at=TODAY)
    await told(office, TODAY)
    await late_news(office, "es", title=TITLE, topics=TOPICS)
    await invitations.answer(irma, "declined", "Recibí amenazas", at=SATURDAY + HOUR)
    await searched(office, SATURDAY + HOUR)
    await told(office, SATURDAY + 10 * DAY)


async def people_who_registered(event: UUID) -> str:
    """Two of them, and a third who waits; the link of one."""
    await taking(2, event=event)
    names = ("ana", "beto", "cora")
    codes = [await asked(event, contact=f"{name}@correo.test") for name in names]
    return codes[0]
