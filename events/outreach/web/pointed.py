"""Reading from an address which figure somebody points at, as `explained` wrote it there."""

from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.code_names import sexes
from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.questions import Question
from events.outreach.web import asked
from events.outreach.web.explained import FIGURES, PARTS
from events.outreach.web.offered import Offered
from events.planning.domain.age_atoms import ATOMS
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

PEOPLE: Final = ("lugar", "programa", "sexo", "edad")
POINTING: Final = ("cifra", "dimension", "codigo", "indicador")
ALL: Final = (*asked.NAMES, *PEOPLE, *POINTING)
FIGURE_OF: Final = {word: figure for figure, word in FIGURES.items()}
PART_OF: Final[dict[str, Dimension]] = {word: part for part, word in PARTS.items()}


class Pointed(Struct, frozen=True, kw_only=True):
    """A figure of a question; of a part of it where `dimension` and `code` name one."""

    question: Question
    figure: str
    dimension: Dimension | None = None
    code: str | None = None
    indicator: UUID | None = None


def sent(request: Visit) -> Form:
    """What the address says, mistakes and all."""
    return Form({name: request.query_params.getall(name, []) for name in ALL})


def pointed(form: Form, offered: Offered, *, zone: str) -> Pointed:
    """What the form points at; raises Invalid with a sentence for each part that makes no sense."""
    form.choices("lugar", [place.ine for place in offered.places], required=False)
    form.choices("sexo", list(sexes()), required=False)
    form.choices("edad", ATOMS, required=False)
    figure = form.choice("cifra", FIGURE_OF, required=False) or "contactos"
    dimension = form.choice("dimension", PART_OF, required=False)
    indicator = form.reference("indicador", required=False)
    programmes = _programmes(form)
    question = replace(
        asked.question(form, offered, asked.OF_PAGES, zone=zone),
        places=tuple(form.values("lugar")),
        programmes=programmes,
        sexes=tuple(form.values("sexo")),
        age_bands=tuple(form.values("edad")),
    )
    part = PART_OF.get(dimension)
    return Pointed(
        question=question,
        figure=FIGURE_OF[figure],
        dimension=part,
        code=_code(form, offered, part),
        indicator=indicator,
    )


def _programmes(form: Form) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(text) for text in form.values("programa"))
    except ValueError:
        form.wrong("programa", _("Elegir una de las opciones."))
        return ()


def _code(form: Form, offered: Offered, part: Dimension | None) -> str | None:
    code = form.value("codigo")[:60]
    if part is None:
        return None
    return offered.topic_codes.get(code, code) if part == "topic" else code
