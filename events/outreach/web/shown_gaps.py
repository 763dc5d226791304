"""Which topics wait where: sentences, a table of how long, and one of each month."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from events.outreach.domain import gaps
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.gaps import Spot, Treated
from events.outreach.domain.gaps_words import ago, sentences
from events.outreach.web import shown_days
from events.planning.domain.codelists import Place, Topic

EVERYWHERE: Final = "rac"  # the topics of the networks, to be treated in every place
TINTS: Final = 4


class HeatCell(Struct, frozen=True):
    """Words, and the class of the tint behind them, which says nothing that they do not."""

    text: str
    css: str


class HeatRow(Struct, frozen=True):
    name: str
    cells: list[HeatCell]


class Months(Struct, frozen=True, kw_only=True):
    """The topics of one municipality, month by month: so many events, or none."""

    ine: str
    name: str
    rows: list[HeatRow]


class Gaps(Struct, frozen=True, kw_only=True):
    """`ago` has a row for each topic and a column for each place."""

    said: list[str]
    places: list[Place]
    ago: list[HeatRow]
    months: list[str]
    by_month: list[Months]
    nothing: bool


def shown(
    treated: Sequence[Treated],
    *,
    places: Sequence[Place],
    topics: Sequence[Topic],
    months: Sequence[Span],
) -> Gaps:
    """As things stand in the last of these months, which stands first in the table."""
    whole = gaps.with_parents(treated, {topic.slug: topic.parent for topic in topics})
    month = months[-1].first
    listed = _listed(whole, topics, since=months[0].first)
    spots = gaps.spots(
        whole,
        municipalities=[place.ine for place in places],
        topics=[topic.slug for topic in listed],
        month=month,
    )
    return Gaps(
        said=_sentences(spots, places, listed, month),
        places=list(places),
        ago=[_ago(topic, spots) for topic in listed],
        months=[shown_days.month(span.first) for span in reversed(months)],
        by_month=[_months(place, whole, listed, months[::-1]) for place in places],
        nothing=not treated,
    )


def _listed(treated: Sequence[Treated], topics: Sequence[Topic], *, since: date) -> list[Topic]:
    """Those of the networks, and of the others what was treated in these months."""
    lately = {it.topic for it in treated if it.month >= since}
    return [topic for topic in topics if topic.list == EVERYWHERE or topic.slug in lately]


def _sentences(
    spots: Sequence[Spot], places: Sequence[Place], topics: Sequence[Topic], month: date
) -> list[str]:
    expected = {topic.slug for topic in topics if _is_expected(topic)}
    return sentences(
        gaps.gaps(spot for spot in spots if spot.topic in expected),
        places={place.ine: place.name for place in places},
        topics={topic.slug: topic.name for topic in topics},
        month=month,
    )


def _ago(topic: Topic, spots: Sequence[Spot]) -> HeatRow:
    own = [spot for spot in spots if spot.topic == topic.slug]
    loud = _is_expected(topic)
    return HeatRow(topic.name, [HeatCell(ago(spot), _wait(spot, loud=loud)) for spot in own])


def _wait(spot: Spot, *, loud: bool) -> str:
    return f"wait-{spot.standing}" if loud or not spot.is_gap else "wait-quiet"


def _is_expected(topic: Topic) -> bool:
    return topic.list == EVERYWHERE and topic.parent is None


def _months(
    place: Place, treated: Sequence[Treated], topics: Sequence[Topic], months: Sequence[Span]
) -> Months:
    counted: Counter[tuple[str, date]] = Counter()
    for it in treated:
        if it.municipality == place.ine:
            counted[it.topic, it.month] += it.events
    numbers = {topic: [counted[topic.slug, month.first] for month in months] for topic in topics}
    rows = [
        HeatRow(topic.name, [_events(number) for number in of_topic])
        for topic, of_topic in numbers.items()
        if topic.list == EVERYWHERE or any(of_topic)
    ]
    return Months(ine=place.ine, name=place.name, rows=rows)


def _events(number: int) -> HeatCell:
    return HeatCell(str(number) if number else "—", f"heat-{min(number, TINTS)}")
