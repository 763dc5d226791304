"""Who asks to be erased is: a dump of the database holds neither name, mail nor telephone."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from notifications.channels import folder as shelf
from server import rooms
from server.accounts.domain import accounts, audit, managing, managing_list, sign_in
from server.accounts.domain.people_data import erasing, finding
from server.accounts.domain.people_data.holding import Erasing
from server.accounts.domain.retention import Cutoff
from server.cli.laws import ALL
from server.foundation import embedded
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.invariants import violations
from server.foundation.settings import Settings
from tests.support.cast import LONG_AGO, Cast, gather
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations

NAME, MAIL, PHONE = "Rosario Xicará", "rosario@convoca.test", "+50255559876"
DAY = timedelta(days=1)
BETWEEN, AFTER = SATURDAY + timedelta(days=1), SATURDAY + timedelta(days=2)


def dumped(pool: dict[str, Any]) -> str:
    """All the rows of the database, as a backup has them."""
    program = str(embedded.programs() / "pg_dump")
    where = ["--data-only", "-h", pool["host"], "-U", pool["user"], pool["database"]]
    done = subprocess.run([program, *where], check=True, capture_output=True, cwd="/")
    return done.stdout.decode()


async def busy_helper(cast: Cast) -> UUID:
    """Rosario helped once, will help again, and left her name wherever a name can be left."""
    person = await helper(NAME)
    (row,) = await fetch("SELECT account FROM volunteer WHERE id = $1", person)
    account = UUID(str(row["account"]))
    who = await accounts.actor(account)
    assert who is not None
    await sign_in.open_session(account, at=TODAY)
    past, ahead = (
        await planned(),
        await planned(starts_at=AFTER, ends_at=AFTER + timedelta(hours=2)),
    )
    for event in (past, ahead):
        place = await invitations.invite(event, person, "lead", by=cast.pinula, at=TODAY)
        await invitations.answer(place, "accepted", by=who, at=TODAY)
        await execute("UPDATE answer SET reason = $1", f"llamar al {PHONE}")
    later = await planned(starts_at=AFTER + DAY, ends_at=AFTER + DAY + timedelta(hours=2))
    await invitations.propose(later, person, "lead", by=cast.pinula, at=TODAY)
    await execute("UPDATE event SET notes = $2 WHERE id = $1", past, f"Llega {NAME}, {MAIL}")
    await execute(
        "INSERT INTO contact (id, account, channel, address, said_at, confirmed_at)"
        " VALUES (gen_random_uuid(), $1, 'sms', $2, $3, $3)", account, PHONE, TODAY,
    )  # fmt: skip
    await execute(
        "INSERT INTO volunteer_import (id, name, rows, created_at)"
        " VALUES (gen_random_uuid(), 'gente.csv', jsonb_build_array($1::text), $2)", MAIL, TODAY,
    )  # fmt: skip
    await told_about_her(cast, account)
    return account


async def told_about_her(cast: Cast, account: UUID) -> None:
    """One notice waits for her; another one told the coordinator of her."""
    for whose in (account, cast.pinula.account):
        notice = new_id()
        await execute(
            "INSERT INTO notice (id, key, kind, account, subject, owed_at, due_at)"
            " VALUES ($1, $2, 'invitation', $3, $1, $4, $4)", notice, str(notice), whose, TODAY,
        )  # fmt: skip
        await execute(
            "INSERT INTO inbox_entry (id, account, notice, written_at, subject, opening, facts)"
            " VALUES ($1, $2, $1, $3, 'Cambio', $4, jsonb_build_array($4::text))",
            notice, whose, TODAY, f"{NAME} ({PHONE}) no puede.",
        )  # fmt: skip


async def test_a_dump_holds_nothing_of_who_was_erased(
    db: None, pool: dict[str, Any], tmp_path: Path
) -> None:
    cast = await gather()
    account = await busy_helper(cast)
    (notice,) = await fetch("SELECT id FROM notice WHERE account = $1", account)
    shelf.keep(b"To: " + MAIL.encode(), name=str(notice["id"]), folder=tmp_path / "mail")
    before = dumped(pool)
    assert all(word in before for word in (NAME, MAIL, PHONE))
    person = await finding.person(account, rooms.PERSONAL)
    assert person.addresses == (MAIL, PHONE)
    told = {it.what: it.number for it in await erasing.preview(person, rooms.PERSONAL)}
    assert told["Avisos, enviados o por enviar: lo que falta ya no sale"] == 1
    assert dumped(pool).splitlines()[10:-10] == before.splitlines()[10:-10]

    await erasing.erase(
        account, rooms.PERSONAL, "asked", doing=Erasing(cast.admin, BETWEEN, tmp_path)
    )

    after = dumped(pool)
    assert [word for word in (NAME, "Xicar", MAIL, PHONE) if word in after] == []
    assert shelf.names(folder=tmp_path / "mail") == []
    assert await audit.first_broken_link() is None
    assert await violations(ALL) == []
    places = await fetch("SELECT status FROM assignment ORDER BY status")
    assert [row["status"] for row in places] == ["accepted", "withdrawn"]
    (search,) = await fetch("SELECT cause FROM cover_search WHERE ended_at IS NULL")
    assert search["cause"] == "withdrawn"
    (row,) = await fetch("SELECT name, disabled_at, erased_at FROM account WHERE id = $1", account)
    assert tuple(row) == ("Persona borrada", BETWEEN, BETWEEN)
    assert len(await fetch("SELECT FROM notice WHERE account = $1", cast.pinula.account)) >= 1


async def test_who_was_erased_cannot_be_found_nor_erased_again(db: None, tmp_path: Path) -> None:
    cast = await gather()
    doing = Erasing(cast.admin, TODAY, tmp_path)
    assert cast.mixco.account is not None
    await erasing.erase(cast.mixco.account, rooms.PERSONAL, "left", doing=doing)
    assert await finding.matching("mixco") == []
    assert await finding.matching("borrada") == []
    with pytest.raises(NotFound):
        await erasing.erase(cast.mixco.account, rooms.PERSONAL, "left", doing=doing)
    with pytest.raises(NotFound):
        await managing.enable(cast.mixco.account, by=cast.admin, at=TODAY)
    listed, _number = await managing_list.some(managing_list.Sift(), by=cast.admin)
    assert [one.id for one in listed if one.id == cast.mixco.account] == []
    assert len(listed) == 3


async def test_nobody_is_erased_without_a_reason_by_others_or_as_the_last_administrator(
    db: None, tmp_path: Path
) -> None:
    cast = await gather()
    assert cast.admin.account is not None
    assert cast.mixco.account is not None
    with pytest.raises(NotAllowed):
        await erasing.erase(
            cast.mixco.account, rooms.PERSONAL, "left", doing=Erasing(cast.pinula, TODAY, tmp_path)
        )
    with pytest.raises(Invalid):
        await erasing.erase(
            cast.mixco.account, rooms.PERSONAL, "", doing=Erasing(cast.admin, TODAY, tmp_path)
        )
    for by in (cast.admin, SYSTEM):
        with pytest.raises(Conflict):
            await erasing.erase(
                cast.admin.account, rooms.PERSONAL, "left", doing=Erasing(by, TODAY, tmp_path)
            )


async def test_helpers_who_have_not_been_here_for_two_years_are_erased(
    db: None, settings: Settings
) -> None:
    await helper("Sigue Aquí")
    await helper("Dejó Aquello")
    inactive = next(it for it in rooms.rules(settings) if it.name == "people.inactive").what
    later = LONG_AGO + timedelta(days=800)
    (row,) = await fetch("SELECT id FROM account WHERE name = 'Sigue Aquí'")
    await sign_in.open_session(row["id"], at=later - timedelta(days=30))
    cutoff = Cutoff(later, later - timedelta(days=730))
    assert await inactive.due(cutoff) == 1
    assert [await inactive.forget(cutoff, most=9) for _twice in range(2)] == [1, 0]
    names = await fetch("SELECT name FROM account ORDER BY name")
    assert [row["name"] for row in names] == ["Persona borrada", "Sigue Aquí"]
