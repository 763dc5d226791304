from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.gaps import Spot, Treated, gaps, months_between, spots, with_parents
from events.outreach.domain.gaps_words import ago, sentences

NOVEMBER = date(2026, 11, 1)
PLACES = {"0108": "Mixco", "0114": "Amatitlán"}
TOPICS = {"a": "Autoestima", "b": "Redes de apoyo", "c": "Convivencia"}
MONTHS = st.builds(lambda y, m: date(y, m, 1), st.integers(2024, 2026), st.integers(1, 12))
LINES = st.builds(
    lambda place, topic, month, events: Treated(
        municipality=place, topic=topic, month=month, events=events
    ),
    st.sampled_from([*PLACES]),
    st.sampled_from([*TOPICS]),
    MONTHS,
    st.integers(0, 3),
)


def treated(topic: str, month: date, place: str = "0114") -> Treated:
    return Treated(municipality=place, topic=topic, month=month, events=1)


def said(*lines: Treated) -> list[str]:
    found = spots(lines, municipalities=["0114"], topics=[*TOPICS], month=NOVEMBER)
    return sentences(gaps(found), places=PLACES, topics=TOPICS, month=NOVEMBER)


@given(st.lists(LINES, max_size=12))
def test_a_gap_is_true_of_the_table(lines: list[Treated]) -> None:
    found = spots(lines, municipalities=[*PLACES], topics=[*TOPICS], month=NOVEMBER)
    assert len(found) == len(PLACES) * len(TOPICS)
    waiting = gaps(found)
    for spot in found:
        when = [
            line.month
            for line in lines
            if (line.municipality, line.topic) == (spot.municipality, spot.topic)
            and line.events
            and line.month <= NOVEMBER
        ]
        assert spot.last == max(when, default=None)
        recently = any(months_between(month, NOVEMBER) < 3 for month in when)
        assert (spot in waiting) == (not recently)


@given(st.lists(LINES, max_size=12))
def test_the_sentences_speak_of_every_place_that_waits_and_of_no_other(
    lines: list[Treated],
) -> None:
    found = gaps(spots(lines, municipalities=[*PLACES], topics=[*TOPICS], month=NOVEMBER))
    words = sentences(found, places=PLACES, topics=TOPICS, month=NOVEMBER)
    for ine, name in PLACES.items():
        of_place = [line for line in words if line.startswith(f"En {name} ")]
        named = {topic for topic in TOPICS if any(f"«{TOPICS[topic]}»" in it for it in of_place)}
        assert named == {spot.topic for spot in found if spot.municipality == ine}


def test_a_gap_is_said_with_the_month_it_began() -> None:
    assert said(treated("a", date(2026, 3, 1)), treated("b", NOVEMBER), treated("c", NOVEMBER)) == [
        "En Amatitlán no se habla de «Autoestima» desde marzo."
    ]


def test_topics_that_wait_equally_long_share_a_sentence_and_other_years_are_named() -> None:
    long_ago = date(2025, 3, 1)
    assert said(treated("a", long_ago), treated("b", long_ago)) == [
        "En Amatitlán no se habla de «Autoestima» y «Redes de apoyo» desde marzo de 2025.",
        "En Amatitlán nunca se ha hablado de «Convivencia».",
    ]


def test_a_long_list_of_topics_is_cut_and_counted() -> None:
    topics = {str(n): f"Tema {n}" for n in range(5)}
    found = spots([], municipalities=["0114"], topics=[*topics], month=NOVEMBER)
    assert sentences(gaps(found), places=PLACES, topics=topics, month=NOVEMBER) == [
        "En Amatitlán nunca se ha hablado de «Tema 0», «Tema 1», «Tema 2» y 2 temas más."
    ]


def test_who_treats_a_part_of_a_topic_treats_the_topic() -> None:
    line = treated("b", NOVEMBER)
    assert with_parents([line], {"a": None, "b": "a"}) == [line, treated("a", NOVEMBER)]


def test_what_comes_later_says_nothing_yet() -> None:
    (spot,) = spots(
        [treated("a", date(2026, 12, 1))], municipalities=["0114"], topics=["a"], month=NOVEMBER
    )
    assert spot.last is None


def test_how_long_ago_is_said_in_months() -> None:
    def spot(ago: int | None) -> Spot:
        return Spot(municipality="0114", topic="a", last=None, ago=ago)

    assert [ago(spot(n)) for n in (None, 0, 1, 4)] == [
        "nunca", "este mes", "hace 1 mes", "hace 4 meses",
    ]  # fmt: skip
    assert [spot(n).standing for n in (None, 0, 1, 2, 3, 12)] == [
        "never", "fresh", "fresh", "recent", "gap", "long",
    ]  # fmt: skip
