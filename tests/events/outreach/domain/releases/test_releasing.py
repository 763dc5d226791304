"""Figures that leave the house."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from events.outreach.domain.receipts import reading as receipts
from events.outreach.domain.releases import drafting, known, reading, releasing
from events.outreach.domain.releases.basis import Table
from events.planning.tables import Kind, Topic
from server.foundation.database import execute
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.registers import AFTER, WORKSHOP_DAY, held, tallied
from tests.support.released import MARCH, busy_march, march_released

pytestmark = pytest.mark.usefixtures("db")
SEX: Table = ("sex",)
PLACE: Table = ("municipality",)


async def test_a_release_tells_large_cells_and_holds_back_small_ones() -> None:
    await busy_march()
    made = await reading.release(await march_released())
    assert made.total.contacts == 72
    assert {code: cell.contacts for (code,), cell in made.table(SEX).items()} == {
        "female": 43,
        "male": 29,
    }
    assert {cell.contacts for cell in made.table(PLACE).values()} == {None}
    assert (made.readers, made.project, made.small, made.events) == ("public", None, 5, 3)


async def test_what_was_known_stays_in_the_house_with_why_it_was_held_back(cast: Cast) -> None:
    await busy_march()
    release = await march_released()
    then = await known.known(release, by=cast.evaluator)
    assert then is not None
    assert then.contacts[PLACE, ("0103",)] == 8
    assert then.why[PLACE, ("0103",)] == "small"
    assert then.why[PLACE, ("0108",)] == "guard"
    assert await known.known(release, by=cast.pinula) is None


async def test_a_release_has_a_receipt_of_its_total() -> None:
    await busy_march()
    release = await march_released()
    (receipt,) = await receipts.of_release(release)
    assert receipt.figures["total"]["contacts"] == 72


@pytest.fixture
async def hushed(db: None) -> AsyncIterator[None]:
    """An internal kind and a discreet topic; codelists outlive a test, so they are taken back."""
    await Kind.insert(Kind(slug="inside", name_es="I", name_en="I", internal=True))
    await Topic.insert(Topic(slug="hush", name_es="H", name_en="H", sensitivity="discreet",
                             list="rac"))  # fmt: skip
    yield
    await execute("UPDATE event SET kind = 'workshop' WHERE kind = 'inside'")
    await execute("DELETE FROM event_topic WHERE topic = 'hush'")
    await execute("DELETE FROM kind WHERE slug = 'inside'")
    await execute("DELETE FROM topic WHERE slug = 'hush'")


async def test_internal_words_are_folded_and_discreet_ones_too_for_the_public(hushed: None) -> None:
    event = await held(WORKSHOP_DAY, kind="inside", topics=("hush",))
    await tallied(event, 40, sex="female", age_band="25-34")
    public = await reading.release(await march_released())
    donor = await reading.release(await march_released(readers="donor", project="general"))
    assert list(public.table(("kind",))) == [("other",)]
    assert list(public.table(("topic",))) == [("other",)]
    assert list(donor.table(("topic",))) == [("hush",)]


async def test_the_same_people_are_told_once_and_the_whole_again() -> None:
    await busy_march()
    first = await reading.release(await march_released())
    again = await reading.release(await march_released())
    assert again.total == first.total
    assert first.table(SEX)["female",].at_most == 42
    assert again.table(SEX)["female",].at_most is None
    assert again.table(SEX)["female",].contacts == 43


async def test_a_stricter_project_holds_back_more() -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 14, sex="female", age_band="25-34")
    draft = await drafting.drafted(replace(MARCH, project="general"), by=SYSTEM, at=AFTER)
    assert draft.tables[0].cells[0].contacts == 14
    await execute(
        "INSERT INTO reporting_rule (project, small, small_sensitive)"
        " SELECT id, 20, 20 FROM project WHERE slug = 'general'"
    )
    with pytest.raises(Conflict, match="no se publicó nada"):
        await releasing.publish(replace(MARCH, project="general"), by=SYSTEM, at=AFTER)
    with pytest.raises(Conflict):
        await march_released()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"readers": "friends"}, "readers"),
        ({"readers": "donor"}, "project"),
        ({"last": date(2026, 2, 1)}, "last"),
        ({"last": date(2027, 2, 1)}, "last"),
    ],
)
async def test_a_wish_that_makes_no_sense_is_refused(changed: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await march_released(**changed)
    assert list(refusal.value.fields) == [field]


async def test_nothing_is_released_of_a_project_that_does_not_exist() -> None:
    await busy_march()
    with pytest.raises((NotFound, Conflict)):
        await march_released(project="none")


async def test_only_administrators_release_and_withdraw(cast: Cast) -> None:
    for who in (cast.pinula, cast.evaluator):
        with pytest.raises(NotAllowed):
            await releasing.publish(MARCH, by=who, at=AFTER)
        with pytest.raises(NotAllowed):
            await drafting.drafted(MARCH, by=who, at=AFTER)
        with pytest.raises(NotAllowed):
            await releasing.withdraw(new_id(), "error", by=who, at=AFTER)


async def test_a_release_is_withdrawn_once_with_a_reason_and_is_remembered() -> None:
    await busy_march()
    release = await march_released()
    with pytest.raises(Invalid):
        await releasing.withdraw(release, " ", by=SYSTEM, at=AFTER)
    await releasing.withdraw(release, "Un error", by=SYSTEM, at=AFTER)
    assert await reading.released() == []
    (gone,) = await reading.released(withdrawn=True)
    assert gone.withdrawn_why == "Un error"
    with pytest.raises(Conflict):
        await releasing.withdraw(release, "Otra vez", by=SYSTEM, at=AFTER)
    with pytest.raises(NotFound):
        await releasing.withdraw(new_id(), "Nada", by=SYSTEM, at=AFTER)
    again = await reading.release(await march_released())
    assert again.table(SEX)["female",].at_most is None


async def test_releases_are_read_by_readers_and_project() -> None:
    await busy_march()
    everything = await march_released()
    donor = await march_released(readers="donor", project="general")
    assert [one.id for one in await reading.released()] == [donor, everything]
    assert [one.id for one in await reading.released(readers="public")] == [everything]
    assert [one.id for one in await reading.released(project="general")] == [donor]
    with pytest.raises(NotFound):
        await reading.release(new_id())


def test_a_day_that_has_not_ended_is_not_released() -> None:
    evening = datetime(2026, 3, 31, 23, tzinfo=UTC)
    with pytest.raises(Invalid):
        releasing.check(MARCH, at=evening)
