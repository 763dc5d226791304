"""Who is reminded, when, and how often."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.reminding import no_rules, rule, rules_put_back
from tests.support.rounds import DAY, HOUR, accepted, event_of, invited, moved, notices, told
from tests.support.seats import asked, taking
from volunteers.assignments.domain import invitations

TOMORROW = "Recordatorio: actividad mañana 09:00"
TODAY_AT_NINE = "Recordatorio: actividad hoy 09:00"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def shipped_rules_after_all(db: None) -> AsyncIterator[None]:
    """The rules are among the codelists that tests share."""
    async with rules_put_back():
        yield


def reminders(post: PostOffice) -> list[str]:
    return [subject for subject in post.subjects if subject.startswith("Recordatorio")]


async def test_an_accepted_person_is_reminded_a_day_before_and_once(
    office: Office, post: PostOffice
) -> None:
    await accepted()
    await told(office, SATURDAY - DAY - MINUTE)
    assert reminders(post) == []
    await told(office, SATURDAY - DAY)
    await told(office, SATURDAY - HOUR)
    assert reminders(post) == [TOMORROW]


@pytest.mark.parametrize(("hours", "reminded"), [(24, []), (23, [TOMORROW])])
async def test_who_has_not_answered_is_reminded_while_they_still_can(
    office: Office, post: PostOffice, hours: int, reminded: list[str]
) -> None:
    await invited()
    await execute("UPDATE assignment SET answer_by = $1", SATURDAY - hours * HOUR)
    await told(office, TODAY)
    await told(office, SATURDAY - DAY)
    assert reminders(post) == reminded


async def test_who_accepts_late_is_still_reminded(office: Office, post: PostOffice) -> None:
    await accepted(at=SATURDAY - 3 * HOUR)
    await told(office, SATURDAY - 2 * HOUR)
    assert reminders(post) == [TODAY_AT_NINE]


async def test_who_is_invited_late_gets_the_invitation_alone(
    office: Office, post: PostOffice
) -> None:
    await invited(at=SATURDAY - 3 * HOUR)
    await told(office, SATURDAY - 2 * HOUR)
    await told(office, SATURDAY - HOUR)
    assert post.subjects == ["Invitación: sábado 5 de diciembre, 09:00"]


async def test_nobody_is_reminded_of_what_has_begun(office: Office, post: PostOffice) -> None:
    await accepted()
    await told(office, SATURDAY)
    assert reminders(post) == []


async def test_nobody_is_reminded_of_a_draft(office: Office, post: PostOffice) -> None:
    await accepted(event=await planned(published=False))
    await told(office, SATURDAY - HOUR)
    assert reminders(post) == []


async def test_who_declines_meanwhile_is_not_reminded(office: Office, post: PostOffice) -> None:
    assignment = await accepted()
    post.to_letter = ["451 later"] * 2
    await told(office, SATURDAY - DAY)
    await invitations.answer(assignment, "declined", at=SATURDAY - 23 * HOUR)
    await told(office, SATURDAY - 22 * HOUR)
    assert (await notices())["reminder", "superseded"] == 1
    assert reminders(post) == []


async def test_a_moved_event_is_reminded_of_anew(office: Office, post: PostOffice) -> None:
    assignment = await accepted()
    await told(office, SATURDAY - DAY)
    await moved(await event_of(assignment), by=7 * DAY, at=SATURDAY - 20 * HOUR)
    await told(office, SATURDAY - HOUR)
    await told(office, SATURDAY + 6 * DAY)
    assert reminders(post) == [TOMORROW, TOMORROW]


async def test_a_cancelled_event_is_not_reminded_of(office: Office, post: PostOffice) -> None:
    assignment = await accepted()
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=SATURDAY - 2 * DAY)
    await told(office, SATURDAY - DAY)
    assert post.subjects == ["Cancelada: sábado 5 de diciembre, 09:00"]


@pytest.mark.parametrize(("role", "reminded"), [("lead", 2), ("assistant", 1)])
async def test_a_rule_for_a_role_reminds_nobody_else(
    office: Office, post: PostOffice, role: str, reminded: int
) -> None:
    await rule(120, role)
    await accepted()
    await told(office, SATURDAY - DAY)
    await told(office, SATURDAY - 2 * HOUR)
    assert len(reminders(post)) == reminded


async def test_several_rules_that_come_due_at_once_remind_once(
    office: Office, post: PostOffice
) -> None:
    await rule(120)
    await rule(240)
    await accepted()
    await told(office, SATURDAY - HOUR)
    await told(office, SATURDAY - MINUTE)
    assert reminders(post) == [TODAY_AT_NINE]


async def test_a_week_ahead_the_day_is_named(office: Office, post: PostOffice) -> None:
    await rule(7 * 24 * 60)
    await accepted()
    await told(office, TODAY)
    assert reminders(post) == ["Recordatorio: sábado 5 de diciembre, 09:00"]


async def test_what_was_written_down_early_is_not_said_early(
    office: Office, post: PostOffice
) -> None:
    await accepted()
    await told(office, SATURDAY - DAY - 36 * HOUR - MINUTE)
    assert ("reminder", "queued") not in await notices()
    for hours in (36, 20, 1):
        await told(office, SATURDAY - DAY - hours * HOUR)
    assert ((await notices())["reminder", "queued"], reminders(post)) == (1, [])
    await told(office, SATURDAY - DAY)
    assert reminders(post) == [TOMORROW]


async def test_a_reminder_that_is_held_keeps_no_other_news_back(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, SATURDAY - 2 * DAY)
    await moved(await event_of(assignment), by=HOUR, at=SATURDAY - 47 * HOUR)
    await told(office, SATURDAY - 46 * HOUR)
    assert post.subjects[1:] == ["Cambio: ahora sábado 5 de diciembre, 10:00"]
    await told(office, SATURDAY - DAY)
    assert reminders(post) == []
    await told(office, SATURDAY - 23 * HOUR)
    assert reminders(post) == ["Recordatorio: actividad mañana 10:00"]
    assert (await notices())["reminder", "superseded"] == 1


async def test_whoever_leaves_meanwhile_is_not_reminded(office: Office, post: PostOffice) -> None:
    assignment = await accepted()
    await told(office, SATURDAY - 2 * DAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=SATURDAY - 47 * HOUR)
    await told(office, SATURDAY - 46 * HOUR)
    await told(office, SATURDAY - DAY)
    assert ((await notices())["reminder", "superseded"], reminders(post)) == (1, [])


async def test_a_way_of_its_own_and_that_of_each_person_are_two_reminders(
    office: Office, post: PostOffice
) -> None:
    await rule(1440, channel="mail")
    await accepted()
    await told(office, SATURDAY - 2 * DAY)
    await told(office, SATURDAY - DAY)
    assert reminders(post) == [TOMORROW, TOMORROW]


@pytest.mark.parametrize(
    ("about", "reminded"),
    [({"kind": "workshop"}, 1), ({"kind": "forum"}, 0), ({"audience": "parents-carers"}, 1),
     ({"audience": "adolescents"}, 0), ({"kind": "workshop", "audience": "parents-carers"}, 1)],
)  # fmt: skip
async def test_a_rule_reminds_of_the_events_that_it_is_about(
    office: Office, post: PostOffice, about: dict[str, str], reminded: int
) -> None:
    await no_rules()
    await rule(120, **about)
    await accepted()
    await told(office, SATURDAY - 2 * HOUR)
    assert len(reminders(post)) == reminded


async def test_a_rule_that_is_made_when_people_were_reminded_is_not_caught_up_on(
    office: Office, post: PostOffice
) -> None:
    await accepted()
    await told(office, SATURDAY - DAY)
    await no_rules()
    await rule(1500)
    await told(office, SATURDAY - 10 * HOUR)
    assert reminders(post) == [TOMORROW]


async def test_whoever_registered_is_reminded_by_rules_of_their_own(
    office: Office, post: PostOffice
) -> None:
    await rule(120, "registered")
    await accepted(event=await taking(2))
    await asked(await taking(2), contact="ana@correo.test")
    await told(office, SATURDAY - DAY)
    await told(office, SATURDAY - 2 * HOUR)
    to = [letter["To"] for letter in post.letters if "Record" in letter["Subject"]]
    assert [("@correo" in str(one)) for one in sorted(map(str, to))] == [False, True, True]
