"""Hours are counted from arrivals and leavings, and add up however they are grouped."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, planned
from tests.volunteers.assignments.domain.test_lapses import hold
from volunteers.assignments.domain import hours
from volunteers.assignments.domain.hours_given import Days, Served
from volunteers.assignments.domain.hours_grouped import BY, grouped
from volunteers.assignments.domain.hours_sheet import certificate

LATER = SATURDAY + timedelta(days=2)
WINTER = Days(date(2026, 12, 1), date(2026, 12, 31))


async def came(event: UUID, person: UUID, *, early: int = 0, late: int | None = 0) -> None:
    """Say that somebody came so many minutes early and left so many late."""
    left = None if late is None else SATURDAY + timedelta(hours=3, minutes=late)
    await execute(
        "UPDATE assignment SET status = 'attended', arrived_at = $3, left_at = $4"
        " WHERE event = $1 AND volunteer = $2",
        event, person, SATURDAY - timedelta(minutes=early), left,
    )  # fmt: skip


async def told(by: Actor, at: datetime = LATER, days: Days = WINTER) -> list[tuple[str, int]]:
    return [(one.name, one.minutes) for one in await hours.served(days, by=by, at=at)]


async def test_the_time_between_coming_and_going_counts(cast: Cast) -> None:
    event, ana, beto = await planned(), await helper("Ana Ayuda"), await helper("Beto Bueno")
    await hold(event, ana)
    await hold(event, beto, "assistant")
    assert await told(cast.pinula) == [("Ana Ayuda", 0), ("Beto Bueno", 0)]
    await came(event, ana, early=20, late=10)
    await came(event, beto, late=None)
    assert await told(cast.pinula) == [("Ana Ayuda", 210), ("Beto Bueno", 180)]


@pytest.mark.parametrize(
    ("status", "minutes", "untold"),
    [("accepted", 0, True), ("absent", 0, False), ("attended", 0, True)],
)
async def test_without_an_arrival_nothing_counts(
    cast: Cast, *, status: str, minutes: int, untold: bool
) -> None:
    await hold(await planned(), await helper("Ana Ayuda"), status=status)
    [one] = await hours.served(WINTER, by=cast.pinula, at=LATER)
    assert (one.minutes, one.untold) == (minutes, untold)


async def test_only_what_is_over_and_within_the_days_is_told(cast: Cast) -> None:
    await hold(await planned(), await helper("Ana Ayuda"))
    assert await told(cast.pinula, at=SATURDAY) == []
    assert await told(cast.pinula, days=Days(date(2026, 12, 6), date(2026, 12, 31))) == []
    assert len(await told(cast.pinula, days=Days(date(2026, 12, 5), date(2026, 12, 5)))) == 1
    with pytest.raises(Invalid):
        await told(cast.pinula, days=Days(date(2026, 12, 6), date(2026, 12, 5)))


async def test_each_sees_what_is_theirs_to_see(cast: Cast) -> None:
    event, ana = await planned(), await helper("Ana Ayuda")
    await hold(event, ana)
    await came(event, ana)
    assert await told(cast.mixco) == []
    with pytest.raises(NotAllowed):
        await told(cast.evaluator)
    with pytest.raises(NotAllowed):
        await hours.of_person(ana, WINTER, by=cast.mixco, at=LATER)
    with pytest.raises(NotFound):
        await hours.own(WINTER, by=cast.pinula, at=LATER)
    [row] = await fetch("SELECT account FROM volunteer WHERE id = $1", ana)
    own = await accounts.actor(row["account"])
    assert own is not None
    assert (await hours.own(WINTER, by=own, at=LATER)).minutes == 180
    assert (await hours.of_person(ana, WINTER, by=cast.pinula, at=LATER)).minutes == 180


async def test_the_certificate_names_the_person_and_only_public_titles(cast: Cast) -> None:
    event, ana = await planned(public_title="Taller para familias"), await helper("Ana Ayuda")
    await hold(event, ana)
    await came(event, ana, early=5)
    given_hours = await hours.of_person(ana, WINTER, by=cast.pinula, at=LATER)
    pdf = PdfDocument(certificate(given_hours, issued=date(2027, 1, 4)))
    words = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Ana Ayuda dio 3 h 05 min de servicio voluntario en 1 actividad" in words
    assert (
        "5 de diciembre de 2026 Taller para familias San José Pinula Principal 3 h 05 min" in words
    )
    assert "Navegar con cuidado" not in words
    pdf.close()


people = st.sampled_from([UUID(int=number) for number in range(1, 4)])
places = st.builds(
    Served,
    volunteer=people,
    name=st.just("Ana"),
    network=st.sampled_from([None, UUID(int=9)]),
    network_name=st.just("RAC"),
    role=st.just("lead"),
    status=st.sampled_from(["accepted", "attended", "absent"]),
    arrived_at=st.sampled_from([None, SATURDAY]),
    left_at=st.just(None),
    event=st.builds(uuid4),
    title=st.just("x"),
    public_title=st.just("x"),
    starts_at=st.just(SATURDAY),
    ends_at=st.just(SATURDAY + timedelta(hours=3)),
    zone=st.just("America/Guatemala"),
    municipality=st.just("0103"),
    municipality_name=st.just("x"),
    project_name=st.sampled_from(["a", "b"]),
)


@given(st.lists(places, max_size=12), st.sampled_from(list(BY)))
def test_sums_add_up_however_they_are_grouped(found: list[Served], by: str) -> None:
    sums = grouped(found, by)
    assert sum(one.minutes for one in sums) == sum(one.minutes for one in found)
    assert sum(one.absent for one in sums) == sum(one.status == "absent" for one in found)
    assert sum(one.untold for one in sums) == sum(one.untold for one in found)
    assert len({one.key for one in sums}) == len(sums)
