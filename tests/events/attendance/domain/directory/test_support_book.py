"""Administrators say which services are named, and in which order everybody reads them."""

import pytest
from msgspec.structs import replace

from events.attendance.domain.directory import support, support_book
from events.attendance.domain.directory.support_writing import ServiceWritten
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.translation import speaking
from tests.support.cast import Cast
from tests.support.events import TODAY

pytestmark = pytest.mark.usefixtures("db")
CLINIC = ServiceWritten(
    kind="service", name_es="Clínica", name_en="Clinic", telephone="2345 6789", municipality="0103"
)
NATIONAL = ["1555", "1546", "110"]


@pytest.fixture(autouse=True)
async def shipped(db: None) -> None:
    await support.ship()


async def named(municipality: str = "0103") -> list[str]:
    return [service.telephone for service in await support.offered(municipality)]


async def test_the_national_lines_ship_once() -> None:
    assert await named() == NATIONAL
    await support.ship()
    assert await named() == NATIONAL


async def test_what_was_changed_or_retired_does_not_come_back() -> None:
    first, *_rest = await support_book.kept(by=SYSTEM)
    changed = ServiceWritten(kind="line", name_es="Línea de apoyo", telephone="1556")
    await support_book.change(first.id, changed, by=SYSTEM, at=TODAY)
    for service in _rest:
        await support_book.retire(service.id, by=SYSTEM, at=TODAY)
    await support.ship()
    assert await named() == ["1556"]


async def test_what_is_in_the_own_municipality_is_named_first_and_nowhere_else() -> None:
    await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    assert await named("0103") == ["2345 6789", *NATIONAL]
    assert await named("0108") == NATIONAL


async def test_only_so_many_are_named_on_one_page() -> None:
    for number in range(support.MOST):
        each = replace(CLINIC, telephone=f"2345 67{number:02}")
        await support_book.add(each, by=SYSTEM, at=TODAY)
    assert len(await named()) == support.MOST
    assert not set(NATIONAL) & set(await named())


async def test_a_service_moves_up_and_down_among_those_of_its_place() -> None:
    clinic = await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    last = (await support_book.kept(by=SYSTEM))[2]
    for down, order in (
        (False, ["1555", "110", "1546"]), (False, ["110", "1555", "1546"]),
        (False, ["110", "1555", "1546"]), (True, ["1555", "110", "1546"]),
    ):  # fmt: skip
        await support_book.move(last.id, down=down, by=SYSTEM, at=TODAY)
        assert await named() == ["2345 6789", *order]
    await support_book.retire(clinic, by=SYSTEM, at=TODAY)
    await support_book.move(clinic, down=True, by=SYSTEM, at=TODAY)
    assert await named() == ["1555", "110", "1546"]


async def test_a_service_that_moves_to_another_place_is_its_last() -> None:
    clinic = await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    await support_book.change(clinic, replace(CLINIC, municipality=None), by=SYSTEM, at=TODAY)
    assert await named("0108") == [*NATIONAL, "2345 6789"]


async def test_a_service_that_was_retired_is_named_again() -> None:
    clinic = await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    await support_book.retire(clinic, by=SYSTEM, at=TODAY)
    assert (await named(), (await support_book.kept(by=SYSTEM))[-1].retired) == (NATIONAL, True)
    await support_book.restore(clinic, by=SYSTEM, at=TODAY)
    assert await named() == ["2345 6789", *NATIONAL]


async def test_every_change_is_in_the_audit() -> None:
    clinic = await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    await support_book.change(clinic, CLINIC, by=SYSTEM, at=TODAY)
    await support_book.move(clinic, down=True, by=SYSTEM, at=TODAY)
    await support_book.retire(clinic, by=SYSTEM, at=TODAY)
    await support_book.restore(clinic, by=SYSTEM, at=TODAY)
    acts = await fetch("SELECT act FROM audit_entry WHERE subject = $1", f"support:{clinic}")
    assert sorted(row["act"] for row in acts) == sorted(
        f"support.{act}" for act in ("added", "changed", "moved", "retired", "restored")
    )


async def test_only_administrators_keep_the_directory(cast: Cast) -> None:
    clinic = await support_book.add(CLINIC, by=cast.admin, at=TODAY)
    for act in (
        support_book.kept(by=cast.pinula), support_book.one(clinic, by=cast.pinula),
        support_book.add(CLINIC, by=cast.pinula, at=TODAY),
        support_book.change(clinic, CLINIC, by=cast.evaluator, at=TODAY),
        support_book.retire(clinic, by=cast.pinula, at=TODAY),
        support_book.move(clinic, down=True, by=cast.pinula, at=TODAY),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            await act


async def test_a_service_that_is_not_there_and_a_place_that_is_not_known() -> None:
    with pytest.raises(NotFound):
        await support_book.one(new_id(), by=SYSTEM)
    with pytest.raises(NotFound):
        await support_book.retire(new_id(), by=SYSTEM, at=TODAY)
    with pytest.raises(Invalid) as refusal:
        await support_book.add(replace(CLINIC, municipality="9999"), by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == ["municipality"]


async def test_the_database_too_refuses_a_shelter_s_address() -> None:
    clinic = await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    with pytest.raises(Exception, match="support_shelter_has_no_address"):
        await execute(
            "UPDATE support_service SET kind = 'shelter', address = 'Aquí' WHERE id = $1", clinic
        )


async def test_a_service_is_named_in_the_reader_s_language() -> None:
    await support_book.add(CLINIC, by=SYSTEM, at=TODAY)
    clinic, line = (await support.offered("0103"))[:2]
    with speaking("en"):
        assert (clinic.name("en"), clinic.name("es")) == ("Clinic", "Clínica")
    assert replace(line, name_en="").name("en") == "Línea de apoyo (PDH)"
    assert replace(clinic, hours_es="de 8 a 4").hours("en") == "de 8 a 4"
