"""What somebody lacks for a place, and who is beside them there."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from msgspec import structs

from volunteers.assignments.domain.eligibility import reasons_against
from volunteers.assignments.domain.helper_facts import Beside, Held, Helper, Place, Verified

DAY = date(2026, 12, 5)
NINE = datetime(2026, 12, 5, 15, tzinfo=UTC)
PLACE = Place(
    role="assistant", municipality="0103", has_topics=True, minors=True, starts_at=NINE,
    ends_at=NINE + timedelta(hours=3), first_day=DAY, last_day=DAY,
)  # fmt: skip
LEAD = structs.replace(PLACE, role="lead")
CLEAR = Verified(verified_on=DAY, valid_until=DAY)
ANA = Helper(
    volunteer=UUID(int=1), name="Ana", home="0103", home_name="San José Pinula",
    qualifications=(Held(role="lead", valid_until=None),), clearances=(CLEAR,),
)  # fmt: skip


def told(helper: Helper, place: Place = PLACE) -> list[tuple[str, str]]:
    return [(one.rule, one.sentence) for one in reasons_against(helper, place)]


def test_a_novice_never_leads() -> None:
    novice = structs.replace(ANA, novice=True, beside=Beside(leads=2))
    assert told(novice, LEAD) == [("novice", "Está empezando: todavía no dirige.")]
    assert told(novice) == []


@pytest.mark.parametrize(("leads", "novices", "fine"), [(0, 0, False), (1, 0, True), (1, 1, False)])
def test_each_novice_needs_a_lead_with_experience(leads: int, novices: int, *, fine: bool) -> None:
    beside = Beside(leads=leads, novices=novices)
    found = told(structs.replace(ANA, novice=True, beside=beside))
    missing = "Está empezando, y al lado hace falta una persona principal con experiencia."
    assert found == ([] if fine else [("novice", missing)])
    assert told(structs.replace(ANA, beside=beside)) == []


def test_who_never_works_with_somebody_of_the_team_is_told_by_name() -> None:
    apart = structs.replace(ANA, beside=Beside(never=("Beto", "Caro")))
    assert told(apart) == [("apart", "No va con Beto, Caro, del mismo equipo.")]


def test_who_said_no_is_told_how() -> None:
    statuses = ("declined", "withdrawn", "substituted")
    found = [told(structs.replace(ANA, status=status)) for status in statuses]
    assert found == [
        [("refused", "Dijo que no a esta actividad.")],
        [("refused", "Ya se le retiró de esta actividad.")],
        [("refused", "Pidió que otra persona tomara su lugar en esta actividad.")],
    ]


def test_of_other_peoples_helpers_no_record_is_dated() -> None:
    lapsed = structs.replace(
        ANA,
        ours=False,
        clearances=(structs.replace(CLEAR, verified_on=DAY - timedelta(days=9),
                                    valid_until=DAY - timedelta(days=1)),),
        qualifications=(Held(role="lead", valid_until=DAY - timedelta(days=1)),),
    )  # fmt: skip
    assert told(lapsed) == [
        ("not_cleared", "La constancia para trabajar con menores no cubre la fecha."),
        ("not_qualified", "La formación no cubre la fecha."),
    ]
