"""The form in which somebody notes what became known of an event."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.code_names import Names
from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.periods.adjusting import MOST, Noted
from events.outreach.domain.periods.adjustments import CellLine
from events.outreach.domain.periods.kept import KeptEvent
from events.outreach.web.shown_adjustments import who
from events.planning.domain import when
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form

LINES: Final = 6
ANSWERS: Final[tuple[Dimension, ...]] = ("sex", "age_band", "audience")
Options = list[tuple[str, str]]


class Choices(Struct, frozen=True, kw_only=True):
    """What there is to choose from; `cells` say how many the chosen event was reported with."""

    events: Options
    sexes: Options
    ages: Options
    audiences: Options
    ways: Options
    cells: list[tuple[str, int]]
    numbers: list[int]


def choices(
    events: list[KeptEvent],
    called: dict[Dimension, Names],
    chosen: str,
    *,
    by: Actor,
    zone: str,
) -> Choices:
    """For the events of a closed period whose registers are the visitor's."""
    theirs = [event for event in events if by.may("register", event.municipality)]
    sexes, ages, audiences = (list(called[name].items()) for name in ANSWERS)
    return Choices(
        events=[
            (str(event.event), f"{event.title} · {when.day(event.starts_at, zone)}")
            for event in theirs
        ],
        sexes=sexes, ages=ages, audiences=audiences,
        ways=[
            ("more", _("vinieron y no se contaron")),
            ("fewer", _("se contaron y no vinieron")),
        ],
        cells=[
            (who(sex, age, audience, called), check_ins + headcount)
            for event in theirs if str(event.event) == chosen
            for sex, age, audience, check_ins, headcount in event.lines
        ],
        numbers=list(range(1, LINES + 1)),
    )  # fmt: skip


def blank(chosen: str) -> Form:
    """An empty form; of people nothing is known until somebody says so."""
    unknown = {
        f"{name}-{number}": ["unknown"] for name in ANSWERS for number in range(1, LINES + 1)
    }
    ways = {f"way-{number}": ["more"] for number in range(1, LINES + 1)}
    return Form({"event": [chosen], **unknown, **ways})


def noted(form: Form, given: Choices) -> Noted:
    """What the form says; raises Invalid with a sentence for each field that makes no sense."""
    event = form.choice("event", dict(given.events))
    reason = form.text("reason")
    told_on = form.day("told_on") if form.value("told_on") else None
    found = [_line(form, given, number) for number in given.numbers]
    lines = tuple(line for line in found if line is not None)
    if not lines and not form.errors:
        form.wrong("people-1", _("Falta cuántas personas."))
    form.check()
    return Noted(event=UUID(event), lines=lines, reason=reason, told_on=told_on)


def _line(form: Form, given: Choices, number: int) -> CellLine | None:
    """A line of the form; None where no number was filled in."""
    people = form.whole(f"people-{number}", least=1, most=MOST)
    if people is None:
        return None
    way = form.choice(f"way-{number}", dict(given.ways))
    return CellLine(
        sex=form.choice(f"sex-{number}", dict(given.sexes)),
        age_band=form.choice(f"age_band-{number}", dict(given.ages)),
        audience=form.choice(f"audience-{number}", dict(given.audiences)),
        people=-people if way == "fewer" else people,
    )
