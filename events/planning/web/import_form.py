"""The forms that say how a file is to be read."""

from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain import codelists
from events.planning.domain.imports import staging
from events.planning.domain.imports.columns import COLUMNS, FIELDS
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.staging import Staged
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form

USUAL_KIND: Final = "workshop"
NEEDED: Final = ("title", "date")


class Choices(Struct, frozen=True):
    """What may be chosen for rows that say nothing themselves, as (value, label)."""

    municipalities: list[tuple[str, str]]
    kinds: list[tuple[str, str]]


class FileColumn(Struct, frozen=True, kw_only=True):
    """A column of the file: its heading, what stands in it, and the name of its field here."""

    name: str
    heading: str
    sample: str


async def choices(actor: Actor) -> Choices:
    """The places and kinds that this coordinator may choose."""
    return Choices(
        [(place.ine, place.name) for place in await codelists.coordinated_by(actor)],
        [(kind.slug, kind.name) for kind in await codelists.kinds()],
    )


def blank(offered: Choices) -> Form:
    """The form of the first page, with what goes without saying filled in."""
    only = offered.municipalities[0][0] if len(offered.municipalities) == 1 else ""
    return Form({"municipality": [only], "kind": [USUAL_KIND], "new_venues": ["on"]})


def filled(staged: Staged) -> Form:
    """The form of a file that was read."""
    plan = staged.plan
    chosen = {f"c{at}": [field] for field, at in plan.columns.items()}
    rest = {"municipality": [plan.municipality], "kind": [plan.kind]}
    return Form({**chosen, **rest, "new_venues": ["on"] if plan.new_venues else []})


def plan(form: Form, offered: Choices) -> ReadingPlan:
    """What holds where rows say nothing; raises Invalid."""
    chosen = ReadingPlan(
        municipality=form.choice(
            "municipality", {value for value, _label in offered.municipalities}, required=False
        ),
        kind=form.choice("kind", {value for value, _label in offered.kinds}, required=False),
        new_venues=form.ticked("new_venues"),
        language=current_language(),
    )
    form.check()
    return chosen


def corrected(form: Form, staged: Staged, offered: Choices) -> ReadingPlan:
    """The same with the columns of a table; raises Invalid where two mean the same."""
    columns: dict[str, int] = {}
    for at in range(len(staged.headings)):
        field = form.choice(f"c{at}", FIELDS, required=False)
        if field in columns:
            form.wrong(f"c{at}", _("Otra columna ya significa lo mismo."))
        elif field:
            columns[field] = at
    chosen = plan(form, offered)
    kept = staged.plan.columns if staged.format == "ics" else columns
    return msgspec.structs.replace(chosen, columns=kept)


async def file_columns(staged: Staged) -> list[FileColumn]:
    """The columns of a table with an example each; a calendar has none to choose."""
    if staged.format == "ics":
        return []
    rows = await staging.samples(staged.id)
    return [
        FileColumn(
            name=f"c{at}",
            heading=heading or _("(sin nombre)"),
            sample=next((row[at] for row in rows if row[at]), "")[:60],
        )
        for at, heading in enumerate(staged.headings)
    ]


def meanings() -> list[tuple[str, str]]:
    """What a column can mean, as (field, label)."""
    return [(column.field, _(column.heading)) for column in COLUMNS]


def complete(staged: Staged) -> bool:
    """Whether the columns without which no row can stand are known."""
    return all(field in staged.plan.columns or field == "date" for field in NEEDED) and any(
        field in staged.plan.columns for field in ("date", "start")
    )
