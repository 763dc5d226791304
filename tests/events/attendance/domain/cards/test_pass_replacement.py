"""Who gets a new pass goes on being one person, as far back as anything leads."""

import asyncio
import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.attendance.domain import codes, pseudonyms, register
from events.attendance.domain.cards import pass_replacement, passes
from events.attendance.domain.cards.pass_replacement import Replacement
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER, everything, line, sightings
from tests.events.attendance.printed_passes import printed
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned

pytestmark = pytest.mark.usefixtures("db")


async def period_of(event: UUID) -> UUID:
    (row,) = await fetch("SELECT period FROM event WHERE id = $1", event)
    period: UUID = row["period"]
    return period


async def stands_for(card: str, event: UUID) -> bytes:
    """The pseudonym of a pass at an event."""
    salt = await pseudonyms.salt_of(await period_of(event))
    assert salt is not None
    return pseudonyms.pseudonym(card, salt=salt, signer=SIGNER)


async def came(card: str, event: UUID, **changes: Any) -> None:
    """A line of the register with this pass."""
    pseudonym = await stands_for(card, event)
    await register.write([line(event, pseudonym=pseudonym, **changes)])


async def replaced(cast: Cast, old: str, new: str, *, same_person: bool = False) -> int:
    asked = Replacement(old=old, new=new, reason="se mojó", same_person=same_person)
    return await pass_replacement.replace(asked, by=cast.pinula, at=TODAY, signer=SIGNER)


async def people() -> tuple[int, int]:
    """How many lines count, and how many different passes those are."""
    (row,) = await fetch(
        "SELECT count(*) AS lines, count(DISTINCT pseudonym) AS passes FROM check_in WHERE standing"
    )
    return row["lines"], row["passes"]


async def assessed(card: str, event: UUID, score: int, *, days: int = 0) -> None:
    """A result in the only programme there is."""
    period = await period_of(event)
    await execute(
        "INSERT INTO programme (id, project, municipality, name, created_at, changed_at)"
        " SELECT $1, project, '0103', 'Formación', $2, $2 FROM uniqueness_period WHERE id = $3"
        " ON CONFLICT DO NOTHING",
        uuid4(), TODAY, period,
    )  # fmt: skip
    await execute(
        "INSERT INTO assessment (id, programme, period, pseudonym, score, recorded_at)"
        " SELECT $1, id, $2, $3, $4, $5 FROM programme",
        uuid4(), period, await stands_for(card, event), score, SATURDAY + timedelta(days=days),
    )  # fmt: skip


async def test_the_new_pass_takes_over_all_that_the_old_one_stood_for(cast: Cast) -> None:
    old, new, other = await printed(3)
    first, second = await planned(), await planned(title="Otro taller")
    await came(old, first)
    await came(other, first)
    await came(new, second)
    assert await people() == (3, 3)
    assert await replaced(cast, old, new) == 0
    assert await people() == (3, 2)
    assert await passes.revoked([passes.mark(old, SIGNER), passes.mark(new, SIGNER)]) == {
        passes.mark(old, SIGNER)
    }
    (row,) = await fetch("SELECT successor, reason FROM pass WHERE revoked_at IS NOT NULL")
    assert (row["successor"], row["reason"]) == (passes.mark(new, SIGNER), "se mojó")


async def test_a_voided_line_does_not_make_two_people_of_one(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await came(old, event)
    await execute(
        "UPDATE check_in SET voided_at = $1, void_reason = 'x', standing = false", SATURDAY
    )  # fmt: skip
    await came(new, event)
    assert await replaced(cast, old, new) == 0
    assert await people() == (1, 1)


async def test_a_closed_period_keeps_its_count_and_needs_no_key(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await came(old, event)
    before = await stands_for(old, event)
    await pseudonyms.destroy(await period_of(event), by=SYSTEM, at=TODAY)
    assert await replaced(cast, old, new) == 0
    assert [row["pseudonym"] for row in await sightings(event)] == [before]


async def test_what_was_set_aside_and_assessed_goes_along(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await execute(
        "INSERT INTO set_aside (id, event, at, received_at, pseudonym, sex, age_band, why)"
        " VALUES ($1, $2, $3, $3, $4, 'male', '20-24', 'late')",
        uuid4(), event, SATURDAY, await stands_for(old, event),
    )  # fmt: skip
    await assessed(old, event, 90, days=1)
    await assessed(new, event, 40)
    await replaced(cast, old, new)
    now = await stands_for(new, event)
    assert [row["pseudonym"] for row in await fetch("SELECT pseudonym FROM set_aside")] == [now]
    rows = await fetch("SELECT pseudonym, score FROM assessment")
    assert [tuple(row) for row in rows] == [(now, 90)]


async def test_of_two_results_the_latest_stays_whichever_pass_had_it(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await assessed(old, event, 90)
    await assessed(new, event, 40, days=1)
    await replaced(cast, old, new)
    assert [row["score"] for row in await fetch("SELECT score FROM assessment")] == [40]


async def test_a_damaged_card_is_known_by_what_can_still_be_read(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await came(old, event)
    await replaced(cast, f"{old[:3]}?{old[4:9]}?{old[10:]}", new)
    assert [row["pseudonym"] for row in await sightings(event)] == [await stands_for(new, event)]


async def test_a_chain_of_replacements_leads_to_the_last_pass(cast: Cast) -> None:
    first, second, third = await printed(3)
    event = await planned()
    await came(first, event)
    await replaced(cast, first, second)
    await replaced(cast, second, third)
    assert [row["pseudonym"] for row in await sightings(event)] == [await stands_for(third, event)]


async def test_a_pass_of_a_phone_can_be_replaced_and_can_replace(cast: Cast) -> None:
    phone, (card,) = codes.new_pass_code(), await printed(1)
    event = await planned()
    await came(phone, event)
    await replaced(cast, phone, card)
    assert await people() == (1, 1)
    (act,) = await fetch("SELECT subject, detail FROM audit_entry WHERE act = 'pass.replaced'")
    assert (act["subject"], "pass:KXTB-001" in act["detail"]) == ("pass:unprinted", True)
    newer = codes.new_pass_code()
    await replaced(cast, card, newer)
    held = await everything()
    assert not [code for code in (phone, card, newer) if code in held]


async def test_a_lost_pass_that_was_revoked_can_still_be_replaced(cast: Cast) -> None:
    old, new = await printed(2)
    event = await planned()
    await came(old, event)
    await execute(
        "UPDATE pass SET revoked_at = $1, reason = 'perdida' WHERE number = 1", TODAY
    )  # fmt: skip
    await replaced(cast, old, new)
    (row,) = await fetch("SELECT reason FROM pass WHERE successor IS NOT NULL")
    assert row["reason"] == "perdida"


async def test_what_cannot_be_replaced_is_explained(cast: Cast) -> None:
    old, new, other = await printed(3)
    with pytest.raises(Invalid) as refusal:
        await replaced(cast, old, old)
    assert refusal.value.fields == {"new": "La tarjeta nueva debe ser otra."}
    with pytest.raises(Invalid) as refusal:
        await replaced(cast, old, f"{new[:11]}?")
    assert refusal.value.fields == {"new": "La tarjeta nueva se tiene que poder leer entera."}
    gap = codes.ALPHABET[codes.ALPHABET.index(old[0]) - 1]
    with pytest.raises(Invalid) as refusal:
        await replaced(cast, f"{gap}{old[1:11]}?", new)
    assert refusal.value.fields == {"old": "Ninguna tarjeta impresa tiene un código así."}
    await replaced(cast, old, new)
    with pytest.raises(Invalid) as refusal:
        await replaced(cast, old, other)
    assert refusal.value.fields == {"old": "Otra tarjeta ya tomó el lugar de esta."}
    with pytest.raises(Invalid) as refusal:
        await replaced(cast, other, old)
    assert refusal.value.fields == {"new": "Esta tarjeta está anulada."}


async def test_only_coordinators_replace_and_nothing_shows_the_codes(cast: Cast) -> None:
    asked = Replacement(old="ABCD2345WXYZ", new="ABCD2345WXYY", reason="x")
    with pytest.raises(NotAllowed):
        await pass_replacement.replace(asked, by=cast.evaluator, at=TODAY, signer=SIGNER)
    assert repr(asked) == "Replacement()"


async def test_whatever_happened_everybody_counts_once_where_they_were(cast: Cast) -> None:
    """Random visits of four people who change their passes, against a list of who was where."""
    dice = random.Random(2026)
    cards = await printed(12)
    bearers = {person: [cards.pop()] for person in range(4)}
    events = [await planned(title=f"Taller {n}") for n in range(3)]
    visits = set()
    for _step in range(40):
        person, event = dice.randrange(4), dice.choice(events)
        if dice.random() < 0.75:
            await came(bearers[person][-1], event, sex=dice.choice(["female", "unknown"]))
            visits.add((person, event))
        elif cards:
            # Somebody may use the new pass before it is said that it replaces the old one.
            fresh = cards.pop()
            await came(fresh, event)
            visits.add((person, event))
            await replaced(cast, bearers[person][-1], fresh, same_person=True)
            bearers[person].append(fresh)
        assert await people() == (len(visits), len({visitor for visitor, _event in visits}))


async def test_of_two_that_replace_each_other_at_once_one_is_refused(cast: Cast) -> None:
    one, other = codes.new_pass_code(), codes.new_pass_code()
    done = await asyncio.gather(
        replaced(cast, one, other), replaced(cast, other, one), return_exceptions=True
    )
    assert sorted(type(it).__name__ for it in done) == ["Invalid", "int"]
