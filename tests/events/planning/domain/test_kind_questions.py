"""What kinds of activity ask beyond what every event is asked."""

from typing import Any

import pytest

from events.planning.domain import agenda, kind_questions
from events.planning.domain.kind_questions import Question
from server.foundation.database import execute
from server.foundation.errors import Invalid
from server.foundation.translation import speaking
from tests.support.events import planned

FILM = {"kind": "film-forum", "details": {"film": "Ixcanul", "rating": "Para todo público"}}


async def public(**changes: Any) -> list[tuple[str, str]]:
    """What everybody may read of the answers."""
    event = await agenda.event(await planned(**{**FILM, **changes}))
    return kind_questions.public_details(
        event, (await kind_questions.questions([event.kind])).get(event.kind, [])
    )


async def test_kinds_ask_in_the_readers_language(db: None) -> None:
    asked = await kind_questions.questions()
    assert sorted(asked) == ["film-forum", "theatre"]
    assert asked["theatre"] == [
        Question(name="play", label="Obra", public=True),
        Question(name="cast", label="Elenco"),
    ]
    with speaking("en"):
        assert [q.label for q in (await kind_questions.questions(["theatre"]))["theatre"]] == [
            "Play",
            "Cast",
        ]
    assert await kind_questions.questions(["workshop"]) == {}


def test_a_question_without_a_name_in_english_is_asked_in_spanish() -> None:
    with speaking("en"):
        assert kind_questions.asked('[{"name": "x", "label_es": "Obra"}]') == [
            Question(name="x", label="Obra")
        ]
    assert kind_questions.asked(None) == []


def test_an_answer_that_is_no_longer_offered_can_stay() -> None:
    question = Question(name="rating", label="Clasificación", choices=("A", "B"))
    assert question.offers("A") == [("A", "A"), ("B", "B")]
    assert question.offers("Z") == [("A", "A"), ("B", "B"), ("Z", "Z")]
    assert question.offers("") == [("A", "A"), ("B", "B")]


async def test_film_and_rating_are_public(db: None) -> None:
    assert await public() == [("Película", "Ixcanul"), ("Clasificación", "Para todo público")]
    assert await public(details={"film": "Ixcanul"}) == [("Película", "Ixcanul")]


async def test_a_cast_which_can_be_children_is_not_public(db: None) -> None:
    play = {"kind": "theatre", "details": {"play": "Andares", "cast": "Ana, Luis"}}
    assert await public(**play) == [("Obra", "Andares")]


@pytest.mark.parametrize("secret", [
    {"topics": ("gender-violence",)},
    {"topics": ("investigation-mechanisms",)},
    {"published": False},
])  # fmt: skip
async def test_nothing_is_told_of_what_must_be_discreet(db: None, secret: dict[str, Any]) -> None:
    assert await public(**secret) == []


async def test_nothing_is_told_of_an_internal_kind(db: None) -> None:
    assert await public() != []
    await execute("UPDATE kind SET internal = true WHERE slug = 'film-forum'")
    try:
        assert await public() == []
    finally:
        await execute("UPDATE kind SET internal = false WHERE slug = 'film-forum'")


async def test_answers_that_nobody_asked_for_are_refused(db: None) -> None:
    await kind_questions.refuse_unasked("film-forum", {"film": "", "rating": ""})
    await kind_questions.refuse_unasked("workshop", {})
    with pytest.raises(Invalid) as refusal:
        await kind_questions.refuse_unasked("workshop", {"film": "Ixcanul"})
    assert refusal.value.fields == {"details": "Este tipo de actividad no lleva «film»."}
