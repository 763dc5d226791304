"""What became, or would become, of a file's rows, as pages show it."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.exports.tables import csv_lines
from events.planning.domain.imports.columns import COLUMNS
from events.planning.domain.imports.outcome import Outcome
from events.planning.domain.imports.staging import Staged
from events.planning.domain.imports.verdict import OUTCOMES
from server.foundation.translation import gettext as _
from server.web.pages import NavigationItem

TONES: Final = {
    "new": "good", "changed": "waiting", "unchanged": "neutral", "left": "draft", "refused": "bad",
}  # fmt: skip
MARKS: Final = {
    "new": "plus", "changed": "pencil", "unchanged": "check", "left": "minus", "refused": "x",
}  # fmt: skip


class Tile(Struct, frozen=True):
    """How many rows came to one thing."""

    label: str
    number: int
    outcome: str


class Line(Struct, frozen=True, kw_only=True):
    """One row of the file; `reasons` are said of what is wrong, `notes` of what was assumed."""

    number: int
    label: str
    tone: str
    mark: str
    title: str
    when: list[str]
    municipality: str
    municipality_name: str
    event: UUID | None
    reasons: list[str]
    notes: list[str]


def tiles(tally: Mapping[str, int], *, done: bool) -> list[Tile]:
    """The numbers above the rows."""
    labels = written() if done else foreseen()
    return [Tile(labels[name], tally.get(name, 0), name) for name in OUTCOMES]


def tabs(address: str, tally: Mapping[str, int], only: str, *, done: bool) -> list[NavigationItem]:
    """The choice between all rows and those that came to one thing."""
    labels = written() if done else foreseen()
    total = sum(tally.values())
    items = [NavigationItem(address, f"{_('Todas')} ({total})", "", only == "")]
    for name in OUTCOMES:
        if tally.get(name):
            label = f"{labels[name]} ({tally[name]})"
            items.append(NavigationItem(f"{address}?ver={name}", label, "", only == name))
    return items


def lines(
    outcomes: Sequence[Outcome], municipalities: Mapping[str, str], *, done: bool
) -> list[Line]:
    """The rows, each with what is to be said of it."""
    labels = one_written() if done else one_foreseen()
    return [
        Line(
            number=each.number,
            label=labels[each.outcome],
            tone=TONES[each.outcome],
            mark=MARKS[each.outcome],
            title=each.title or _("(sin título)"),
            when=_when(each),
            municipality=each.municipality,
            municipality_name=municipalities.get(each.municipality, ""),
            event=each.event,
            reasons=reasons(each),
            notes=each.notes,
        )
        for each in outcomes
    ]


def reasons(each: Outcome) -> list[str]:
    """Why a row is refused, with the name of the column where it is one column's fault."""
    names = {**{column.field: column.heading for column in COLUMNS}, **OTHERS}
    return [
        f"{_(names[field])}: {sentence}" if field in names else sentence
        for field, sentence in each.wrong.items()
    ]


def refused_csv(staged: Staged, outcomes: Sequence[Outcome]) -> bytes:
    """The refused rows as they stood in the file, with the reasons behind."""
    used = [at for at in range(len(staged.headings)) if any(_cell(each, at) for each in outcomes)]
    headings = [_("Fila"), *(staged.headings[at] for at in used), _("Por qué no entró")]
    rows = (
        [str(each.number), *(_cell(each, at) for at in used), " ".join(reasons(each))]
        for each in outcomes
    )
    return csv_lines(headings, rows)


OTHERS: Final = {"starts_at": "Hora de inicio", "ends_at": "Hora de fin"}


def foreseen() -> dict[str, str]:
    """What each outcome is called before anything is written."""
    return {
        "new": _("Nuevas"),
        "changed": _("Cambian"),
        "unchanged": _("Iguales"),
        "left": _("Se dejan como están"),
        "refused": _("No pueden entrar"),
    }


def written() -> dict[str, str]:
    """What each outcome is called afterwards."""
    return {
        "new": _("Agregadas"),
        "changed": _("Cambiadas"),
        "unchanged": _("Iguales"),
        "left": _("Se dejaron como están"),
        "refused": _("No entraron"),
    }


def one_foreseen() -> dict[str, str]:
    """The same of one row."""
    return {
        "new": _("Nueva"),
        "changed": _("Cambia"),
        "unchanged": _("Igual"),
        "left": _("Se deja"),
        "refused": _("No puede entrar"),
    }


def one_written() -> dict[str, str]:
    """The same of one row, afterwards."""
    return {
        "new": _("Agregada"),
        "changed": _("Cambiada"),
        "unchanged": _("Igual"),
        "left": _("Se dejó"),
        "refused": _("No entró"),
    }


def _cell(each: Outcome, at: int) -> str:
    return each.cells[at] if at < len(each.cells) else ""


def _when(each: Outcome) -> list[str]:
    """The day and the hours, as far as they are known."""
    if each.starts_at is None or each.ends_at is None:
        return []
    day = when.short_day(each.starts_at, each.zone)
    year = when.local_day(each.starts_at, each.zone).year
    return [f"{day} {year}", when.hours(each.starts_at, each.ends_at, each.zone)]
