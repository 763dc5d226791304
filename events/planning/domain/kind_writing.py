"""What an administrator writes down about a kind of activity, and whether it can stand."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain import casework
from events.planning.domain.codelists import Field
from events.planning.domain.kind_looks import COLOURS, ICONS
from events.planning.domain.plain_words import plain
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

MOST_FIELDS: Final = 8
MOST_CHOICES: Final = 30
LONGEST: Final = 80
FIELD_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")


class KindWritten(Struct, frozen=True, kw_only=True):
    """A kind as it is written down; `icon` and `colour` are of kind_looks.

    A field without a name is named after its Spanish label.
    """

    name_es: str
    name_en: str = ""
    icon: str = "calendar"
    colour: str = "neutral"
    internal: bool = False
    fields: tuple[Field, ...] = ()


def tidy(kind: KindWritten) -> KindWritten:
    """The kind with everything in its place; raises Invalid with a sentence per field."""
    name = one_line(kind.name_es)
    tidied = msgspec.structs.replace(
        kind,
        name_es=name,
        name_en=one_line(kind.name_en) or name,
        fields=tuple(_field(field) for field in kind.fields),
    )
    wrong = {
        "name_es": _wrong_name(tidied.name_es),
        "name_en": _wrong_name(tidied.name_en) if tidied.name_en != name else None,
        "icon": None if kind.icon in ICONS else _("Elegir una de las opciones."),
        "colour": None if kind.colour in COLOURS else _("Elegir una de las opciones."),
        "fields": _wrong_fields(tidied.fields),
    }
    if any(wrong.values()):
        raise Invalid({name: sentence for name, sentence in wrong.items() if sentence})
    return tidied


def _field(field: Field) -> Field:
    label = one_line(field.label_es)
    choices = (one_line(choice) for choice in field.choices)
    return Field(
        name=one_line(field.name) or _named_after(label),
        label_es=label,
        label_en=one_line(field.label_en) or label,
        choices=tuple(dict.fromkeys(choice for choice in choices if choice)),
        public=field.public,
    )


def _named_after(label: str) -> str:
    letters = NOT_LETTERS.sub("_", plain(label)).strip("_")
    return (letters if letters[:1].isalpha() else f"q_{letters}")[:40]


def _wrong_name(name: str) -> str | None:
    if not any(letter.isalnum() for letter in plain(name) if letter.isascii()):
        return _("Falta el nombre.")
    if len(name) > LONGEST:
        return _("Tiene más de %(n)s caracteres.", n=LONGEST)
    words = casework.wrongly_a_case(name)
    return casework.refusal(words) if words else None


def _wrong_fields(fields: Sequence[Field]) -> str | None:
    if len(fields) > MOST_FIELDS:
        return _("Son más de %(n)s preguntas.", n=MOST_FIELDS)
    if len({field.name for field in fields}) < len(fields):
        return _("Dos preguntas tienen el mismo nombre.")
    return next(filter(None, map(_wrong_field, fields)), None)


def _wrong_field(field: Field) -> str | None:
    if not field.label_es:
        return _("A una pregunta le falta el texto.")
    if not FIELD_NAME.fullmatch(field.name):
        return _("El nombre «%(name)s» de una pregunta no sirve.", name=field.name)
    longest = max(map(len, (field.label_es, field.label_en, *field.choices)))
    if longest > LONGEST or len(field.choices) > MOST_CHOICES:
        return _("La pregunta «%(label)s» es demasiado larga.", label=field.label_es[:LONGEST])
    words = next(filter(None, map(casework.wrongly_a_case, (field.label_es, field.label_en))), None)
    return casework.refusal(words) if words else None
