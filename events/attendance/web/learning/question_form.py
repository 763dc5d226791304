"""The form in which a knowledge question is written down."""

from collections.abc import Sequence

from events.attendance.domain.learning.knowledge import Kept
from events.attendance.domain.learning.knowledge_writing import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST,
    QuestionWritten,
)
from events.planning.domain import codelists
from events.planning.domain.codelists import Topic
from server.foundation.translation import gettext as _
from server.web.forms import Form

ROWS = range(1, MOST + 1)


def blank() -> Form:
    """The form of a question that is not yet."""
    return Form({"right": ["1"]})


def filled(question: Kept) -> Form:
    """The form as it stands for a question that exists."""
    values = {
        "topic": [question.topic],
        "question_es": [question.question_es],
        "question_en": [question.question_en],
        "right": [str(question.right + 1)],
    }
    for n, (es, en) in enumerate(question.answers, 1):
        values[f"answer_{n}_es"], values[f"answer_{n}_en"] = [es], [en]
    return Form(values)


def written(form: Form, topics: Sequence[Topic]) -> QuestionWritten:
    """What the form says; raises Invalid. Answers stand from the first on, without gaps."""
    answers = [_answer(form, n) for n in ROWS]
    used = max((n for n, answer in enumerate(answers, 1) if any(answer)), default=0)
    right = form.whole("right", least=1, most=MOST)
    question = QuestionWritten(
        topic=form.choice("topic", {topic.slug for topic in topics}),
        question_es=form.text("question_es", most=LONGEST_QUESTION),
        question_en=form.text("question_en", most=LONGEST_QUESTION, required=False),
        answers=tuple(answers[:used]),
        right=-1 if right is None else right - 1,
    )
    form.check()
    return question


async def topics() -> list[Topic]:
    """The topics to choose from."""
    return await codelists.topics()


def labels() -> dict[str, str]:
    """What each field is called in the summary of what is wrong."""
    answers = {f"answer_{n}_{language}": _("Respuesta %(n)s", n=n) for n in ROWS
               for language in ("es", "en")}  # fmt: skip
    return {
        "topic": _("Tema"),
        "question_es": _("Pregunta en español"),
        "question_en": _("Pregunta en inglés"),
        **answers,
        "right": _("La correcta"),
    }


def rights() -> list[tuple[str, str]]:
    """Which answer is right, to choose from."""
    return [(str(n), _("Respuesta %(n)s", n=n)) for n in ROWS]


def _answer(form: Form, n: int) -> tuple[str, str]:
    return (
        form.text(f"answer_{n}_es", most=LONGEST_ANSWER, required=False),
        form.text(f"answer_{n}_en", most=LONGEST_ANSWER, required=False),
    )
