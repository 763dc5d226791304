"""The page on which somebody says what they think, made for any phone as the check-in's are."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

from litestar import Response
from msgspec import Struct

from events.attendance.domain.doors import Doorway
from events.attendance.domain.learning.feedback import ASPECTS, SCALE, Opinion
from events.attendance.domain.learning.feedback_times import Moment
from events.attendance.domain.learning.knowledge_asked import NOT_SURE, Asked
from events.attendance.web.entrance import check_in_paper, thanks_paper
from events.attendance.web.learning.feedback_words import aspect_words, scale_words
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form

PAGE: Final = "/c/{code}/opinion"


class Choice(Struct, frozen=True):
    """A knowledge question as it is asked: what its field is called, and (value, words)."""

    name: str
    question: str
    choices: list[tuple[int, str]]


def blank(
    doorway: Doorway,
    moment: Moment,
    asked: tuple[Asked, ...],
    *,
    language: str,
    unanswered: bool = False,
) -> Response[bytes]:
    """The questions of this moment; again where they were sent `unanswered`."""
    page = check_in_paper.rendered(
        "opinion",
        title=doorway.title,
        moment=moment,
        # Random to the last bit: an id with the time in it would say when.
        id=uuid4(),
        action=address(doorway, language),
        language_url=address(doorway, check_in_paper.other_language()),
        unanswered=unanswered,
        aspects=list(aspect_words().items()) if moment == "after" else [],
        scale=[(step, scale_words()[step]) for step in SCALE],
        knowledge=[_choice(it, current_language()) for it in asked],
    )
    return check_in_paper.answer(page, status=422 if unanswered else 200)


def thanks(doorway: Doorway) -> Response[bytes]:
    """Thank somebody who answered."""
    in_the_other = address(doorway, check_in_paper.other_language(), gracias="1")
    return thanks_paper.for_an_opinion(doorway, in_the_other)


def opinion(form: Form, asked: tuple[Asked, ...]) -> Opinion:
    """What was filled in; what is not one of the answers offered counts as not answered."""
    aspects = {aspect: _number(form, aspect) for aspect in ASPECTS}
    knowledge = {it.id: _number(form, _name(it.id)) for it in asked}
    offered = {it.id: {NOT_SURE, *range(len(it.answers))} for it in asked}
    return Opinion(
        form=_id(form),
        aspects={name: step for name, step in aspects.items() if step in SCALE},
        knowledge={
            question: answer
            for question, answer in knowledge.items()
            if answer is not None and answer in offered[question]
        },
    )


def address(doorway: Doorway, language: str, **more: str) -> str:
    """Where the page is, with the language if the address names one."""
    carried = {"idioma": language, **more}
    query = urlencode({name: value for name, value in carried.items() if value})
    return PAGE.format(code=doorway.code) + (f"?{query}" if query else "")


def _choice(asked: Asked, language: str) -> Choice:
    choices = [*enumerate(asked.choices(language)), (NOT_SURE, _("No sé"))]
    return Choice(_name(asked.id), asked.question(language), choices)


def _name(question: UUID) -> str:
    return f"k-{question}"


def _number(form: Form, name: str) -> int | None:
    known = {str(number): number for number in (NOT_SURE, *range(5))}
    return known.get(form.value(name))


def _id(form: Form) -> UUID:
    try:
        return UUID(form.value("id"))
    except ValueError:
        return uuid4()
