"""The order in which one would ask people to take a place."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from volunteers.assignments.domain.candidates import ranked
from volunteers.assignments.domain.helper_facts import Held, Helper, Place, Verified

DAY = date(2026, 12, 5)
STARTS = datetime(2026, 12, 5, 15, tzinfo=UTC)
PLACE = Place(
    role="lead", municipality="0103", has_topics=True, minors=True, languages=("mam", "quc"),
    starts_at=STARTS, ends_at=STARTS + timedelta(hours=3), first_day=DAY, last_day=DAY,
)  # fmt: skip
ANA = Helper(
    volunteer=UUID(int=1), name="Ana", home="0103", home_name="San José Pinula", told_until=DAY,
    qualifications=(Held(role="lead", valid_until=None),),
    clearances=(Verified(verified_on=DAY, valid_until=DAY),),
)  # fmt: skip


def test_candidates_stand_in_the_order_in_which_one_would_ask_them() -> None:
    wanted = [
        structs.replace(ANA, name="speaks both", home="0108", load=9, languages=("quc", "mam")),
        structs.replace(ANA, name="speaks one", home="0108", languages=("es", "mam")),
        structs.replace(ANA, name="near and idle"),
        structs.replace(ANA, name="asked long ago", asked_at=STARTS - timedelta(days=9)),
        structs.replace(ANA, name="asked just now", asked_at=STARTS),
        structs.replace(ANA, name="near and loaded", load=2),
        structs.replace(ANA, name="from elsewhere", home="0108"),
        structs.replace(ANA, name="not qualified", qualifications=()),
        structs.replace(ANA, name="novice besides", qualifications=(), novice=True),
        structs.replace(ANA, name="not cleared", clearances=()),
        structs.replace(ANA, name="neither", clearances=(), qualifications=()),
    ]
    people = [structs.replace(one, volunteer=UUID(int=n)) for n, one in enumerate(wanted)]
    found = ranked([*reversed(people)], PLACE)
    assert [one.name for one in found] == [one.name for one in wanted]
    assert [one.rank for one in found] == [*range(1, len(wanted) + 1)]
    assert [one.possible for one in found] == [True] * 9 + [False] * 2
    assert found[0].speaks == ("mam", "quc")


@given(
    st.permutations(
        [structs.replace(ANA, volunteer=UUID(int=n), name=name) for n, name in enumerate("ABBA")]
    )
)
def test_the_order_does_not_depend_on_how_people_came_in(people: list[Helper]) -> None:
    assert [one.volunteer.int for one in ranked(people, PLACE)] == [0, 3, 1, 2]


def test_what_is_good_to_know_is_told() -> None:
    beside = structs.replace(ANA.beside, best=("Beto", "Caro"))
    people = [
        structs.replace(ANA, name="a", languages=("mam",), beside=beside),
        structs.replace(ANA, name="b", told_until=None, status="expired"),
        structs.replace(ANA, name="c", told_until=DAY - timedelta(days=1)),
        structs.replace(ANA, name="d"),
    ]
    told = {
        one.name: [(note.about, note.good, note.sentence) for note in one.notes]
        for one in ranked(people, PLACE)
    }
    assert told == {
        "a": [
            ("language", True, "Habla Mam, que al equipo le hace falta."),
            ("together", True, "Trabaja bien con Beto, Caro, del mismo equipo."),
        ],
        "b": [
            ("untold", False, "Nunca dijo si tiene fechas en que no puede."),
            ("expired", False, "No respondió a tiempo a una invitación a esta actividad."),
        ],
        "c": [
            ("untold", False, "Dijo en qué fechas no puede solo hasta el 4 de diciembre de 2026."),
        ],
        "d": [],
    }
