"""A name in what others wrote gives way to three dots; what nobody wrote freely stays as it is."""

from typing import Final

import pytest

from server import rooms
from server.accounts.domain.people_data import Person, sweeping
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id
from tests.support.events import planned
from tests.support.unswept import UNSWEPT, UNSWEPT_TABLES

MAIL: Final = "ana@convoca.test"
WRITTEN: Final = """
    SELECT c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c JOIN information_schema.tables t
        ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            AND t.table_type = 'BASE TABLE'
    WHERE c.table_schema = 'public' AND (c.data_type IN ('text', 'jsonb')
        OR c.data_type = 'character varying' AND c.character_maximum_length > 20)
        AND NOT EXISTS (SELECT FROM information_schema.key_column_usage k
            JOIN information_schema.table_constraints p USING (constraint_schema, constraint_name)
            WHERE p.constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
                AND k.table_name = c.table_name AND k.column_name = c.column_name)
"""


def called(name: str, *addresses: str) -> Person:
    return Person(
        account=new_id(),
        name=name,
        email=MAIL,
        role="facilitator",
        addresses=(MAIL, "", *addresses),
    )


@pytest.mark.parametrize("name", ['Ana "La Ñata" Pérez', "Ana \\ Pérez", "Ana O'Hara 100% ^]_"])
async def test_text_and_json_stay_whole(db: None, name: str) -> None:
    event = await planned()
    await execute(
        "UPDATE event SET notes = $2, details = jsonb_build_object('a', $2::text, 'b', 1)"
        " WHERE id = $1",
        event, f"Llega\n{name} <{MAIL}>, no Ana.",
    )  # fmt: skip
    assert await sweeping.mentioned(called(name), rooms.PERSONAL) == 4
    await sweeping.sweep(called(name), rooms.PERSONAL)
    (row,) = await fetch("SELECT notes, details->>'a' AS a, details->>'b' AS b FROM event")
    assert tuple(row) == ("Llega\n… <…>, no Ana.", "Llega\n… <…>, no Ana.", "1")
    assert await sweeping.mentioned(called(name), rooms.PERSONAL) == 0


async def test_whoever_is_written_otherwise_goes_too(db: None) -> None:
    event = await planned()
    notes = "ROSARIO XICARÁ / rosario  xicará / ANA@CONVOCA.TEST / 5555-9876"
    await execute("UPDATE event SET notes = $2 WHERE id = $1", event, notes)
    await sweeping.sweep(called("Rosario Xicará", "+50255559876"), rooms.PERSONAL)
    (row,) = await fetch("SELECT notes FROM event")
    assert row["notes"] == "… / … / … / …"


async def test_a_name_that_somebody_chose_changes_no_place_and_no_list(db: None) -> None:
    await planned()
    columns = [("municipality", "name"), ("topic", "name_es"), ("project", "name")]
    for table, column in columns:
        query = f'SELECT "{column}" AS name FROM "{table}" ORDER BY 1'
        before = await fetch(query)
        for row in before:
            await sweeping.sweep(called(row["name"]), rooms.PERSONAL)
        await sweeping.sweep(called("San José"), rooms.PERSONAL)
        assert await fetch(query) == before


async def test_a_single_word_is_part_of_others_and_stays(db: None) -> None:
    event = await planned()
    await execute("UPDATE event SET notes = 'Ana y Anastasia' WHERE id = $1", event)
    await sweeping.sweep(called("Ana"), rooms.PERSONAL)
    (row,) = await fetch("SELECT notes FROM event")
    assert row["notes"] == "Ana y Anastasia"


async def test_of_every_column_of_words_it_is_decided_whether_people_write_there(db: None) -> None:
    rows = await fetch(WRITTEN)
    there = {
        f"{row['table']}.{row['column']}" for row in rows if row["table"] not in UNSWEPT_TABLES
    }
    swept = [name for room in rooms.PERSONAL for name in room.texts]
    assert sorted(swept) == sorted(set(swept))
    assert set(swept) & UNSWEPT == set()
    assert sorted(there) == sorted(UNSWEPT.union(swept))
