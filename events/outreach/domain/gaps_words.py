"""Gaps in plain sentences, such as «En Amatitlán no se habla de … desde marzo»."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from babel.dates import format_date
from babel.lists import format_list

from events.outreach.domain.gaps import Spot
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _

NAMED: Final = 3  # topics in one sentence; the others are in the table below

Names = Mapping[str, str]


def sentences(gaps: Iterable[Spot], *, places: Names, topics: Names, month: date) -> list[str]:
    """One for each place and month since which topics wait there, then those never treated.

    Each names a few topics and says how many more there are.
    """
    grouped = groupby(sorted(gaps, key=_waiting), key=lambda spot: (spot.last, spot.municipality))
    return [
        _sentence(places[place], [topics[spot.topic] for spot in spots], last, month)
        for (last, place), spots in grouped
    ]


def ago(spot: Spot) -> str:
    """Such as «hace 4 meses»."""
    if spot.ago is None:
        return _("nunca")
    if spot.ago == 0:
        return _("este mes")
    return ngettext("hace %(n)s mes", "hace %(n)s meses", spot.ago)


def month_name(day: date, *, now: date) -> str:
    """Such as «marzo», or «marzo de 2025» where it is of another year."""
    language = current_language()
    if day.year == now.year:
        return format_date(day, "LLLL", locale=LOCALES[language])
    pattern = {"es": "LLLL 'de' y", "en": "LLLL y"}[language]
    return format_date(day, pattern, locale=LOCALES[language])


def _waiting(spot: Spot) -> tuple[bool, date, str]:
    return spot.last is None, spot.last or date.max, spot.municipality


def _sentence(place: str, topics: Sequence[str], last: date | None, month: date) -> str:
    said = _listed(topics)
    if last is None:
        return _("En %(place)s nunca se ha hablado de %(topics)s.", place=place, topics=said)
    return _(
        "En %(place)s no se habla de %(topics)s desde %(month)s.",
        place=place,
        topics=said,
        month=month_name(last, now=month),
    )


def _listed(topics: Sequence[str]) -> str:
    named = [f"«{topic}»" for topic in topics[:NAMED]]
    rest = len(topics) - len(named)
    if rest:
        named.append(ngettext("%(n)s tema más", "%(n)s temas más", rest))
    return format_list(named, locale=LOCALES[current_language()])
