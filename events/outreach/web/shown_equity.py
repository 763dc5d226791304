"""What each municipality got for its people, as the page shows it."""

from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.charts import Bar, bars_svg
from events.outreach.domain.equity.rates import Equity, Trend, behind, together
from events.outreach.domain.equity.sentences import rate_text, sentence
from events.outreach.domain.map_rates import rate
from events.outreach.domain.questions import Question
from events.outreach.web import explained
from server.foundation.translation import gettext as _
from server.foundation.translation import later

TRENDS: Final[Mapping[Trend, str]] = {
    "up": later("Subió"),
    "down": later("Bajó"),
    "same": later("Igual"),
}
TONES: Final[Mapping[Trend, str]] = {"up": "good", "down": "waiting", "same": "neutral"}


class EquityLine(Struct, frozen=True, kw_only=True):
    """A municipality in digits as people read them; `how` leads to how they were counted."""

    ine: str
    name: str
    population: str
    events: str
    events_rate: str
    contacts: str
    contacts_rate: str
    contacts_before: str
    trend: str
    tone: str
    how: str
    how_events: str


class EquityShown(Struct, frozen=True, kw_only=True):
    """The page: who falls behind, the rows, all of them together where several are known."""

    behind: list[str]
    lines: list[EquityLine]
    total: EquityLine | None
    bars: Markup


def shown(places: Sequence[Equity], question: Question) -> EquityShown:
    """In the order given: those who need it most stand first."""
    overall = together(places)
    known = [place for place in places if place.population]
    return EquityShown(
        behind=[sentence(each, overall) for each in behind(places)],
        lines=[_line(place, question) for place in places],
        total=_line(overall, None) if len(known) == len(places) > 1 else None,
        bars=bars_svg([_bar(place) for place in places], title=_per_residents()),
    )


def _per_residents() -> str:
    return _("Contactos por cada 10,000 habitantes")


def _bar(place: Equity) -> Bar:
    return Bar(
        label=place.name,
        amount=rate(place.contacts, place.population),
        css=f"muni muni-{place.municipality}",
    )


def _line(place: Equity, question: Question | None) -> EquityLine:
    return EquityLine(
        ine=place.municipality,
        name=place.name or _("Todos juntos"),
        population=_("no se sabe") if place.population is None else f"{place.population:,}",
        events=f"{place.events:,}",
        events_rate=rate_text(place.events_rate),
        contacts=f"{place.contacts:,}",
        contacts_rate=rate_text(place.contacts_rate),
        contacts_before="" if place.contacts_before is None else f"{place.contacts_before:,}",
        trend=_(TRENDS[place.trend]) if place.trend else "",
        tone=TONES[place.trend] if place.trend else "",
        how=_how(place, question, "contacts"),
        how_events=_how(place, question, "events"),
    )


def _how(place: Equity, question: Question | None, figure: str) -> str:
    """Where it is explained; nowhere for what is added up here."""
    if question is None:
        return ""
    code = place.municipality
    return explained.address(question, figure=figure, dimension="municipality", code=code)
