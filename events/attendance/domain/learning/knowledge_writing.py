"""What an administrator writes down as a knowledge question, and whether it can stand.

It is read on the telephones of those who come, so its words are as neutral as a public title.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.planning.domain import casework, discretion
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

FEWEST: Final = 2
MOST: Final = 4
LONGEST_QUESTION: Final = 200
LONGEST_ANSWER: Final = 80


class QuestionWritten(Struct, frozen=True, kw_only=True):
    """A question about a topic; answers are (Spanish, English), `right` is the index of one."""

    topic: str
    question_es: str
    question_en: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    right: int = -1


def tidy(written: QuestionWritten) -> QuestionWritten:
    """The question with everything in its place; raises Invalid with a sentence per field.

    What is missing in English is read in Spanish.
    """
    question = one_line(written.question_es)
    tidied = replace(
        written,
        question_es=question,
        question_en=one_line(written.question_en) or question,
        answers=tuple((one_line(es), one_line(en) or one_line(es)) for es, en in written.answers),
    )
    wrong = {
        "question_es": _wrong(tidied.question_es, LONGEST_QUESTION),
        "question_en": _wrong(tidied.question_en, LONGEST_QUESTION)
        if tidied.question_en != question
        else None,
        **_wrong_answers(tidied.answers),
        "right": _wrong_right(tidied),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
    return tidied


def _wrong_answers(answers: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    if not FEWEST <= len(answers) <= MOST:
        return {"answer_1_es": _("Hacen falta de dos a cuatro respuestas.")}
    wrong: dict[str, str | None] = {}
    for n, (es, en) in enumerate(answers, 1):
        wrong[f"answer_{n}_es"] = _wrong(es, LONGEST_ANSWER)
        wrong[f"answer_{n}_en"] = _wrong(en, LONGEST_ANSWER) if en != es else None
    for place in (0, 1):
        said = [answer[place].casefold() for answer in answers]
        if len(set(said)) < len(said):
            wrong["answer_1_es"] = wrong["answer_1_es"] or _("Dos respuestas son iguales.")
    return wrong


def _wrong_right(written: QuestionWritten) -> str | None:
    chosen = 0 <= written.right < len(written.answers)
    return None if chosen else _("Elegir cuál es la correcta.")


def _wrong(text: str, longest: int) -> str | None:
    if not text:
        return _("Falta este dato.")
    if len(text) > longest:
        return _("Tiene más de %(n)s caracteres.", n=longest)
    word = discretion.sensitive_word(text)
    if word:
        return _("«%(word)s» no puede leerse en público. Decirlo en general.", word=word)
    words = casework.wrongly_a_case(text)
    return casework.refusal(words) if words else None
