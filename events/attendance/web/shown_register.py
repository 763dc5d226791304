"""A register as its page shows it: words, times and numbers, nothing to decide."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import wording
from events.attendance.domain.answers import SEXES
from events.attendance.domain.review import reasons
from events.attendance.domain.review.margin import Margin
from events.attendance.domain.summary import RegisterLine, Totals
from events.attendance.web import shown_clocks
from events.planning.domain import when
from events.planning.domain.age_atoms import UNKNOWN
from events.planning.domain.codelists import Audience
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

LATE: Final = timedelta(minutes=5)
SOURCE_SYMBOLS: Final = {"self": "phone", "door": "door", "api": "repeat", "headcount": "hand"}


class Tile(Struct, frozen=True):
    """A total, and what it is made of."""

    label: str
    number: int
    symbol: str
    note: str = ""


class Row(Struct, frozen=True):
    """An age band and how many of it, by sex and together."""

    label: str
    cells: list[int]
    total: int


class Table(Struct, frozen=True):
    """People by age band and sex; the heads of its columns are long and short."""

    sexes: list[tuple[str, str]]
    rows: list[Row]
    foot: list[int]
    total: int


class Line(Struct, frozen=True, kw_only=True):
    """A line of the register."""

    id: UUID
    at: str
    clock: str
    """That the phone's clock was wrong and by how much; '' where it was not."""
    received: str
    """When it was heard of, where that was later; '' otherwise."""
    source: str
    who: str
    """Sex, age band and audience, as far as they are known."""
    people: int
    void_reason: str | None
    corrected: bool
    """Whether another line counts in its place, so that it cannot count again."""


def tiles(totals: Totals, margin: Margin, *, recognised: bool = True) -> list[Tile]:
    """How many, and where they were recorded; a closed period recognises nobody any more."""
    returning = cards(margin) if recognised else ""
    every = Tile(_("Personas registradas"), totals.people, "users", returning)
    return [every, *sources(totals)]


def sources(totals: Totals) -> list[Tile]:
    """Where people were recorded: the two usual ways, and any other that was used."""
    names = wording.sources()
    notes = {"headcount": ways(totals.by_way)}
    return [
        Tile(names[source], people, SOURCE_SYMBOLS[source], notes.get(source, ""))
        for source, people in totals.by_source.items()
        if people or source in {"self", "headcount"}
    ]


def cards(margin: Margin) -> str:
    """How many of those who came had a pass, however they were recorded."""
    if not margin.with_card:
        return ""
    return ngettext(
        "%(n)s se reconoce si vuelve", "%(n)s se reconocen si vuelven", margin.with_card
    )


def ways(by_way: dict[str, int]) -> str:
    """How those were counted who were only counted, where it was not all in one way."""
    names = way_names()
    used = [way for way in names if by_way[way]]
    return "" if used == ["screen"] else " · ".join(f"{names[way]}: {by_way[way]}" for way in used)


def way_names() -> dict[str, str]:
    """The ways of counting."""
    return {
        "screen": _("en pantalla"),
        "paper": _("en papel"),
        "door": _("en la puerta"),
        "api": _("otro sistema"),
    }


def remarks(totals: Totals, margin: Margin, zone: str) -> list[str]:
    """What has to be known to read the totals: repeats, and what was seen in the room."""
    repeats = ngettext(
        "%(n)s lectura repetida no se cuenta.",
        "%(n)s lecturas repetidas no se cuentan.",
        totals.repeats,
    )
    gap = _gap(totals.people, margin, zone)
    return [sentence for sentence in (repeats if totals.repeats else "", gap) if sentence]


def cautions(margin: Margin, doubts: int) -> list[str]:
    """Why it may be too early to close the register."""
    still = [
        _(
            "Al teléfono «%(name)s» le quedan %(n)s por enviar: conviene esperar antes de cerrar.",
            name=phone.name,
            n=phone.waiting,
        )
        for phone in margin.phones
    ]
    open_doubts = ngettext(
        "Queda %(n)s duda por revisar.", "Quedan %(n)s dudas por revisar.", doubts
    )
    return [*still, open_doubts] if doubts else still


def table(totals: Totals) -> Table:
    """People by age band and sex, without bands and sexes of which there is nobody."""
    sexes, bands = wording.sexes(), wording.age_bands()
    columns = [sex for sex in SEXES if totals.by_sex[sex] or sex in {"female", "male"}]
    rows = [
        Row(bands[band], [cells[sex] for sex in columns], totals.by_age_band[band])
        for band, cells in totals.by_sex_and_age_band.items()
        if totals.by_age_band[band]
    ]
    foot = [totals.by_sex[sex] for sex in columns]
    short = {"female": _("Muj."), "male": _("Hom."), "other": _("Otra"), UNKNOWN: _("S/d")}
    return Table([(sexes[sex], short[sex]) for sex in columns], rows, foot, totals.people)


def lines(found: Sequence[RegisterLine], zone: str, audiences: Sequence[Audience]) -> list[Line]:
    """Lines with their times on the clocks of `zone`."""
    names = {audience.slug: audience.name for audience in audiences}
    replaced = _replaced(found)
    return [line(one, zone, names, corrected=one.id in replaced) for one in found]


def _replaced(found: Sequence[RegisterLine]) -> set[UUID]:
    """The voided ones in whose place another one counts: of a chain of corrections one does."""
    earlier = {one.id: one.corrects for one in found}

    def first(line: UUID) -> UUID:
        while before := earlier.get(line):
            line = before
        return line

    counting = {first(one.id) for one in found if one.voided_at is None}
    return {one.id for one in found if one.voided_at and first(one.id) in counting}


def line(
    found: RegisterLine, zone: str, audiences: dict[str, str], *, corrected: bool = False
) -> Line:
    """One line of the register; its time is corrected where the phone's clock was wrong."""
    return Line(
        id=found.id,
        at=shown_clocks.moment(found.moment, zone),
        clock=shown_clocks.remark(found.clock_skew),
        received=shown_clocks.moment(found.received_at, zone)
        if found.received_at - found.moment > LATE
        else "",
        source=wording.sources()[found.source],
        who=who(
            found.sex, found.age_band, audiences.get(found.audience or "", ""),
            many=found.source == "headcount",
        ),
        people=found.people,
        void_reason=reasons.said(found.void_reason) if found.void_reason else None,
        corrected=corrected,
    )  # fmt: skip


def who(sex: str, age_band: str, audience: str, *, many: bool) -> str:
    """Somebody, or several, by what is known of them."""
    names = wording.sexes() if many else dict(wording.sexes_to_choose())
    known = [
        names[sex] if sex != UNKNOWN else "",
        wording.age_bands()[age_band] if age_band != UNKNOWN else "",
        audience,
    ]
    return " · ".join(part for part in known if part) or _("Sin dato")


def _gap(people: int, margin: Margin, zone: str) -> str:
    room = margin.room
    if room is None:
        return ""
    seen = ngettext(
        "En la sala se contó %(n)s persona a las %(hour)s",
        "En la sala se contaron %(n)s personas a las %(hour)s",
        room.people,
        hour=when.hour(room.at, zone),
    )
    return f"{seen}: {_compared(room.people - people)}"


def _compared(missing: int) -> str:
    if missing == 0:
        return _("las mismas que hay en el registro.")
    if missing > 0:
        return ngettext(
            "falta %(n)s en el registro.", "faltan %(n)s en el registro.", missing
        )  # fmt: skip
    return ngettext(
        "%(n)s menos que en el registro; pudo haberse ido antes.",
        "%(n)s menos que en el registro; pudieron haberse ido antes.",
        -missing,
    )
