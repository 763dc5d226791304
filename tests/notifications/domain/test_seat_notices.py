"""What people who registered in advance are told, and what is never written down about them."""

import os
import re
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from events.planning.domain import agenda, planning
from notifications.domain.office import Office
from notifications.domain.outbox import kept_strangers
from notifications.domain.reminders import foresight
from server.accounts.domain.retention import clocks
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.jobs import Ticker
from tests.events.attendance.arriving import everything
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from tests.support.forgetting import forgotten
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, moved, notices, reinstated, told
from tests.support.seats import accepted, asked, given_back, seat, taking

ANA, BETO = "ana@correo.test", "beto@correo.test"
WHEN = "sábado 5 de diciembre, 09:00"


async def test_who_has_a_seat_is_told_once_with_the_personal_link(
    office: Office, post: PostOffice
) -> None:
    code = await asked(await taking(2), 2, contact=ANA)
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert (post.subjects, post.letters[0]["To"]) == ([f"Lugar confirmado: {WHEN}"], ANA)
    text = text_of(post.letters[0])
    assert text.startswith("Hola:\n\nHay 2 lugares apartados.")
    assert re.findall(r"/lugar/(\w+)", text) == [code]
    assert "se borra 7 días después" in text


async def test_who_left_no_address_is_told_nothing(office: Office, post: PostOffice) -> None:
    await asked(await taking())
    await told(office, TODAY)
    assert (post.letters, await notices()) == ([], {})


async def test_who_waits_is_told_that_and_when_there_is_a_seat(
    office: Office, post: PostOffice
) -> None:
    event = await taking(1)
    first, second = await asked(event), await asked(event, contact=BETO)
    await told(office, TODAY)
    await given_back(first, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await accepted(second, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects == [
        f"En lista de espera: {WHEN}", f"Hay lugar: {WHEN}", f"Lugar confirmado: {WHEN}"
    ]  # fmt: skip
    deadline = "Responder: a más tardar el sábado 28 de noviembre a las 22:00"
    assert deadline in text_of(post.letters[1])


async def test_an_offer_that_lapsed_meanwhile_is_not_announced(
    office: Office, post: PostOffice
) -> None:
    event = await taking(1)
    first, second = await asked(event), await asked(event, contact=BETO)
    await told(office, TODAY)
    await given_back(first, at=TODAY)
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    assert (await seat(second, at=TODAY + DAY)).status == "lapsed"
    await told(office, TODAY + DAY)
    assert (post.subjects[1:], (await notices())["seat_offered", "superseded"]) == ([], 1)


async def test_a_group_too_large_is_told_how_many_seats_there_are(
    office: Office, post: PostOffice
) -> None:
    event = await taking(3)
    await asked(event, 2)
    await asked(event, 3, contact=ANA)
    await told(office, TODAY)
    assert post.subjects == [f"Hay lugar para una parte del grupo: {WHEN}"]
    assert "Hay 1 lugar libre, y el grupo es de 3." in text_of(post.letters[0])


async def test_a_reminder_comes_the_day_before_but_not_on_top_of_the_confirmation(
    office: Office, post: PostOffice
) -> None:
    event = await taking(3)
    await asked(event, contact=ANA)
    await asked(event, contact=BETO, at=SATURDAY - 5 * HOUR)
    await told(office, SATURDAY - 5 * HOUR)
    await told(office, SATURDAY - 4 * HOUR)
    assert sorted(post.subjects) == [
        f"Lugar confirmado: {WHEN}",
        f"Lugar confirmado: {WHEN}",
        "Recordatorio: actividad hoy 09:00",
    ]
    assert [letter["To"] for letter in post.letters if "Record" in letter["Subject"]] == [ANA]


async def test_everybody_who_asked_hears_that_it_moved_or_is_off_or_on_again(
    office: Office, post: PostOffice
) -> None:
    event = await taking(1)
    await asked(event, contact=ANA)
    await asked(event, contact=BETO)
    await told(office, TODAY)
    await moved(event, by=HOUR)
    await told(office, TODAY + HOUR)
    await told(office, TODAY + 2 * HOUR)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + 3 * HOUR)
    await told(office, TODAY + 3 * HOUR)
    await told(office, TODAY + 4 * HOUR)
    await reinstated(event, at=TODAY + 5 * HOUR)
    await told(office, TODAY + 5 * HOUR)
    later = WHEN.replace("09", "10")
    assert sorted(post.subjects[2:4]) == [f"Cambio: ahora {later}"] * 2
    assert sorted(post.subjects[4:6]) == [f"Cancelada: {later}"] * 2
    assert sorted(post.subjects[6:]) == [f"Sí se hará: {later}"] * 2
    assert "Antes: sábado 5 de diciembre de 2026, 09:00" in text_of(post.letters[2])
    assert "Lluvia" not in text_of(post.letters[4])


async def test_a_confidential_place_is_in_no_letter(office: Office, post: PostOffice) -> None:
    event = await planned(modality="virtual", meeting_url="https://meet.test/secreto")
    await asked(await taking(event=event), contact=ANA)
    await told(office, TODAY)
    text = text_of(post.letters[0])
    assert ("Dónde: En línea" in text, "meet.test" in text) == (True, False)


async def test_a_change_of_plans_says_how_many_of_them_would_be_told(office: Office) -> None:
    event = await taking(2)
    await asked(event, contact=ANA)
    await asked(event)
    await told(office, TODAY)
    plan = await agenda.event(event)
    off = await foresight.consequences(plan, None, at=TODAY)
    assert off[0].sentence == "1 persona recibirá un aviso."


async def test_the_address_stands_in_one_place_and_in_no_log(
    office: Office, post: PostOffice
) -> None:
    event = await taking(2)
    code = await asked(event, contact=ANA)
    post.to_recipient = [f"550 5.1.1 <{ANA.upper()}> is nobody here", "550 no"]
    with capture_logs() as logged:
        await told(office, TODAY)
    assert (await notices(), post.letters) == ({("seat_registered", "failed"): 1}, [])
    kept = await everything()
    assert (kept.count(ANA), kept.count(ANA.upper()), code in kept) == (1, 0, False)
    assert [line for line in logged if ANA in str(line) or code in str(line)] == []
    await given_back(code)
    assert ANA not in await everything()


async def test_a_letter_that_was_kept_goes_with_the_address(offline_office: Office) -> None:
    event = await taking(2)
    for contact in (ANA, BETO):
        await asked(event, contact=contact)
    await told(offline_office, TODAY)
    folder = offline_office.folder
    await kept_strangers.forget(folder=folder)
    assert len(letters(folder)) == 2
    await forgotten("attendance.contacts", before=WORKSHOP.ends_at + HOUR)
    await kept_strangers.forget(folder=folder)
    assert letters(folder) == []


async def test_the_clock_lets_lapse_and_forgets(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await taking(1)
    first, second = await asked(event, contact=ANA), await asked(event, contact=BETO)
    await given_back(first)
    ticker = Ticker(office.settings, office.signer)
    at(monkeypatch, TODAY + DAY)
    await ticker._seats()
    assert [row["status"] for row in await states()] == ["cancelled", "lapsed"]
    third = await asked(event, contact=ANA, at=TODAY + DAY)
    assert third not in {first, second}
    at(monkeypatch, WORKSHOP.ends_at + 7 * DAY + HOUR)
    monkeypatch.setattr(clocks, "APART", timedelta.max)
    await ticker._retain()
    assert [row["contact"] for row in await states()] == [None, None, None]


def letters(folder: os.PathLike[str]) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".eml")]  # noqa: PTH208 (a coroutine may not use Path)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """What the ticker reads off the clock."""
    monkeypatch.setattr("server.jobs.now", lambda: moment)


async def states() -> list[dict[str, str | None]]:
    rows = await fetch("SELECT status, contact FROM registration ORDER BY asked_at")
    return [dict(row) for row in rows]
