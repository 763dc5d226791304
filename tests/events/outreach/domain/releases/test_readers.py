"""Who is on the donor's list of a project, and who is no longer."""

from uuid import UUID

import pytest

from events.outreach.domain.releases import readers
from events.outreach.domain.releases.readers import ReaderDraft
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.registers import AFTER

DONA = ReaderDraft(name="Dora Donante", email="Dora@donor.test")


async def general() -> UUID:
    return (await codelists.projects())[0].id


async def test_somebody_is_put_on_the_list_once(db: None) -> None:
    project = await general()
    await readers.add(project, DONA, by=SYSTEM, at=AFTER)
    (listed,) = await readers.readers(project, SYSTEM)
    assert (listed.name, listed.email, listed.left_at) == ("Dora Donante", "dora@donor.test", None)
    with pytest.raises(Invalid) as refused:
        await readers.add(project, DONA, by=SYSTEM, at=AFTER)
    assert refused.value.fields == {"email": "Ya está en la lista."}


async def test_whom_the_team_took_off_may_be_put_back(db: None) -> None:
    project = await general()
    reader = await readers.add(project, DONA, by=SYSTEM, at=AFTER)
    for _twice in range(2):
        await readers.take_away(reader, by=SYSTEM, at=AFTER)
    assert (await readers.reader(reader)).left_by == "team"
    await readers.come_back(reader, at=AFTER)
    assert (await readers.reader(reader)).left_by == "team"
    assert await readers.add(project, DONA, by=SYSTEM, at=AFTER) == reader
    assert (await readers.reader(reader)).left_at is None
    acts = await fetch("SELECT act FROM audit_entry WHERE act LIKE 'release_reader%' ORDER BY id")
    told = [row["act"].split(".")[1] for row in acts]
    assert told == ["added", "left", "added"]


async def test_who_asked_for_no_more_comes_back_only_by_themselves(db: None) -> None:
    project = await general()
    reader = await readers.add(project, DONA, by=SYSTEM, at=AFTER)
    await readers.leave(reader, at=AFTER)
    with pytest.raises(Invalid):
        await readers.add(project, DONA, by=SYSTEM, at=AFTER)
    await readers.come_back(reader, at=AFTER)
    assert (await readers.reader(reader)).left_at is None


async def test_what_cannot_be_written_to_is_refused(db: None) -> None:
    nobody = ReaderDraft(name="", email="nadie", language="fr")
    with pytest.raises(Invalid) as refused:
        await readers.add(await general(), nobody, by=SYSTEM, at=AFTER)
    assert sorted(refused.value.fields) == ["email", "language", "name"]
    with pytest.raises(NotFound):
        await readers.take_away(new_id(), by=SYSTEM, at=AFTER)


async def test_only_who_administers_sees_the_list(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await readers.readers(await general(), cast.evaluator)
