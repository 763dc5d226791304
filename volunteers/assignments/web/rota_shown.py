"""Rotas in the list of them, and what one comes to."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.rota import quality_words
from volunteers.assignments.domain.rota.counting import Coverage
from volunteers.assignments.domain.rota.diff import median
from volunteers.assignments.domain.rota.reading import Rota
from volunteers.assignments.domain.rota.review import Review
from volunteers.assignments.web.shown import moment

ADDRESS: Final = "/turnos/planificacion"
TONES: Final = {
    "waiting": "neutral",
    "working": "waiting",
    "draft": "draft",
    "published": "good",
    "failed": "bad",
}


class RotaLine(Struct, frozen=True, kw_only=True):
    """A rota in the list of them."""

    href: str
    title: str
    days: str
    state: str
    tone: str
    filled: str
    quality: str
    asked: str
    published: str


class Tile(Struct, frozen=True):
    """A number of the summary."""

    label: str
    number: str
    note: str = ""


def rota_line(rota: Rota, covered: Coverage | None) -> RotaLine:
    """A rota among others, with what it fills as it stands."""
    return RotaLine(
        href=f"{ADDRESS}/{rota.id}",
        title=title(rota),
        days=days(rota),
        state=quality_words.state(rota),
        tone=TONES.get(rota.state, "neutral"),
        filled=filled(covered.filled, covered.needed) if covered else "",
        quality=rota.failure or quality_words.quality(rota),
        asked=by_whom(rota.asked_by_name, moment(rota.asked_at, rota.zone)),
        published=_published(rota),
    )


def title(rota: Rota) -> str:
    """What it is."""
    if rota.event is None:
        return _("Planificación de turnos")
    return _("Reparación de «%(title)s»", title=rota.event_title or "—")


def days(rota: Rota) -> str:
    """Such as «lun 23 nov – dom 21 feb · 6 municipios», of one its name."""
    first, last = (when.short_day(day, rota.zone) for day in (rota.first_day, rota.last_day))
    number = len(rota.municipalities)
    places = ngettext("%(n)s municipio", "%(n)s municipios", number)
    if number == 1 and rota.municipality_name:
        places = rota.municipality_name
    return f"{first} – {last} · {places}"


def filled(number: int, needed: int) -> str:
    """Such as «41 de 43 lugares»."""
    return ngettext(
        "%(filled)s de %(n)s lugar", "%(filled)s de %(n)s lugares", needed, filled=number
    )


def by_whom(name: str | None, moment_: str) -> str:
    """Such as «Ana P., sáb 5 dic, 09:00»."""
    return f"{name}, {moment_}" if name else moment_


def tiles(review: Review) -> list[Tile]:
    """The rota in numbers."""
    covered = review.coverage
    gaps = [gap for look in review.counted for gap in look.gaps]
    leads = sum(gap.missing for gap in gaps if gap.role == "lead")
    changes = [line.change for line in review.lines]
    out = review.published.withdrawn if review.published else changes.count("out")
    return [
        Tile(_("Lugares cubiertos"), f"{covered.filled}", _("de %(n)s", n=covered.needed)),
        Tile(_("Sin principal"), f"{leads}", _("lugares")),
        Tile(_("Entran"), f"{changes.count('new')}", _("lugares que se agregan")),
        Tile(_("Salen"), f"{out}", _("lugares que ya tenían")),
        Tile(_("Carga"), f"{median(review.loads)}", _spread(review.loads)),
    ]


def _published(rota: Rota) -> str:
    if rota.published_at is None:
        return ""
    return by_whom(rota.published_by_name, moment(rota.published_at, rota.zone))


def _spread(loads: Sequence[int]) -> str:
    if not loads:
        return _("turnos por persona")
    ends = {"least": loads[0], "most": loads[-1]}
    return _("turnos por persona (mediana), de %(least)s a %(most)s", **ends)
