"""What those who coordinate read on Mondays."""

import re
from datetime import time, timedelta

from notifications.domain.notices.digest_figures import figures
from notifications.domain.office import Office
from server.foundation.database import execute
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.late_news import MONDAY_AT_SEVEN
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, told

MINUTE = timedelta(minutes=1)
SUBJECT = "Resumen de la semana"


def read(post: PostOffice, address: str) -> list[str]:
    return [text_of(one) for one in post.to(address) if one["Subject"] == SUBJECT]


async def test_it_comes_once_on_monday_at_seven(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await planned(at=TODAY)
    for at in (MONDAY_AT_SEVEN - 4 * HOUR, MONDAY_AT_SEVEN - MINUTE):
        await told(office, at)
    assert read(post, cast.pinula.email) == []
    for at in (MONDAY_AT_SEVEN, MONDAY_AT_SEVEN + HOUR, MONDAY_AT_SEVEN + 16 * HOUR):
        await told(office, at)
    assert len(read(post, cast.pinula.email)) == 1
    assert read(post, cast.mixco.email) == []
    await told(office, MONDAY_AT_SEVEN + 7 * DAY)
    assert len(read(post, cast.pinula.email)) == 2


async def test_it_does_not_come_late(cast: Cast, office: Office, post: PostOffice) -> None:
    await planned()
    await told(office, MONDAY_AT_SEVEN + 17 * HOUR)
    assert read(post, cast.pinula.email) == []


async def test_monday_is_that_of_whoever_reads_it(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await planned()
    await execute(
        "INSERT INTO preference (account, quiet_from, quiet_until, zone, said_at)"
        " VALUES ($1, $2, $2, 'Europe/Madrid', $3)",
        cast.pinula.account, time(0), TODAY,
    )  # fmt: skip
    await told(office, MONDAY_AT_SEVEN - 7 * HOUR - MINUTE)
    assert read(post, cast.pinula.email) == []
    await told(office, MONDAY_AT_SEVEN - 7 * HOUR)
    assert len(read(post, cast.pinula.email)) == 1


async def test_it_counts_what_is_to_be_done(cast: Cast, office: Office, post: PostOffice) -> None:
    soon = MONDAY_AT_SEVEN + 2 * DAY
    await invited("Ana Ayuda", event=await planned())
    await accepted("Beto Ayuda", event=await planned(starts_at=soon, ends_at=soon + HOUR))
    past = MONDAY_AT_SEVEN - 2 * DAY
    await planned(at=past - 9 * DAY, starts_at=past - HOUR, ends_at=past)
    later = SATURDAY + 20 * DAY
    await planned(starts_at=later, ends_at=later + HOUR)
    post.to_recipient = ["550 nobody"]
    await told(office, TODAY)
    await told(office, MONDAY_AT_SEVEN)
    (text,) = read(post, cast.pinula.email)
    assert "Esto es lo que conviene mirar esta semana." in text
    assert "Actividades en dos semanas: 2" in text
    assert "Lugares sin cubrir: 3" in text
    assert "Actividades por asegurar: 2" in text
    assert "Registros sin cerrar: 1" in text
    assert "Avisos que no llegaron en la última semana: 1" in text
    pages = re.findall(r"https?://[^/]+(/(?:turnos|alcance|avisos)\S*)", text)
    assert pages == ["/turnos", "/alcance/abiertos", "/avisos?estado=failed"]


async def test_a_week_with_nothing_wrong_is_told_in_a_line(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    await execute(
        "INSERT INTO need (id, event, role, number) VALUES (gen_random_uuid(), $1, 'lead', 1)",
        event,
    )
    await accepted("Ana Ayuda", event=event)
    await told(office, MONDAY_AT_SEVEN)
    (text,) = read(post, cast.pinula.email)
    assert ("Todo en orden." in text, "/turnos" in text) == (True, False)


async def test_who_administers_reads_the_numbers_of_the_whole_network(
    cast: Cast, office: Office
) -> None:
    past = MONDAY_AT_SEVEN - 2 * DAY
    await planned()
    for municipality in ("0103", "0108"):
        await planned(
            at=past - 9 * DAY, starts_at=past - HOUR, ends_at=past, municipality=municipality
        )
    found = {
        who.name: await figures(who, at=MONDAY_AT_SEVEN)
        for who in (cast.admin, cast.pinula, cast.mixco)
    }
    assert [one.registers for one in found.values()] == [2, 1, 1]
    assert [one.events for one in found.values()] == [1, 1, 0]
