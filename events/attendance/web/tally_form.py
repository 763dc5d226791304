"""The sheet on which people are counted by eye: sex by age band, for one audience at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain import counted_sheets, wording
from events.attendance.domain.counted_sheets import CountedSheet
from events.attendance.domain.headcounts import Tally
from events.planning.domain.age_atoms import UNKNOWN
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _
from server.web.forms import Form

MOST: Final = 9_999
BOTH: Final = ("female", "male")
REST: Final = ("other", UNKNOWN)
CHILDHOOD: Final = ("0-5", "6", "7-10", "11-12")
ADOLESCENCE: Final = ("13-14", "15-17")
YOUTH: Final = ("18-19", "20-24")
ADULTHOOD: Final = ("25-34", "35-49", "50-59", "60+")
STAGES: Final = (CHILDHOOD, ADOLESCENCE, YOUTH, ADULTHOOD, (UNKNOWN,))
OF_MINORS: Final = (CHILDHOOD, ADOLESCENCE)
OF_ADULTS: Final = (YOUTH, ADULTHOOD)


class Column(Struct, frozen=True):
    """One sex and its fields, as (name, label)."""

    label: str
    fields: list[tuple[str, str]]


class Stage(Struct, frozen=True):
    """Some age bands, folded away unless they are likely or filled in."""

    label: str
    columns: list[Column]
    unfolded: bool


def sheet(form: Form, *, minors: bool) -> list[Stage]:
    """The fields to count in, by stage of life; those likely at this event lie open."""
    likely = OF_MINORS if minors else OF_ADULTS
    labels = dict(zip(STAGES, _stage_labels(), strict=True))
    stages = [_stage(labels[bands], BOTH, bands, form) for bands in STAGES]
    unfolded = [
        replace(stage, unfolded=True) if bands in likely else stage
        for stage, bands in zip(stages, STAGES, strict=True)
    ]
    every = tuple(band for bands in STAGES for band in bands)
    return [*unfolded, _stage(_("Otra identidad o sin dato"), REST, every, form)]


def filled(form: Form, audiences: Sequence[str], *, at: datetime) -> CountedSheet:
    """What was counted; raises Invalid. Sending the same sheet again gives the same ids."""
    room = form.whole("room", most=MOST)
    only_the_room = room is not None and not _counted(form)
    counted = [] if only_the_room else tallies(form, audiences, at=at)
    form.check()
    batch = form.reference("id") or new_id()
    seen = None if room is None else counted_sheets.seen(batch, room, at=at)
    return CountedSheet(id=batch, tallies=counted, room=seen)


def tallies(form: Form, audiences: Sequence[str], *, at: datetime) -> list[Tally]:
    """The people of a sheet by answers; raises Invalid, also for a sheet without anybody."""
    audience = form.choice("audience", [*audiences, UNKNOWN])
    batch = form.reference("id") or new_id()
    counted = _counted(form)
    if not counted:
        form.wrong("form", _("Contar al menos a una persona."))
    form.check()
    return [
        Tally(
            id=counted_sheets.cell(batch, sex, band), at=at, received_at=at, sex=sex, age_band=band,
            audience=None if audience == UNKNOWN else audience, count=people,
        )
        for (sex, band), people in counted.items()
    ]  # fmt: skip


def field(sex: str, band: str) -> str:
    """The name of a field, fit for an address within the page."""
    return f"{sex}-{band.replace('+', '-plus')}"


def _counted(form: Form) -> dict[tuple[str, str], int]:
    fields = [(sex, band) for sex in (*BOTH, *REST) for bands in STAGES for band in bands]
    numbers = {cell: form.whole(field(*cell), most=MOST) for cell in fields}
    return {cell: people for cell, people in numbers.items() if people}


def _stage_labels() -> tuple[str, ...]:
    return (
        _("Niñez: 0 a 12 años"),
        _("Adolescencia: 13 a 17 años"),
        _("Juventud: 18 a 24 años"),
        _("Personas adultas: 25 años o más"),
        _("Edad sin dato"),
    )


def _stage(label: str, sexes: Sequence[str], bands: Sequence[str], form: Form) -> Stage:
    names, ages = wording.sexes(), wording.age_bands()
    columns = [
        Column(names[sex], [(field(sex, band), ages[band]) for band in bands]) for sex in sexes
    ]
    filled = any(
        form.value(name) not in {"", "0"} for column in columns for name, _label in column.fields
    )
    return Stage(label, columns, filled)
