"""Rules of reminders: what ships, and who may change what."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from notifications.domain.reminders import reminder_rules, rule_preview, rule_words
from notifications.domain.reminders.rule_checking import Remind
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.translation import speaking
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.reminding import rules_put_back
from tests.support.rounds import DAY, accepted, invited
from tests.support.seats import asked, taking
from volunteers.assignments.domain import needs
from volunteers.assignments.domain.needs import Needed

TWO_HOURS = Remind(minutes_before=120, kind="workshop", channel="sms")


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """Rules added here are gone afterwards."""
    async with rules_put_back():
        yield


async def in_words() -> list[tuple[str, str, str, str]]:
    return [
        (
            rule_words.ahead(rule.minutes_before),
            rule_words.roles()[rule.role or ""],
            rule_words.events(rule),
            rule_words.channels()[rule.channel or ""],
        )
        for rule in await reminder_rules.rules()
    ]


async def test_everybody_who_helps_and_who_registered_is_reminded_a_day_before(db: None) -> None:
    assert await in_words() == [
        ("1 día antes", "Todas las personas del equipo", "Todas las actividades",
         "Como cada persona prefiere"),
        ("1 día antes", "Quienes se inscribieron", "Todas las actividades",
         "Como cada persona prefiere"),
    ]  # fmt: skip


async def test_a_rule_is_made_changed_and_removed_and_all_of_it_is_kept(cast: Cast) -> None:
    made = await reminder_rules.make(TWO_HOURS, by=cast.admin, at=TODAY)
    assert (await in_words())[-1] == (
        "2 horas antes", "Todas las personas del equipo", "Taller", "Mensaje de texto"
    )  # fmt: skip
    to_leads = Remind(minutes_before=45, role="lead", audience="parents-carers")
    await reminder_rules.change(made, to_leads, by=cast.admin, at=TODAY)
    rule = await reminder_rules.rule(made)
    assert (rule.remind, (await in_words())[-1][:2]) == (
        to_leads, ("45 minutos antes", "Facilitación principal")
    )  # fmt: skip
    await reminder_rules.remove(made, by=cast.admin, at=TODAY)
    assert len(await reminder_rules.rules()) == 2
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'reminder_rule%' ORDER BY id")
    assert [row["act"] for row in acts] == [
        "reminder_rule.made", "reminder_rule.changed", "reminder_rule.removed"
    ]  # fmt: skip


async def test_a_rule_that_says_the_same_is_refused_in_words(cast: Cast) -> None:
    made = await reminder_rules.make(TWO_HOURS, by=cast.admin, at=TODAY)
    with pytest.raises(Conflict, match="Ya hay una regla igual"):
        await reminder_rules.make(TWO_HOURS, by=cast.admin, at=TODAY)
    with pytest.raises(Conflict):
        await reminder_rules.change(made, Remind(minutes_before=1440), by=cast.admin, at=TODAY)
    await reminder_rules.change(made, TWO_HOURS, by=cast.admin, at=TODAY)


@pytest.mark.parametrize(
    ("remind", "field"),
    [(Remind(minutes_before=4), "number"), (Remind(minutes_before=43_201), "number"),
     (Remind(minutes_before=60, role="coordinator"), "role"),
     (Remind(minutes_before=60, channel="webhook"), "channel"),
     (Remind(minutes_before=60, role="registered", channel="sms"), "channel")],
)  # fmt: skip
async def test_a_rule_that_cannot_be_is_refused(cast: Cast, remind: Remind, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        await reminder_rules.make(remind, by=cast.admin, at=TODAY)
    assert list(refused.value.fields) == [field]


async def test_who_coordinates_changes_no_rule(cast: Cast) -> None:
    first = (await reminder_rules.rules())[0].id
    with pytest.raises(NotAllowed):
        await reminder_rules.make(TWO_HOURS, by=cast.pinula, at=TODAY)
    with pytest.raises(NotAllowed):
        await reminder_rules.change(first, TWO_HOURS, by=cast.pinula, at=TODAY)
    with pytest.raises(NotAllowed):
        await reminder_rules.remove(first, by=cast.pinula, at=TODAY)


@pytest.mark.parametrize("nobody", [uuid4()])
async def test_a_rule_that_is_not_there_is_not_found(cast: Cast, nobody: UUID) -> None:
    with pytest.raises(NotFound):
        await reminder_rules.change(nobody, TWO_HOURS, by=cast.admin, at=TODAY)
    with pytest.raises(NotFound):
        await reminder_rules.remove(nobody, by=cast.admin, at=TODAY)


async def test_a_preview_counts_whom_each_rule_would_reach_in_a_month(
    db: None, settings: Settings
) -> None:
    event = await taking(4)
    await needs.state(event, Needed(lead=2), by=SYSTEM, at=TODAY)
    await accepted(event=event)
    await invited("Beto Ben", event=event)
    await invited("Caro Cal", event=await planned(kind="forum"))
    await asked(event, 2, contact="ana@correo.test")
    await asked(event)
    await execute("UPDATE event SET starts_at = starts_at + interval '60 days',"
                  " ends_at = ends_at + interval '60 days' WHERE id = $1",
                  await planned())  # fmt: skip
    wanted = [
        Remind(minutes_before=1440),
        TWO_HOURS,
        Remind(minutes_before=60, role="assistant"),
        Remind(minutes_before=60, role="registered"),
        Remind(minutes_before=1440, channel="sms"),
    ]
    found = await rule_preview.reached(wanted, settings, at=TODAY)
    assert [(one.reminders, one.people, one.events, one.only_here) for one in found] == [
        (3, 3, 2, 0), (2, 2, 1, 2), (0, 0, 0, 0), (1, 1, 1, 0), (3, 3, 2, 3)
    ]  # fmt: skip
    assert (await rule_preview.reached(wanted[:1], settings, at=SATURDAY - DAY))[0].reminders == 0


async def test_rules_are_named_in_the_language_of_whoever_reads(cast: Cast) -> None:
    both = Remind(minutes_before=7 * 1440, kind="workshop", audience="parents-carers")
    await reminder_rules.make(both, by=SYSTEM, at=TODAY)
    spanish = rule_words.events((await reminder_rules.rules())[0])
    with speaking("en"):
        english = (await reminder_rules.rules())[0].kind_name
    assert (spanish.startswith("Taller, público: "), english) == (True, "Workshop")
