"""The words events are described with, in the reader's language."""

from collections import Counter

from events.planning.domain import codelists
from server.foundation.identity import SYSTEM
from server.foundation.translation import speaking
from tests.support.cast import Cast


async def test_kinds_are_named_in_the_readers_language(db: None) -> None:
    spanish = {kind.slug: kind.name for kind in await codelists.kinds()}
    with speaking("en"):
        english = {kind.slug: kind.name for kind in await codelists.kinds()}
    assert (spanish["film-forum"], english["film-forum"]) == ("Cineforo", "Film forum")
    assert list(spanish) == list(english)
    assert (list(spanish).index("workshop"), list(spanish).index("internal")) == (0, 14)


async def test_topics_say_how_discreetly_they_are_spoken_of(db: None) -> None:
    topics = {topic.slug: topic for topic in await codelists.topics()}
    with speaking("en"):
        english = {topic.slug: topic.name for topic in await codelists.topics()}
    assert english["support-networks"] == "Support networks"
    assert topics["support-networks"].name == "Redes de apoyo"
    assert topics["sexual-exploitation"].parent == "trafficking"
    assert Counter(topic.sensitivity for topic in topics.values()) == {
        "open": 7,
        "discreet": 16,
        "internal": 1,
    }
    assert [topic.list for topic in topics.values()].index("professional") == 11


async def test_audiences_say_whether_they_are_minors(db: None) -> None:
    audiences = await codelists.audiences()
    assert [each.slug for each in audiences if each.minors] == ["children", "adolescents"]
    with speaking("en"):
        assert (await codelists.audiences())[0].name == "Children"


async def test_municipalities_are_known_by_their_code(cast: Cast) -> None:
    places = await codelists.municipalities()
    assert [(place.ine, place.name) for place in places] == [
        ("0114", "Amatitlán"),
        ("0108", "Mixco"),
        ("0103", "San José Pinula"),
        ("0110", "San Juan Sacatepéquez"),
        ("0116", "Villa Canales"),
        ("0115", "Villa Nueva"),
    ]


async def test_a_coordinator_plans_in_their_own_municipalities(cast: Cast) -> None:
    assert [place.ine for place in await codelists.coordinated_by(cast.pinula)] == ["0103"]
    assert len(await codelists.coordinated_by(SYSTEM)) == 6


async def test_the_general_project_comes_first(db: None) -> None:
    assert [project.slug for project in await codelists.projects()] == ["general"]
