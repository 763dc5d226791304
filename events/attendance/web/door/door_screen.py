"""The page a phone stands at a door with: its choices and its words, as it keeps them offline."""

from typing import Final

from litestar.response import Template
from msgspec import Struct

from events.attendance.domain import wording
from events.attendance.web.door import door_words
from events.attendance.web.door.door_files import DOOR_POLICY
from events.attendance.web.tally_form import BOTH, REST, STAGES, sheet
from events.planning.domain import codelists, when
from events.planning.domain.age_atoms import UNKNOWN
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.pages import page
from server.web.requests import Visit

HEADERS: Final = {
    "Content-Security-Policy": DOOR_POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


class Tap(Struct, frozen=True):
    """A button that counts one person."""

    sex: str
    band: str
    label: str


class Row(Struct, frozen=True):
    """The buttons of one age band."""

    label: str
    taps: list[Tap]


class Stage(Struct, frozen=True):
    """Some age bands, folded away unless they are likely at this event."""

    label: str
    columns: list[str]
    rows: list[Row]
    unfolded: bool


async def shown(
    request: Visit, *, token: str, phone: str, event: Event, public_key: str
) -> Template:
    """The door of `event` for the phone called `phone`.

    `token` is that of the address, `public_key` the event's: an uncompressed point, base64url.
    """
    answer = page(
        request,
        "attendance/door.html",
        title=event.public_title or event.neutral_title,
        when=_when(event),
        municipality=event.municipality_name,
        phone=phone,
        token=token,
        audiences=await _audiences(event),
        stages=_stages(minors=event.minors),
        at_hand={
            "token": token,
            "event": str(event.id),
            "key": public_key,
            "words": door_words.words(),
        },
    )
    answer.headers.update(HEADERS)
    return answer


def _when(event: Event) -> str:
    hours = when.hours(event.starts_at, event.ends_at, event.zone)
    return f"{when.short_day(event.starts_at, event.zone)}, {hours}"


async def _audiences(event: Event) -> list[tuple[str, str]]:
    every = await codelists.audiences()
    expected = [audience for audience in every if audience.slug in event.audiences]
    others = [audience for audience in every if audience.slug not in event.audiences]
    named = [(audience.slug, audience.name) for audience in (*expected, *others)]
    unsaid = (UNKNOWN, _("Sin dato"))
    return [*named, unsaid] if event.audiences else [unsaid, *named]


def _stages(*, minors: bool) -> list[Stage]:
    every = tuple(band for bands in STAGES for band in bands)
    groups = [*((BOTH, bands) for bands in STAGES), (REST, every)]
    return [
        _stage(stage.label, sexes, bands, unfolded=stage.unfolded)
        for stage, (sexes, bands) in zip(sheet(Form({}), minors=minors), groups, strict=True)
    ]


def _stage(label: str, sexes: tuple[str, ...], bands: tuple[str, ...], *, unfolded: bool) -> Stage:
    names, ages = wording.sexes(), wording.age_bands()
    rows = [
        Row(ages[band], [Tap(sex, band, f"{names[sex]}, {ages[band]}") for sex in sexes])
        for band in bands
    ]
    return Stage(label, [names[sex] for sex in sexes], rows, unfolded)
