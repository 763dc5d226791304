"""A line is written once, and its sender hears what became of it."""

from uuid import uuid4

import pytest
from asyncpg import CheckViolationError, ForeignKeyViolationError
from msgspec.structs import replace

from events.attendance.domain.register import Receipt, has_come, receipt, write
from server.foundation.database import execute
from tests.events.attendance.arriving import line, moment, recorded
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
SOMEBODY = b"p" * 32


async def test_a_line_is_kept_as_it_was_sent() -> None:
    event = await planned()
    sent = line(event, pseudonym=SOMEBODY, audience="adolescents", at=moment(5))
    assert await write([sent]) == ["recorded"]
    (kept,) = await recorded(event)
    assert {name: kept[name] for name in sent.__struct_fields__} == {
        name: getattr(sent, name) for name in sent.__struct_fields__
    }
    assert (kept["voided_at"], kept["void_reason"]) == (None, None)


async def test_the_same_line_again_is_known() -> None:
    event = await planned()
    sent = line(event)
    assert await write([sent, sent]) == ["recorded", "resent"]
    assert await write([sent]) == ["resent"]
    assert len(await recorded(event)) == 1


async def test_a_pass_counts_once_at_an_event_and_again_at_the_next() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    first, again = line(event, pseudonym=SOMEBODY), line(event, pseudonym=SOMEBODY)
    elsewhere = line(next_event, pseudonym=SOMEBODY)
    assert await write([first]) == ["recorded"]
    assert await write([again, elsewhere]) == ["already", "recorded"]
    assert await has_come(event, SOMEBODY)
    assert not await has_come(event, b"q" * 32)


async def test_of_one_pass_in_one_batch_the_earliest_counts() -> None:
    event = await planned()
    late, early = (line(event, pseudonym=SOMEBODY, at=moment(m)) for m in (9, 3))
    assert await write([late, early]) == ["already", "recorded"]
    assert [kept["at"] for kept in await recorded(event)] == [moment(3)]


async def test_people_without_a_pass_are_all_different() -> None:
    event = await planned()
    assert await write([line(event) for _number in range(3)]) == ["recorded"] * 3


async def test_an_id_belongs_to_one_event() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    sent = line(event)
    moved = replace(sent, event=next_event)
    assert await write([sent]) == ["recorded"]
    assert await write([moved]) == ["elsewhere"]
    fresh = line(event)
    both = await write([fresh, replace(fresh, event=next_event)])
    assert sorted(both) == ["elsewhere", "recorded"]


async def test_a_voided_line_no_longer_stands_in_the_way() -> None:
    event = await planned()
    wrong = line(event, pseudonym=SOMEBODY)
    await write([wrong])
    await execute(
        "UPDATE check_in SET voided_at = $1, void_reason = 'x', standing = false", SATURDAY
    )
    assert not await has_come(event, SOMEBODY)
    assert await write([wrong]) == ["resent"]
    assert await write([line(event, pseudonym=SOMEBODY)]) == ["recorded"]
    assert len(await recorded(event)) == 2


async def test_what_the_database_refuses_fails_the_whole_batch() -> None:
    event = await planned()
    with pytest.raises(CheckViolationError):
        await write([line(event), line(event, sex="none")])
    with pytest.raises(ForeignKeyViolationError):
        await write([line(event), line(uuid4())])
    assert await recorded(event) == []


def test_a_sender_hears_of_recorded_already_and_refused() -> None:
    sent = uuid4()
    assert receipt(sent, "recorded") == Receipt(sent, "recorded")
    assert receipt(sent, "already") == receipt(sent, "resent") == Receipt(sent, "already")
    refused = receipt(sent, "elsewhere")
    assert refused.result == "refused"
    assert refused.reason == "Ese identificador ya se usó en otra actividad."
