"""Who would be told of a change and how, before it is made."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from events.planning.domain import agenda, conflicts, planning
from events.planning.domain.upstairs import Consequence, Slot
from notifications.domain import upstairs
from notifications.domain.contacts import consents
from notifications.domain.office import Office
from notifications.domain.reminders import foresight
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.reminding import rule, rules_put_back
from tests.support.rounds import DAY, HOUR, accepted, invited, moved, notices, told
from tests.support.seats import asked, taking
from volunteers.assignments.domain import invitations, needs
from volunteers.assignments.domain.needs import Needed


async def where(event: UUID, by: timedelta) -> Slot:
    slot = conflicts.slot_of(await agenda.event(event))
    times = {"starts_at": slot.starts_at + by, "ends_at": slot.ends_at + by}
    return msgspec.structs.replace(slot, **times)


async def foreseen(event: UUID, by: timedelta | None) -> list[str]:
    becomes = None if by is None else await where(event, by)
    follow = await foresight.consequences(await agenda.event(event), becomes, at=TODAY)
    return [one.sentence for one in follow]


async def test_a_move_is_told_to_those_who_heard_of_the_event(office: Office) -> None:
    event = await planned()
    await needs.state(event, Needed(lead=3), by=SYSTEM, at=TODAY)
    await accepted("Ana Ayuda", event=event)
    await invited("Beto Ben", event=event)
    await told(office, TODAY)
    await invited("Caro Cal", event=event)  # still to be invited: her letter will say it right
    assert await foreseen(event, 2 * HOUR) == [
        "2 personas recibirán un aviso.",
        "El recordatorio a 1 persona pasa del vie 4 dic, 09:00 al vie 4 dic, 11:00.",
    ]
    await moved(event, by=2 * HOUR)
    before = (await notices())["change", "sent"]
    await told(office, TODAY + HOUR)
    assert (await notices())["change", "sent"] - before == 2


async def test_whoever_is_taken_back_to_where_they_were_need_not_hear(office: Office) -> None:
    event = await planned()
    await accepted(event=event)
    await told(office, TODAY)
    await moved(event, by=HOUR)
    assert (await foreseen(event, -HOUR))[0] == "Nadie recibe un aviso."
    assert (await foreseen(event, HOUR))[0] == "1 persona recibirá un aviso."


async def test_a_cancellation_is_told_and_its_reminder_is_not(office: Office) -> None:
    event = await planned()
    await accepted(event=event)
    await told(office, TODAY)
    assert await foreseen(event, None) == [
        "1 persona recibirá un aviso.",
        "Ya no sale el recordatorio a 1 persona del vie 4 dic, 09:00.",
    ]
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY + HOUR)
    assert (await notices())["cancellation", "sent"] == 1


async def test_looking_ahead_changes_nothing(office: Office) -> None:
    event = await planned()
    await accepted(event=event)
    await told(office, TODAY)
    before = await fetch("SELECT * FROM event"), await notices()
    await foreseen(event, DAY)
    await foreseen(event, None)
    assert (await fetch("SELECT * FROM event"), await notices()) == before


async def test_of_the_reminders_that_a_move_makes_overdue_one_leaves_at_once(
    office: Office,
) -> None:
    async with rules_put_back():
        await rule(3 * 24 * 60)
        event = await planned()
        await accepted(event=event)
        await told(office, TODAY)
        assert (await foreseen(event, -6 * DAY - 23 * HOUR))[1:] == [
            "El recordatorio a 1 persona sale enseguida: falta poco para la nueva hora."
        ]
        assert (await foreseen(event, -8 * DAY))[1:] == []


async def test_whoever_registered_is_reminded_anew_and_of_rules_only_those_about_it(
    office: Office,
) -> None:
    async with rules_put_back():
        await rule(120, kind="forum")
        await rule(180, audience="adolescents")
        event = await taking(3)
        await accepted(event=event)
        await asked(event, 2, contact="ana@correo.test")
        await asked(event)
        await told(office, TODAY)
        assert (await foreseen(event, HOUR))[1:] == [
            "El recordatorio a 2 personas pasa del vie 4 dic, 09:00 al vie 4 dic, 10:00."
        ]
        assert (await foreseen(event, None))[1:] == [
            "Ya no sale el recordatorio a 2 personas del vie 4 dic, 09:00."
        ]


async def test_a_clearance_that_lapses_before_the_new_day_is_told_by_name(db: None) -> None:
    event = await planned(audiences=("adolescents",), published=False)
    ana = await helper(cleared_until=date(2026, 12, 10))
    await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    slot = await where(event, 7 * DAY)
    (lapse,) = (await foresight.consequences(await agenda.event(event), slot, at=TODAY))[1:]
    assert lapse == Consequence(
        icon="shield-check",
        sentence="Ana Ayuda: La constancia para trabajar con menores vale hasta el"
        " 10 de diciembre de 2026 y no cubre la fecha.",
        serious=True,
    )
    assert len(await foreseen(event, 2 * DAY)) == 1


async def test_who_would_leave_the_team_is_told_and_that_minors_would_lack_them(db: None) -> None:
    event = await planned(audiences=("adolescents",), published=False)
    ana = await helper(cleared_until=date(2026, 12, 10))
    beto = await helper("Beto Ben")
    for person, role in ((ana, "lead"), (beto, "assistant")):
        place = await invitations.invite(event, person, role, by=SYSTEM, at=TODAY)
        await invitations.answer(place, "accepted", at=TODAY)
    leaves = (
        "Ana Ayuda deja el equipo: La constancia para trabajar con menores vale hasta el"
        " 10 de diciembre de 2026 y no cubre la fecha."
    )
    assert (await foreseen(event, 7 * DAY))[1:] == [leaves]
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    slot = await where(event, 7 * DAY)
    follow = await foresight.consequences(await agenda.event(event), slot, at=TODAY)
    assert [(one.sentence[:50], one.serious) for one in follow[-2:]] == [
        (leaves[:50], True), ("Con menores hacen falta dos personas adultas que h", True)
    ]  # fmt: skip


async def test_who_goes_online_is_told_as_well(office: Office) -> None:
    event = await planned()
    await accepted(event=event)
    await told(office, TODAY)
    slot = msgspec.structs.replace(await where(event, timedelta()), virtual=True)
    follow = await foresight.consequences(await agenda.event(event), slot, at=TODAY)
    assert [one.sentence for one in follow] == ["1 persona recibirá un aviso."]


async def test_who_has_no_way_is_told_in_convoca_alone(office: Office) -> None:
    event = await planned()
    await needs.state(event, Needed(lead=2), by=SYSTEM, at=TODAY)
    await accepted("Ana Ayuda", event=event)
    await accepted("Beto Ben", event=event)
    await told(office, TODAY)
    (ana,) = await fetch("SELECT id FROM account WHERE name = 'Ana Ayuda'")
    await consents.withdraw(ana["id"], "mail", "one_click", at=TODAY)
    plan = await agenda.event(event)
    follow = await foresight.consequences(plan, None, at=TODAY, settings=office.settings)
    assert [one.sentence for one in follow[:2]] == [
        "2 personas recibirán un aviso.",
        "A 1 persona solo le llegará en Convoca: no tiene otro medio.",
    ]
    assert follow[1].serious
