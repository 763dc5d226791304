"""A rota leaves what the automatic search asks alone, and ends it where it fills the place."""

from datetime import timedelta
from uuid import UUID

from server.foundation.database import fetch
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import draft, team
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import covering, invitations, needs
from volunteers.assignments.domain.needs import Needed
from volunteers.assignments.domain.rota.publishing import Published, publish
from volunteers.assignments.domain.rota.review import review

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def searched(names: tuple[str, ...], *, by: Actor) -> UUID:
    """An event that needs one lead, to which two waves have gone."""
    event = await planned()
    await needs.state(event, Needed(lead=1, assistant=0), by=by, at=TODAY)
    for name in names:
        await helper(name)
    await covering.search(event, "lead", by=by, at=TODAY)
    await covering.advance(at=TODAY)
    await covering.advance(at=TODAY + DAY)
    return event


async def outcomes() -> list[str | None]:
    rows = await fetch("SELECT outcome FROM cover_search ORDER BY opened_at, id")
    return [row["outcome"] for row in rows]


async def statuses(event: UUID) -> list[str]:
    return sorted(status for _role, status in (await team(event)).values())


async def test_a_rota_does_not_take_back_what_a_search_offered(cast: Cast) -> None:
    event = await searched(("Ana", "Berta", "Cira"), by=cast.pinula)
    at = TODAY + DAY + HOUR
    rota = await draft([], events=[event], at=at)
    found = await review(rota, by=cast.pinula, at=at)
    assert [(line.change, line.stays) for line in found.lines] == [("beside", False)] * 3
    assert [gap.missing for look in found.looks for gap in look.gaps] == [1]
    assert [entry.against for look in found.looks for entry in look.entries] == [()] * 3
    assert await publish(rota, invite=True, by=cast.pinula, at=at) == Published()
    assert (await statuses(event), await outcomes()) == (["invited"] * 3, [None])


async def test_who_fills_a_place_ends_the_search_for_it(cast: Cast) -> None:
    event = await searched(("Ana", "Berta", "Cira"), by=cast.pinula)
    at, dora = TODAY + DAY + HOUR, await helper("Dora")
    rota = await draft([(event, dora, "lead")], events=[event], at=at)
    assert await publish(rota, invite=True, by=cast.pinula, at=at) == Published(invited=1)
    assert await statuses(event) == ["expired"] * 3 + ["invited"]
    assert await outcomes() == ["called_off"]
    for hours in range(1, 60, 20):
        await covering.advance(at=at + hours * HOUR)
    assert await statuses(event) == ["expired"] * 3 + ["invited"]


async def test_who_was_offered_a_place_that_somebody_else_was_given_is_asked_again(
    cast: Cast,
) -> None:
    event = await searched(("Ana", "Berta", "Cira"), by=cast.pinula)
    at, dora = TODAY + DAY + HOUR, await helper("Dora")
    rota = await draft([(event, dora, "lead")], events=[event], at=at)
    await publish(rota, invite=True, by=cast.pinula, at=at)
    (place,) = await fetch("SELECT id FROM assignment WHERE status = 'invited'")
    await invitations.answer(place["id"], "declined", at=at + HOUR)
    await covering.advance(at=at + HOUR)
    assert await statuses(event) == ["declined", "expired", "expired", "invited"]


async def test_who_is_pencilled_in_ends_no_search(cast: Cast) -> None:
    event = await searched(("Ana", "Berta", "Cira"), by=cast.pinula)
    at, dora = TODAY + DAY + HOUR, await helper("Dora")
    rota = await draft([(event, dora, "lead")], events=[event], at=at)
    assert await publish(rota, invite=False, by=cast.pinula, at=at) == Published(proposed=1)
    assert await outcomes() == [None]


async def test_who_is_asked_anew_after_an_offer_keeps_that_when_the_search_ends(
    cast: Cast,
) -> None:
    event = await searched(("Ana", "Berta", "Cira"), by=cast.pinula)
    at = TODAY + DAY + HOUR
    (offered,) = await fetch("SELECT id, volunteer FROM assignment ORDER BY id LIMIT 1")
    await invitations.withdraw(offered["id"], by=cast.pinula, at=at)
    await invitations.invite(event, offered["volunteer"], "lead", by=SYSTEM, at=at + HOUR)
    await covering.advance(at=at + HOUR)
    assert (await statuses(event), await outcomes()) == (
        ["expired", "expired", "invited"], ["called_off"]
    )  # fmt: skip


async def test_a_search_goes_on_for_as_many_as_are_missing(cast: Cast) -> None:
    event = await planned()
    await needs.state(event, Needed(lead=2, assistant=0), by=SYSTEM, at=TODAY)
    ana, berta, *_others = [await helper(name) for name in ("Ana", "Berta", "Cira", "Dora")]
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    await invitations.invite(event, berta, "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(place, "declined", at=TODAY)
    await covering.advance(at=TODAY)
    assert await statuses(event) == ["declined", "invited", "invited"]
    await invitations.answer(place, "accepted", at=TODAY + HOUR)
    await covering.advance(at=TODAY + 2 * DAY)
    assert (await statuses(event), await outcomes()) == (
        ["accepted", "expired", "invited"], ["called_off"]
    )  # fmt: skip
