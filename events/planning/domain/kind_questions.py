"""What a kind of activity asks of its events beyond what every event is asked."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class Question(Struct, frozen=True, kw_only=True):
    """A question under its name in `Event.details`; with `choices` it has no other answers."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    public: bool = False

    def offers(self, stands: str) -> list[tuple[str, str]]:
        """Its choices as (value, label), with an answer that stands and is no longer one."""
        gone = (stands,) if stands and stands not in self.choices else ()
        return [(choice, choice) for choice in (*self.choices, *gone)]


async def questions(kinds: Collection[str] | None = None) -> dict[str, list[Question]]:
    """The questions of some kinds or of all, by kind; kinds that ask nothing are left out."""
    rows = await fetch(
        "SELECT slug, fields FROM kind"
        " WHERE fields <> '[]' AND ($1::text[] IS NULL OR slug = ANY($1))",
        None if kinds is None else list(kinds),
    )
    return {row["slug"]: asked(row["fields"]) for row in rows}


def asked(fields: str | None) -> list[Question]:
    """The questions in a kind's `fields`, labelled in the reader's language."""
    label = f"label_{current_language()}"
    written: list[dict[str, Any]] = msgspec.json.decode(fields or "[]")
    return [
        Question(
            name=field["name"],
            label=field.get(label) or field["label_es"],
            choices=tuple(field.get("choices") or ()),
            public=bool(field.get("public")),
        )
        for field in written
    ]


async def refuse_unasked(kind: str, given: Mapping[str, str]) -> None:
    """Raise Invalid for answers to what the kind does not ask."""
    names = {question.name for question in (await questions([kind])).get(kind, [])}
    unasked = sorted(given.keys() - names)
    if unasked:
        raise Invalid(
            {"details": _("Este tipo de actividad no lleva «%(name)s».", name=unasked[0])}
        )


def answers(event: Event, to: Sequence[Question]) -> list[tuple[str, str]]:
    """What was answered, as (label, answer) in the order asked: for those who plan."""
    return [(it.label, event.details[it.name]) for it in to if event.details.get(it.name)]


def public_details(event: Event, to: Sequence[Question]) -> list[tuple[str, str]]:
    """The answers to public questions, as (label, answer), such as film and rating.

    `to` is what `questions([event.kind])` gives for the event's kind. Nothing is told of an event
    that must be spoken of discreetly or that is internal: a film's title can give its topic away.
    Public pages show this and no other of `details`, never notes, materials, cost or travel note.
    """
    secret = event.internal or event.discreet or event.internal_topic
    if secret or not event.public:
        return []
    return answers(event, [question for question in to if question.public])
