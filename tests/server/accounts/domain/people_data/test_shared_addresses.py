"""Whoever names an address that is not theirs gets nothing of others, and takes nothing away."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from server import rooms
from server.accounts.domain.people_data import Person, erasing, exporting, finding
from server.accounts.domain.people_data.holding import Erasing
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, gather
from tests.support.crew import helper
from tests.support.events import TODAY, planned

THEIRS, SHARED = "victima@correo.test", "+50255559876"


async def contact(account: UUID, channel: str, address: str, confirmed: datetime | None) -> None:
    await execute(
        "INSERT INTO contact (id, account, channel, address, said_at, confirmed_at)"
        " VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)",
        account, channel, address, TODAY, confirmed,
    )  # fmt: skip


async def seat(address: str) -> None:
    await execute(
        "INSERT INTO registration (id, event, code, people, status, contact, asked_at)"
        " SELECT gen_random_uuid(), id, convert_to($1::text, 'UTF8'), 2, 'confirmed', $1::text, $2"
        " FROM event",
        address, TODAY,
    )  # fmt: skip
    await execute(
        "INSERT INTO release_reader (id, project, name, email, language, added_at)"
        " SELECT gen_random_uuid(), id, 'Donante', $1, 'es', $2 FROM project LIMIT 1",
        address, TODAY,
    )  # fmt: skip


async def somebody(name: str) -> UUID:
    person = await helper(name)
    (row,) = await fetch("SELECT account FROM volunteer WHERE id = $1", person)
    return UUID(str(row["account"]))


async def gathered() -> tuple[Cast, Person]:
    """Uno names the mail of a stranger, and shares a telephone with Dos."""
    cast = await gather()
    await planned()
    one, other = await somebody("Uno Vecina"), await somebody("Dos Vecina")
    await contact(one, "mail", THEIRS, None)
    for account in (one, other):
        await contact(account, "sms", SHARED, TODAY)
    person = await finding.person(one, rooms.PERSONAL)
    for address in (THEIRS, SHARED, person.email.upper()):
        await seat(address)
    return cast, person


async def test_one_reads_only_what_was_asked_for_with_ones_own_mail(db: None) -> None:
    _cast, person = await gathered()
    assert person.addresses == (person.email, SHARED)
    held = {part.what: part.rows for part in await exporting.parts(person, rooms.PERSONAL)}
    seats = held["Inscripciones con el correo de su cuenta"]
    assert [row["contact"] for row in seats] == [person.email.upper()]
    readers = held["Informes de proyectos que recibe"]
    assert [row["email"] for row in readers] == [person.email.upper()]


async def test_erasing_one_leaves_what_is_of_others(db: None, tmp_path: Path) -> None:
    cast, person = await gathered()
    for key, body in (("a", f'{{"name":"{person.name}"}}'), ("b", '{"name":"Dos Vecina"}')):
        await execute(
            "INSERT INTO kept_answer (fingerprint, question, status, media_type, body, created_at)"
            " VALUES ($1, ''::bytea, 201, 'application/json', $2, $3)",
            key.encode(), body.encode(), TODAY,
        )  # fmt: skip
    doing = Erasing(cast.admin, TODAY, tmp_path)
    await erasing.erase(person.account, rooms.PERSONAL, "asked", doing=doing)
    seats = await fetch("SELECT contact FROM registration WHERE contact IS NOT NULL ORDER BY 1")
    assert [row["contact"] for row in seats] == [SHARED, THEIRS]
    readers = await fetch("SELECT email FROM release_reader ORDER BY 1")
    assert [row["email"] for row in readers] == [SHARED, THEIRS]
    (left,) = await fetch("SELECT address FROM contact")
    assert left["address"] == SHARED
    (answer,) = await fetch("SELECT body FROM kept_answer")
    assert answer["body"] == b'{"name":"Dos Vecina"}'
