"""Who can take a place, and every reason why not."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from volunteers.assignments.domain.eligibility import (
    Engagement,
    Held,
    Helper,
    Place,
    Verified,
    reasons_against,
)

DAY = date(2026, 12, 5)
STARTS = datetime(2026, 12, 5, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACE = Place(
    role="lead", municipality="0103", has_topics=True, minors=True, starts_at=STARTS,
    ends_at=STARTS + 3 * HOUR, first_day=DAY, last_day=DAY,
)  # fmt: skip
CLEAR = Verified(verified_on=DAY - timedelta(days=30), valid_until=DAY)
LEADS = Held(role="lead", valid_until=None)
ANA = Helper(
    volunteer=UUID(int=1), name="Ana", home="0103", home_name="San José Pinula",
    qualifications=(LEADS,), clearances=(CLEAR,),
)  # fmt: skip


def engaged(starts_at: datetime, ends_at: datetime, road: int = 0) -> Engagement:
    return Engagement(
        title="Taller", municipality="Mixco", zone="America/Guatemala", ine="0108", road=road,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip


def rules(helper: Helper, place: Place = PLACE) -> list[tuple[str, bool]]:
    return [(reason.rule, reason.hard) for reason in reasons_against(helper, place)]


def test_who_is_qualified_cleared_and_free_is_eligible() -> None:
    assert rules(ANA) == []


def test_all_reasons_are_told_at_once() -> None:
    beto = structs.replace(
        ANA, qualifications=(), clearances=(), status="invited",
        engagements=(engaged(STARTS, STARTS + HOUR),),
    )  # fmt: skip
    assert rules(beto) == [
        ("already", True),
        ("busy", True),
        ("not_cleared", True),
        ("not_qualified", False),
    ]
    assert [reason.sentence for reason in reasons_against(beto, PLACE)] == [
        "Ya tiene una invitación a esta actividad.",
        "A esa hora hay otro turno: «Taller» en Mixco, sábado 5 de diciembre de 2026, 09:00–10:00.",
        "Falta la constancia para trabajar con menores.",
        "Falta formación para dirigir el tema.",
    ]


def test_an_assistant_may_be_qualified_to_lead_but_not_the_other_way_round() -> None:
    assists = structs.replace(ANA, qualifications=(Held(role="assistant", valid_until=None),))
    assistant = structs.replace(PLACE, role="assistant")
    assert rules(ANA, assistant) == []
    assert rules(assists, assistant) == []
    assert rules(assists) == [("not_qualified", False)]


def test_a_qualification_must_hold_on_the_last_day() -> None:
    until = structs.replace(ANA, qualifications=(Held(role="lead", valid_until=DAY),))
    lapsed = structs.replace(
        ANA, qualifications=(Held(role="lead", valid_until=DAY - timedelta(days=1)),)
    )
    assert rules(until) == []
    assert [reason.sentence for reason in reasons_against(lapsed, PLACE)] == [
        "La formación vale hasta el 4 de diciembre de 2026 y no cubre la fecha."
    ]


def test_an_event_without_topics_asks_for_no_qualification() -> None:
    nobody = structs.replace(ANA, qualifications=())
    assert rules(nobody, structs.replace(PLACE, has_topics=False)) == []
    assistant = structs.replace(PLACE, role="assistant")
    assert [reason.sentence for reason in reasons_against(nobody, assistant)] == [
        "Falta formación en el tema."
    ]


def test_one_clearance_must_cover_all_days_of_an_event_for_minors() -> None:
    later = structs.replace(PLACE, last_day=DAY + timedelta(days=1))
    assert rules(ANA, later) == [("not_cleared", True)]
    next_one = Verified(verified_on=DAY + timedelta(days=1), valid_until=DAY + timedelta(days=99))
    assert rules(structs.replace(ANA, clearances=(CLEAR, next_one)), later) == [
        ("not_cleared", True)
    ]
    assert rules(ANA, structs.replace(later, minors=False)) == []


def test_a_lapsed_clearance_is_told_with_its_last_day() -> None:
    lapsed = structs.replace(
        ANA, clearances=(structs.replace(CLEAR, valid_until=DAY - timedelta(days=2)),)
    )
    told = [reason.sentence for reason in reasons_against(lapsed, PLACE)]
    until = "La constancia para trabajar con menores vale hasta el 3 de diciembre de 2026"
    assert told == [f"{until} y no cubre la fecha."]


def test_who_declined_may_be_asked_again_and_who_is_there_may_not() -> None:
    told = {
        status: rules(structs.replace(ANA, status=status))
        for status in ("declined", "withdrawn", "expired", "proposed", "invited", "accepted")
    }
    refused, already = [("refused", False)], [("already", True)]
    assert told == {
        "declined": refused, "withdrawn": refused, "expired": [], "proposed": [],
        "invited": already, "accepted": already,
    }  # fmt: skip


@given(st.integers(-12, 12), st.integers(1, 12))
def test_people_are_in_one_place_at_a_time(after: int, lasts: int) -> None:
    starts = STARTS + after * HOUR
    other = engaged(starts, starts + lasts * HOUR)
    hours = set(range(after, after + lasts)) & {0, 1, 2}
    assert (rules(structs.replace(ANA, engagements=(other,))) == [("busy", True)]) == bool(hours)


def test_the_road_between_two_turns_takes_its_time() -> None:
    ends = STARTS + 3 * HOUR
    before = engaged(STARTS - 2 * HOUR, STARTS - HOUR, road=95)
    after = engaged(ends + HOUR, ends + 2 * HOUR, road=95)
    at_the_limit = engaged(ends + 2 * HOUR, ends + 3 * HOUR, road=120)
    told = [
        rules(structs.replace(ANA, engagements=(other,))) for other in (before, after, at_the_limit)
    ]
    assert told == [[("travel", True)], [("travel", True)], []]
    (reason,) = reasons_against(structs.replace(ANA, engagements=(before,)), PLACE)
    assert reason.sentence == (
        "Faltan 35 minutos de camino para otro turno: «Taller» en Mixco,"
        " sábado 5 de diciembre de 2026, 07:00–08:00."
    )
    online = structs.replace(before, virtual=True)
    assert rules(structs.replace(ANA, engagements=(online,))) == []
