"""What a calendar's address says: a view, a day and what is looked for."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from litestar.datastructures import MultiDict
from msgspec import Struct
from msgspec.structs import replace

from events.planning.domain.calendar_events import Sifted
from events.planning.domain.codelists import Place
from events.planning.domain.month import month_from, month_of
from server.foundation.identity import Actor
from server.foundation.plain_text import one_line

ROWS: Final = ("municipios", "lugares", "personas")
VIEWS: Final = ("mes", "semana", "agenda", *ROWS)
EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2099, 12, 31)


class CalendarAddress(Struct, frozen=True, kw_only=True):
    """A view of the calendar: around which day, on which scale, of which events.

    `view` and `scale` are empty where nothing was chosen. Filters that are empty let all through.
    """

    day: date
    view: str = ""
    scale: str = ""
    municipalities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    project: str = ""
    words: str = ""
    own: bool = False

    @property
    def weekly(self) -> bool:
        """Whether it shows a week rather than a month."""
        return self.view == "semana" or (self.view in ROWS and self.scale != "mes")

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that it is about."""
        if self.weekly:
            monday = self.day - timedelta(days=self.day.weekday())
            return monday, monday + timedelta(days=6)
        month = month_of(self.day)
        return month.first, month.after.first - timedelta(days=1)

    @property
    def drawn(self) -> tuple[date, date]:
        """The first and the last day that it draws: a month's sheet has whole weeks."""
        if self.view not in {"", "mes"}:
            return self.span
        sheet = month_of(self.day).sheet
        return sheet[0], sheet[-1]

    @property
    def before(self) -> date:
        """A day of what comes before."""
        first, _last = self.span
        return max(EARLIEST, first - timedelta(days=1))

    @property
    def after(self) -> date:
        """A day of what comes after."""
        _first, last = self.span
        return min(LATEST, last + timedelta(days=1))

    @property
    def sifting(self) -> int:
        """How many filters besides the municipality are set."""
        return sum(map(bool, (self.kinds, self.states, self.project, self.words, self.own)))

    def query(self, **changed: Any) -> str:
        """The question mark and what stands behind it, for this view or a changed one."""
        return "?" + urlencode(replace(self, **changed).parts())

    def month(self, day: date) -> str:
        """The same for the sheet of the month that holds a day."""
        return self.query(view="", scale="", day=day)

    def toggled(self, ine: str) -> tuple[str, ...]:
        """The chosen municipalities with one more, or with one less."""
        others = tuple(place for place in self.municipalities if place != ine)
        return others if len(others) < len(self.municipalities) else (*others, ine)

    def sifted(self, places: list[Place], actor: Actor) -> Sifted:
        """What is looked for, within the municipalities that the actor looks after."""
        reached = tuple(place.ine for place in places)
        chosen = tuple(ine for ine in self.municipalities if ine in reached)
        return Sifted(
            municipalities=chosen or reached,
            kinds=self.kinds,
            statuses=self.states,
            project=self.project,
            words=self.words,
            organiser=actor.account if self.own else None,
        )

    def parts(self) -> list[tuple[str, str]]:
        """What the address says, name by name; a sheet that nobody chose is named by its month."""
        when = ("fecha", self.day.isoformat()) if self.view else ("mes", f"{self.day:%Y-%m}")
        said = [
            ("vista", self.view),
            ("escala", self.scale),
            when,
            *(("municipio", ine) for ine in self.municipalities),
            *(("tipo", kind) for kind in self.kinds),
            *(("estado", state) for state in self.states),
            ("proyecto", self.project),
            ("q", self.words),
            ("propias", "1" if self.own else ""),
        ]
        return [(name, value) for name, value in said if value]


def read(params: MultiDict[Any], *, today: date) -> CalendarAddress:
    """Read an address; what makes no sense in it is passed over."""
    view, scale = str(params.get("vista", "")), str(params.get("escala", ""))
    return CalendarAddress(
        day=_day(params, today),
        view=view if view in VIEWS else "",
        scale=scale if scale in {"semana", "mes"} else "",
        municipalities=_several(params, "municipio"),
        kinds=_several(params, "tipo"),
        states=_several(params, "estado"),
        project=str(params.get("proyecto", ""))[:80],
        words=one_line(str(params.get("q", "")))[:80],
        own=bool(params.get("propias")),
    )


def bounds(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """The instants at which the first day begins and the last one ends in `zone`."""
    there = ZoneInfo(zone)
    beyond = last + timedelta(days=1)
    return datetime.combine(first, time.min, there), datetime.combine(beyond, time.min, there)


def _day(params: MultiDict[Any], today: date) -> date:
    try:
        day = date.fromisoformat(str(params.get("fecha", "")))
    except ValueError:
        month = month_from(str(params.get("mes", "")), otherwise=today)
        return today if month == month_of(today) else month.first
    return min(max(day, EARLIEST), LATEST)


def _several(params: MultiDict[Any], name: str) -> tuple[str, ...]:
    given = (str(value)[:40] for value in params.getall(name, []))
    return tuple(dict.fromkeys(value for value in given if value))
