"""A knowledge question stands when anybody may read it over somebody's shoulder."""

import pytest
from msgspec.structs import replace

from events.attendance.domain.learning import knowledge
from events.attendance.domain.learning.knowledge_writing import QuestionWritten, tidy
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY

WRITTEN = QuestionWritten(
    topic="social-network-risks", question_es="  ¿Quién  ve una foto? ",
    answers=(("Cualquiera", "Anybody"), ("Nadie", "")), right=0,
)  # fmt: skip


def test_what_is_missing_in_english_is_read_in_spanish() -> None:
    tidied = tidy(WRITTEN)
    assert (tidied.question_es, tidied.question_en, tidied.answers[1]) == (
        "¿Quién ve una foto?", "¿Quién ve una foto?", ("Nadie", "Nadie"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("question_es", {"question_es": "x" * 201}),
        ("question_es", {"question_es": "Entrevista a la víctima"}),
        ("question_en", {"question_en": "What is rape?"}),
        ("answer_2_en", {"answers": (("a", "b"), ("c", "sex"))}),
        ("answer_1_es", {"answers": (("a", "x"), ("b", "X"))}),
        ("answer_1_es", {"answers": (("a", ""),)}),
        ("answer_2_es", {"answers": (("a", ""), ("x" * 81, ""))}),
        ("right", {"right": 2}),
        ("right", {"right": -1}),
    ],
)
def test_each_mistake_is_told_at_its_field(field: str, changes: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        tidy(replace(WRITTEN, **changes))
    assert list(refused.value.fields) == [field]


async def test_a_question_about_no_topic_is_refused(db: None) -> None:
    with pytest.raises(Invalid) as refused:
        await knowledge.add(replace(WRITTEN, topic="nothing"), by=SYSTEM, at=TODAY)
    assert list(refused.value.fields) == ["topic"]
