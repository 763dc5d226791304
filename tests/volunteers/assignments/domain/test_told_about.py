"""What letters say about a team is how it stands when they are written."""

from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.rounds import accepted
from tests.support.turns import crowd, place_of, says, takes_over
from volunteers.assignments.domain import covering, needs, searches, substitutes, told_about
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.told_about import Ended, HandedOver, Lack, Member


async def test_a_lack_says_who_does_something_about_it(db: None) -> None:
    event = await planned()
    await needs.state(event, Needed(lead=1), by=SYSTEM, at=TODAY)
    assert await told_about.lack(event, "lead") == Lack(missing=1, searching=False, asked=False)
    ana = await accepted("Ana Ayuda", event=event)
    assert await told_about.lack(event, "lead") == Lack(missing=0, searching=False, asked=False)
    assert not await told_about.replaces(ana)
    await crowd("Beto")
    await says("Ana", "declined")
    await covering.advance(at=TODAY)
    assert await told_about.lack(event, "lead") == Lack(missing=1, searching=True, asked=True)
    assert await told_about.replaces(await place_of("Beto"))


async def test_a_handover_names_who_leaves_and_who_comes(db: None) -> None:
    event = await planned()
    ana = await accepted("Ana Ayuda", event=event)
    await helper("Beto Ayuda")
    search = await substitutes.ask(ana, at=TODAY)
    assert await told_about.ended(search) == Ended(
        event=event, role="lead", asker="Ana Ayuda", asked=0
    )
    await takes_over("Beto", search)
    change = HandedOver(event=event, role="lead", leaves="Ana Ayuda", comes="Beto Ayuda")
    assert await told_about.handed_over(search) == change
    assert await told_about.member(ana) == Member(event=event, role="lead", name="Ana Ayuda")
    assert await searches.of_asker(ana) is None
