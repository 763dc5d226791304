"""The year of a network as a form: a box for each month and kind of casework."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from events.outreach.domain.beyond.action_log import Change
from events.outreach.domain.beyond.action_months import KINDS, MOST, Action, Cell
from server.foundation.translation import gettext as _
from server.web.forms import Form


def name_of(cell: Cell) -> str:
    """What the box is called in the form."""
    return f"{cell.kind}_{cell.month:%Y-%m}"


def seen_of(cell: Cell) -> str:
    """What the number that was seen in the box is called."""
    return f"was_{name_of(cell)}"


def cells(months: Iterable[date]) -> list[Cell]:
    """Every box."""
    return [Cell(month, kind) for month in months for kind in KINDS]


def filled(months: Sequence[date], actions: Iterable[Action]) -> Form:
    """The form as the log stands; what is not reported stays empty."""
    people = {action.cell: str(action.people) for action in actions}
    boxes = cells(months)
    numbers = {name_of(cell): [people.get(cell, "")] for cell in boxes}
    return Form(numbers | {seen_of(cell): [people.get(cell, "")] for cell in boxes})


def changes(form: Form, months: Sequence[date]) -> dict[Cell, Change]:
    """What the form says of each box; raises Invalid with a sentence for each wrong one."""
    said = {
        cell: Change(was=_number(form, seen_of(cell)), becomes=_number(form, name_of(cell)))
        for cell in cells(months)
    }
    form.check()
    return said


def beside(form: Form, now: Mapping[Cell, int | None]) -> Form:
    """The form beside what others saved meanwhile; sending it again is meant."""
    for cell, people in now.items():
        saved = _("nada") if people is None else str(people)
        form.wrong(name_of(cell), _("Alguien más guardó %(saved)s.", saved=saved))
        form.put(seen_of(cell), "" if people is None else str(people))
    return form


def _number(form: Form, name: str) -> int | None:
    return form.whole(name, least=0, most=MOST)
